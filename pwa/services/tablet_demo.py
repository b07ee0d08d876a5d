"""The demo's tablet: a browser becomes it with one tap, and its PIN is known to everybody."""

import hashlib

from pwa.database import transaction
from pwa.models import Device, Person, Tablet
from pwa.models.tablets import colleagues_on
from pwa.services import pins, sessions

PIN = "384916"


def tablet() -> Tablet | None:
    """The first that is enrolled."""
    found: Tablet | None = (
        Tablet.select()
        .where(Tablet.device.is_null(False), Tablet.revoked_at.is_null())
        .order_by(Tablet.id)
        .first()
    )
    return found


def take(row: Tablet, pepper: bytes) -> str:
    """The token for the cookie of a browser that will be this tablet: the same for all who look."""
    token = hashlib.sha256(pepper + row.id.bytes).hexdigest()
    with transaction():
        known = Device.token_hash == sessions.hash_token(token)
        if not Device.select().where(known).exists():
            Device.update(token_hash=sessions.hash_token(token)).where(
                Device.id == row.device_id
            ).execute()
    return token


def choose(by: Person, row: Tablet, pepper: bytes) -> None:
    """The demo's PIN for one of its supervisors."""
    if any(one.id == by.id for one in colleagues_on(row, by.today)):
        pins.choose(by, row, PIN, pepper)
