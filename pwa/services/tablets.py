"""A company's tablets: named, enrolled with a code that works once, changed and revoked."""

import hmac
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, Stale
from pwa.domain.guest_codes import ALPHABET, LENGTH, tidy
from pwa.domain.pepper import all_of
from pwa.domain.tablets import CODE_VALID
from pwa.models import Device, DevicePin, Organisation, Person, Tablet, TabletUse
from pwa.services import audit, devices, rates, tablet_lock

TRIES, TRIES_PER = 10, timedelta(minutes=10)


def add(by: Person | None, company: Organisation, label: str, pepper: bytes) -> tuple[Tablet, str]:
    """A tablet that still needs its browser, and the code for that; asked twice it is one tablet,
    with a new code. Raises BadInput (label)."""
    code = _new_code()
    with transaction():
        if by and (known := _just_named(by, company, label)):
            return known, new_code(by, known, pepper)
        _check_label(company.id, label)
        row = Tablet.create(
            organisation=company, label=label, made_by=by.id if by else None,
            code_hash=hash_of(code, pepper), code_until=clock.now() + CODE_VALID,
        )  # fmt: skip
        audit.record(by, "tablet.add", row, organisation=company.id)
    return row, code


def _just_named(by: Person, company: Organisation, label: str) -> Tablet | None:
    """The tablet that this person named so just now, and that still waits for its browser."""
    mine = (Tablet.organisation == company.id) & (Tablet.made_by == by.id)
    waits = Tablet.device.is_null() & Tablet.revoked_at.is_null()
    fresh = Tablet.code_until > clock.now()
    row: Tablet | None = Tablet.get_or_none(mine & waits & fresh & (Tablet.label == label))
    return row


def new_code(by: Person, tablet: Tablet, pepper: bytes) -> str:
    """Another code; the one before stops working. Raises Stale once it was used, or was revoked."""
    code = _new_code()
    facts = {"code_hash": hash_of(code, pepper), "code_until": clock.now() + CODE_VALID}
    with transaction():
        _change(tablet, facts, Tablet.device.is_null())
        audit.record(by, "tablet.code", tablet)
    return code


def enrol(typed: str, pepper: bytes, address: str, browser: str = "") -> tuple[Tablet, str]:
    """This browser is that tablet from now on; gives the token for its cookie.

    `browser` is the token that it has: what waits there goes with it, PINs do not. Raises
    BadInput (code) for one that is wrong, used or too old, and TooOften.
    """
    rates.take("tablet-code", address, most=TRIES, per=TRIES_PER)
    code, now = tidy(typed), clock.now()
    kept = [hash_of(code, key) for key in all_of(pepper)]
    with transaction():
        row = Tablet.get_or_none(
            Tablet.code_hash.in_(kept) & (Tablet.code_until > now) & Tablet.revoked_at.is_null()
        )
        if not code or row is None:
            raise BadInput({"code": "tablet_code_wrong"})
        _let_go(devices.device_of(browser))
        device, token = devices.new_device(browser)
        named = {Device.label: row.label, Device.organisation: row.organisation_id}
        Device.update({**named, Device.seen_at: now}).where(Device.id == device.id).execute()
        used = {"code_hash": None, "code_until": None, "device": device, "enrolled_at": now}
        same = (Tablet.id == row.id) & (Tablet.code_hash == row.code_hash)
        if Tablet.update(used).where(same).execute() != 1:
            raise BadInput({"code": "tablet_code_wrong"})
        audit.record(None, "tablet.enrol", row, device=device.id)
    rates.forget("tablet-code", address)
    return Tablet.get_by_id(row.id), token


def settle(by: Person, tablet: Tablet, edition: int, label: str, minutes: int) -> None:
    """What it is called and when it locks itself. Raises BadInput (label), Stale."""
    with transaction():
        _check_label(tablet.organisation_id, label, tablet)
        facts = {"label": label, "lock_minutes": minutes}
        _change(tablet, facts, Tablet.edition == edition)
        Device.update(label=label).where(Device.id == tablet.device_id).execute()
        audit.record(by, "tablet.settle", tablet, lock_minutes=minutes)


def revoke(by: Person, tablet: Tablet) -> None:
    """Nobody gets in there any more, from the next request on. What waits there stays, sealed."""
    now = clock.now()
    with transaction():
        _change(tablet, {"revoked_at": now, "code_hash": None, "code_until": None})
        device = Device.get_or_none(Device.id == tablet.device_id)
        ended = _close(device) if device else 0
        audit.record(by, "tablet.revoke", tablet, sessions=ended)


def hash_of(code: str, pepper: bytes) -> str:
    """Forty bits for ten minutes, with a key that is not in the database: no slow hash."""
    return hmac.new(pepper, b"tablet" + code.encode(), "sha256").hexdigest()


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _check_label(company_id: UUID, label: str, but: Tablet | None = None) -> None:
    """Two tablets of one name would be taken for one another."""
    same = Tablet.select(Tablet.id).where(
        Tablet.organisation == company_id, Tablet.label == label, Tablet.revoked_at.is_null()
    )
    if any(row.id != (but.id if but else None) for row in same):
        raise BadInput({"label": "tablet_label_taken"})


def _change(tablet: Tablet, facts: dict[str, Any], *conditions: Any) -> None:
    alive = (Tablet.id == tablet.id, Tablet.revoked_at.is_null(), *conditions)
    changed = {**facts, "edition": Tablet.edition + 1}
    if Tablet.update(changed).where(*alive).execute() != 1:
        raise Stale()


def _let_go(device: Device | None) -> None:
    """What this browser was before, it is no more: a tablet, or where somebody chose a PIN."""
    if device is None:
        return
    now = clock.now()
    _close(device)
    for row in Tablet.select().where(Tablet.device == device, Tablet.revoked_at.is_null()):
        gone = {"revoked_at": now, "code_hash": None, "code_until": None}
        Tablet.update(gone).where(Tablet.id == row.id).execute()
        audit.record(None, "tablet.revoke", row, why="enrolled again")


def _close(device: Device) -> int:
    """No way in on this device, and nobody is in; the answer is how many were."""
    Device.update(revoked_at=clock.now()).where(Device.id == device.id).execute()
    DevicePin.delete().where(DevicePin.device == device).execute()
    TabletUse.delete().where(TabletUse.device == device).execute()
    return tablet_lock.clear(device.id, "revoked")
