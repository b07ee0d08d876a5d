"""A six-digit PIN: of a candidate in the browser in which it was chosen, of a supervisor on one
enrolled tablet of the own company.

A PIN is short, so three things stand behind it: the device (a long random token in a cookie), a
pepper that is not in the database, and a limit on tries (`pin_tries`).
"""

import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from argon2 import PasswordHasher

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.domain.pepper import all_of
from pwa.domain.states import UserState
from pwa.models import Candidate, Device, DevicePin, Person, Session, Tablet, User
from pwa.models.tablets import colleague_on, tablet_of
from pwa.services import audit, people, pin_tries, rates, sessions
from pwa.services.devices import device_of

DIGITS = 6
TRIES, TRIES_PER = 5, timedelta(minutes=15)
TRIES_A_DAY = 30
ADDRESS_TRIES = 60

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY_HASH = _hasher.hash("somebody who does not exist")
_ROW = "0123456789" * 2
_WELL_KNOWN = frozenset({"112233", "123321", "147258", "159753", "258456", "789456", "101010"})


@dataclass(frozen=True)
class LetIn:
    """Who came in, and the token of the device on which the PIN works."""

    user: User
    device_id: UUID
    device_token: str


def check_pin(pin: str) -> None:
    """Six digits that are not the first to be guessed. Raises BadInput."""
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", pin):
        raise BadInput({"pin": "pin_six_digits"})
    repeated = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    if repeated or pin in _ROW or pin[::-1] in _ROW or pin in _WELL_KNOWN or len(set(pin)) < 3:
        raise BadInput({"pin": "pin_too_easy"})


def accept_with_pin(token: str, pin: str, pepper: bytes, device_token: str = "") -> LetIn:
    """Use the link once: the candidate chooses a PIN for this browser. Raises BadInput, NotAllowed.

    A browser that is known already keeps its token, so that two people can share it.
    """
    check_pin(pin)
    device = device_of(device_token)
    if tablet_of(device):
        raise BadInput({"pin": "pin_not_on_tablet"})
    if device is None:
        device_token = sessions.new_token()
    device_id = device.id if device else uuid7()
    secret = _hasher.hash(_peppered(pin, pepper, device_id))
    with transaction():
        row = people.use_link(token)
        if not Candidate.select().where(Candidate.user == row.user_id).exists():
            raise NotAllowed("pin_for_candidates")
        user = people.let_in(row.user_id)
        if device is None:
            Device.create(id=device_id, token_hash=sessions.hash_token(device_token))
        DevicePin.create(user=user, device=device_id, pin_hash=secret)
        audit.record(None, "invitation.accept", row, user=user.id, way="pin", device=device_id)
    return LetIn(user, device_id, device_token)


def user_with_pin(
    user_id: UUID, pin: str, pepper: bytes, device_token: str, address: str = ""
) -> LetIn | None:
    """The person with this PIN on this device; as slow for unknown people as for known.

    Raises TooOften after five tries in a row, per person and device, for longer each time. Where
    there is no PIN nothing can be guessed: what it costs is limited, by address.
    """
    device = device_of(device_token)
    kept = _kept(user_id, device)
    who = f"{device.id if device else ''} {user_id}"
    if kept is None:
        rates.take("pin-address", address, most=ADDRESS_TRIES, per=TRIES_PER)
    else:
        pin_tries.take(who)
    salt = device.id if device else UUID(int=0)
    key = _key_of(kept.pin_hash if kept else _NOBODY_HASH, pin, pepper, salt)
    if key is None or kept is None or device is None or not _counts_on(device, kept.user):
        return None
    _write_anew(kept, pin, pepper, key)
    pin_tries.forget(who)
    return LetIn(kept.user, device.id, device_token)


def choose(by: Person, tablet: Tablet, pin: str, pepper: bytes, now_pin: str | None = None) -> None:
    """A PIN for this tablet, in place of the one before. `now_pin` is that one, where it has to be
    shown first; who just signed in otherwise needs it not. Raises BadInput, NotAllowed, TooOften.
    """
    check_pin(pin)
    device = tablet.device_id
    if device is None or colleague_on(tablet, by.id, by.today) is None:
        raise NotAllowed("not_yours")
    if now_pin is not None and not _is_now(by.id, device, now_pin, pepper):
        raise BadInput({"now": "pin_wrong"})
    secret = _hasher.hash(_peppered(pin, pepper, device))
    with transaction():
        _forget(by.id, device)
        row = DevicePin.create(user=by.id, device=device, pin_hash=secret)
        audit.record(by, "pin.choose", row, tablet=tablet.id)


