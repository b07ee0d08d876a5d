"""Browsers that we know again: by a long random token in a cookie, of which we keep the hash."""

from pwa.database import transaction
from pwa.models import Device
from pwa.services import sessions


def device_of(token: str) -> Device | None:
    """The device behind the cookie of this browser, unless it was revoked."""
    if not token:
        return None
    hashed = sessions.hash_token(token)
    return Device.get_or_none((Device.token_hash == hashed) & Device.revoked_at.is_null())


def new_device() -> tuple[Device, str]:
    """A browser that was not known yet, and the token for its cookie."""
    token = sessions.new_token()
    with transaction():
        return Device.create(token_hash=sessions.hash_token(token)), token
