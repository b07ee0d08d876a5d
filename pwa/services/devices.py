"""Browsers that we know again: by a long random token in a cookie, of which we keep the hash."""

from pwa.database import transaction
from pwa.domain.enums import Role
from pwa.domain.errors import NotAllowed
from pwa.models import Device, Person
from pwa.models.tablets import tablet_of
from pwa.services import audit, sessions

MOST_LABEL = 60


def device_of(token: str) -> Device | None:
    """The device behind the cookie of this browser, unless it was revoked."""
    if not token:
        return None
    hashed = sessions.hash_token(token)
    return Device.get_or_none((Device.token_hash == hashed) & Device.revoked_at.is_null())


def label_of(token: str) -> str:
    """What this browser is called; empty for one without a name, or not known yet."""
    device = device_of(token)
    return device.label if device else ""


def new_device(before: str = "") -> tuple[Device, str]:
    """A browser that was not known yet, and the token for its cookie. `before` is the token of a
    device that it was: what waits there waits here now."""
    token = sessions.new_token()
    with transaction():
        device = Device.create(token_hash=sessions.hash_token(token))
        if before:
            _takes_over(device, sessions.hash_token(before))
        return device, token


def _takes_over(device: Device, before: str) -> None:
    old = Device.get_or_none(Device.token_hash == before)
    if old is None or not old.waiting:
        return
    told = {"waiting": old.waiting, "oldest_at": old.oldest_at, "seen_at": old.seen_at}
    Device.update(told).where(Device.id == device.id).execute()
    Device.update(waiting=0, oldest_at=None).where(Device.id == old.id).execute()


def give_name(by: Person, token: str, label: str) -> str:
    """Call this browser `label`, a tablet of the supervisor's company from now on. The answer is
    the token for its cookie when it was not known before, else empty. Raises NotAllowed for an
    enrolled tablet, which its company names."""
    device, fresh = device_of(token), ""
    if tablet_of(device):
        raise NotAllowed("tablet_has_name")
    with transaction():
        if device is None:
            device, fresh = new_device(token)
        company = by.organisations(Role.SUPERVISOR)[0]
        named = {Device.label: label, Device.organisation: company}
        Device.update(named).where(Device.id == device.id).execute()
        audit.record(by, "device.named", device)
    return fresh
