"""How often a PIN may be tried: five times, then a wait that doubles, per person and device."""

import hashlib

from pwa import clock
from pwa.database import transaction
from pwa.domain.tablets import TRIES, wait_after
from pwa.models import PinLock
from pwa.services.rates import TooOften


def take(who: str) -> None:
    """Count one try before anything is compared; the fifth in a row closes the door behind it.

    Raises TooOften while it is closed. `who` names a person and a device with a PIN.
    """
    key, now = _key(who), clock.now()
    with transaction():
        row = PinLock.get_or_none(PinLock.key == key)
        if row is None:
            row = PinLock.create(key=key, tried_at=now)
        elif row.locked_until and now < row.locked_until:
            left = (row.locked_until - now).total_seconds() / 60
            raise TooOften("too_often", minutes=max(2, round(left + 0.5)))
        facts = {"misses": row.misses + 1, "tried_at": now}
        if row.misses + 1 >= TRIES:
            until = now + wait_after(row.lockouts)
            facts |= {"misses": 0, "lockouts": row.lockouts + 1, "locked_until": until}
        PinLock.update(facts).where(PinLock.id == row.id).execute()


def forget(who: str) -> None:
    """The right one: what went before was no guessing."""
    with transaction():
        PinLock.delete().where(PinLock.key == _key(who)).execute()


def _key(who: str) -> str:
    return hashlib.sha256(f"pin\0{who}".encode()).hexdigest()
