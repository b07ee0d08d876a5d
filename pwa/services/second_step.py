"""After the password: the code of the app, or one of the codes on paper."""

from uuid import UUID

from pwa.domain.ways import Proof
from pwa.services import code_app, recovery_codes, second_rates


def prove(user_id: UUID, typed: str, pepper: bytes, address: str) -> Proof:
    """What this code proves of this person, once. Each try counts, also one that came too late.
    Raises BadInput (code), TooOften."""
    second_rates.take(user_id, address)
    found = Proof.RECOVERY
    if not recovery_codes.use(user_id, typed, pepper):
        code_app.use(user_id, "".join(typed.split()), pepper)
        found = Proof.CODE
    second_rates.forget(user_id)
    return found
