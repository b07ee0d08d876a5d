"""A company's tablets as whoever runs its side of the app sees them: never whose notes wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from pwa.models import Device, DevicePin, Tablet, TabletUse, User
from pwa.queries.claimed import denied_on


@dataclass(frozen=True)
class TabletLine:
    """One tablet. `seen_at` is when it was last heard of, `waiting` what it then still held."""

    id: UUID
    label: str
    lock_minutes: int
    edition: int
    enrolled_at: datetime | None
    revoked_at: datetime | None
    code_until: datetime | None
    seen_at: datetime | None
    waiting: int
    oldest_at: datetime | None
    pins: tuple[str, ...]
    """Who chose a PIN there, by name."""
    denied: int = 0
    """Notes that somebody wrote there under another name: how many, never what."""


def tablets_of(company_id: UUID) -> tuple[TabletLine, ...]:
    """Those in use by name; then revoked ones, as long as something waits there."""
    found = _lines(Tablet.organisation == company_id)
    shown = [one for one in found if one.revoked_at is None or one.waiting]
    return tuple(sorted(shown, key=lambda one: (one.revoked_at is not None, one.label.lower())))


def tablet_line(tablet: Tablet) -> TabletLine:
    return _lines(Tablet.id == tablet.id)[0]


def _lines(which: Any) -> list[TabletLine]:
    used = (
        TabletUse.select(TabletUse.device, fn.MAX(TabletUse.used_at).alias("at"))
        .group_by(TabletUse.device)
        .alias("used")
    )
    rows: Iterable[Any] = (
        Tablet.select(
            Tablet, Device.seen_at, Device.waiting, Device.oldest_at, used.c.at.alias("used_at")
        )
        .join(Device, JOIN.LEFT_OUTER)
        .join(used, JOIN.LEFT_OUTER, on=(used.c.device_id == Tablet.device))
        .where(which)
        .objects()
    )
    rows = list(rows)
    names = _pins([row.device_id for row in rows if row.device_id])
    denied = denied_on(row.id for row in rows)
    return [_line(row, names.get(row.device_id, ()), denied.get(row.id, 0)) for row in rows]


def _pins(devices: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    rows: Iterable[Any] = (
        DevicePin.select(DevicePin.device, User.name)
        .join(User)
        .where(DevicePin.device.in_(devices))
        .order_by(User.name)
        .tuples()
    )
    for device, name in rows:
        found[device] = (*found.get(device, ()), name)
    return found


def _line(row: Any, pins: tuple[str, ...], denied: int) -> TabletLine:
    used_at = TabletUse.used_at.python_value(row.used_at)
    seen = [at for at in (row.seen_at, used_at, row.enrolled_at) if at]
    return TabletLine(
        row.id, row.label, row.lock_minutes, row.edition, row.enrolled_at, row.revoked_at,
        row.code_until, max(seen) if seen else None, row.waiting or 0, row.oldest_at, pins, denied,
    )  # fmt: skip


@dataclass(frozen=True)
class OwnPin:
    """A tablet on which this person chose a PIN."""

    device_id: UUID
    label: str
    here: bool


def own_pins(user_id: UUID, here: UUID | None) -> tuple[OwnPin, ...]:
    rows: Iterable[Any] = (
        DevicePin.select(Tablet.device, Tablet.label)
        .join(Tablet, on=(Tablet.device == DevicePin.device))
        .where(DevicePin.user == user_id, Tablet.revoked_at.is_null())
        .order_by(Tablet.label)
        .tuples()
    )
    return tuple(OwnPin(device, label, device == here) for device, label in rows)
