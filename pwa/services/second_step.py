"""After the password: the code of the app, or one of the codes on paper."""

from uuid import UUID

from pwa.domain.ways import Proof
from pwa.services import code_app, recovery_codes, second_rates


def prove(user_id: UUID, typed: str, pepper: bytes, address: str) -> Proof | None:
    """What this code proves of this person, once; nothing for a wrong one. Raises TooOften."""
    second_rates.take(user_id, address)
    code = "".join(typed.split())
    if code_app.fits(user_id, code, pepper):
        found = Proof.CODE
    elif recovery_codes.use(user_id, typed, pepper):
        found = Proof.RECOVERY
    else:
        return None
    second_rates.forget(user_id)
    return found
