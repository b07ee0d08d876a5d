"""Who is signed in shows once more who they are, with what they have in this browser."""

from pwa.database import transaction
from pwa.domain.errors import BadInput
from pwa.domain.ways import Proof
from pwa.models import Person, User
from pwa.services import audit, passwords, pins, ways


def with_password(by: Person, password: str, address: str) -> str:
    """Gives a new token for the session. Raises BadInput, TooOften, NotAllowed (session_gone)."""
    login = User.get_by_id(by.id).login or ""
    if not login or passwords.user_with(login, password, address) is None:
        raise BadInput({"password": "password_wrong"})
    return _shown(by, Proof.PASSWORD)


def with_pin(by: Person, pin: str, pepper: bytes, device_token: str, address: str) -> str:
    """The same, with the PIN of this browser."""
    if pins.user_with_pin(by.id, pin, pepper, device_token, address) is None:
        raise BadInput({"pin": "pin_wrong"})
    return _shown(by, Proof.PIN)


def _shown(by: Person, way: Proof) -> str:
    with transaction():
        audit.record(by, "session.prove", User.get_by_id(by.id), way=way)
        return ways.renewed(by)
