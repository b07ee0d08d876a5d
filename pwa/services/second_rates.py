"""How often a code may be tried: by person, and by the address it comes from."""

from datetime import timedelta
from uuid import UUID

from pwa.services import rates

_MINUTES, _DAY = timedelta(minutes=15), timedelta(days=1)


def take(user_id: UUID, address: str = "") -> None:
    """Count one try. Raises TooOften."""
    if address:
        rates.take("code-address", address, most=60, per=_MINUTES)
    rates.take("code", str(user_id), most=5, per=_MINUTES)
    rates.take("code-day", str(user_id), most=30, per=_DAY)


def forget(user_id: UUID) -> None:
    rates.forget("code", str(user_id))
    rates.forget("code-day", str(user_id))