def forget(by: Person, device_id: UUID) -> bool:
    """Take the own PIN on this device away. Whoever is signed in there with it is so no more: the
    next PIN is chosen after another way in. False where there was none.
    """
    with transaction():
        row = DevicePin.get_or_none(DevicePin.user == by.id, DevicePin.device == device_id)
        if row is None:
            return False
        _forget(by.id, device_id)
        audit.record(by, "pin.forget", row, device=device_id)
        there = (Session.user == by.id) & (Session.device == device_id)
        ended = Session.ended_at.is_null()
        Session.update(ended_at=clock.now()).where(there, ended).execute()
    return True


def _forget(user_id: UUID, device_id: UUID) -> None:
    mine = (DevicePin.user == user_id) & (DevicePin.device == device_id)
    DevicePin.delete().where(mine).execute()
    pin_tries.forget(f"{device_id} {user_id}")


def _is_now(user_id: UUID, device_id: UUID, pin: str, pepper: bytes) -> bool:
    pin_tries.take(f"{device_id} {user_id}")
    row = DevicePin.get_or_none(DevicePin.user == user_id, DevicePin.device == device_id)
    return row is not None and _key_of(row.pin_hash, pin, pepper, device_id) is not None


def _key_of(kept: str, pin: str, pepper: bytes, device_id: UUID) -> bytes | None:
    """The key with which this PIN gives that hash; a wrong PIN is compared with all of them."""
    return next(
        (key for key in all_of(pepper) if people.fits(kept, _peppered(pin, key, device_id))), None
    )


def _write_anew(row: DevicePin, pin: str, pepper: bytes, key: bytes) -> None:
    """A hash with a key or figures of before becomes one of now, while its PIN is known."""
    if key == all_of(pepper)[0] and not people.is_weaker(row.pin_hash):
        return
    fresh = _hasher.hash(_peppered(pin, pepper, row.device_id))
    with transaction():
        same = (DevicePin.id == row.id) & (DevicePin.pin_hash == row.pin_hash)
        DevicePin.update(pin_hash=fresh).where(same).execute()


def _counts_on(device: Device, user: User) -> bool:
    """A supervisor's PIN on a tablet of the own company, a candidate's in the own browser."""
    if user.state != UserState.ACTIVE:
        return False
    tablet = tablet_of(device)
    if tablet:
        return colleague_on(tablet, user.id, clock.today()) is not None
    return Candidate.select().where(Candidate.user == user).exists()


def knows_pin(user: User, pin: str, pepper: bytes) -> bool:
    """Whether this is the PIN that this person uses on any own device: not a way in, a signature.

    The device that stands behind a PIN is not here; in its place come a tablet that somebody of
    the placement locked for this one person, and the same limits. Raises TooOften.
    """
    who = f"table {user.id}"
    rates.take("pin", who, most=TRIES, per=TRIES_PER)
    rates.take("pin-day", who, most=TRIES_A_DAY, per=timedelta(days=1))
    alive = DevicePin.user == user.id, Device.revoked_at.is_null()
    rows = list(DevicePin.select(DevicePin, Device).join(Device).where(*alive))
    fitting = [(row, _key_of(row.pin_hash, pin, pepper, row.device_id)) for row in rows]
    right = [(row, key) for row, key in fitting if key is not None]
    if not right:
        return False
    for row, key in right:
        _write_anew(row, pin, pepper, key)
    rates.forget("pin", who)
    rates.forget("pin-day", who)
    return True


def _kept(user_id: UUID, device: Device | None) -> DevicePin | None:
    if device is None:
        return None
    mine = (DevicePin.user == user_id) & (DevicePin.device == device)
    row: DevicePin | None = DevicePin.select(DevicePin, User).join(User).where(mine).first()
    return row


def _peppered(pin: str, pepper: bytes, device_id: UUID) -> str:
    return hmac.new(pepper, device_id.bytes + pin.encode(), "sha256").hexdigest()
