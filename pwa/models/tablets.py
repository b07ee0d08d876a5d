"""Shared tablets of a company: enrolled browsers, on which its supervisors get in by PIN."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from peewee import JOIN, Check, ForeignKeyField, IntegerField, TextField

from pwa.domain.enums import Role
from pwa.domain.states import UserState
from pwa.domain.tablets import LONGEST_LOCK, MOST_LABEL, SHORTEST_LOCK, USUAL_LOCK
from pwa.models.base import MomentField, Row, at_most, filled, stamp
from pwa.models.people import Device, DevicePin, Membership, Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class Tablet(Row):
    """A tablet with a name. `device` is its browser, once somebody typed the code there.

    Of the code only a hash is kept, and only while it can be used. A tablet that was revoked stays
    revoked; its browser may become another one.
    """

    organisation = ForeignKeyField(Organisation, on_delete="CASCADE")
    organisation_id: UUID
    label = TextField()
    lock_minutes = IntegerField(default=USUAL_LOCK)
    edition = IntegerField(default=0)
    code_hash = TextField(null=True, unique=True)
    code_until = MomentField(null=True)
    device = ForeignKeyField(Device, null=True, unique=True, on_delete="SET NULL")
    device_id: UUID | None
    made_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    made_at = stamp()
    enrolled_at = MomentField(null=True)
    revoked_at = MomentField(null=True)

    class Meta:
        constraints = [
            filled("label"), at_most("label", MOST_LABEL),
            Check(f"lock_minutes BETWEEN {SHORTEST_LOCK} AND {LONGEST_LOCK}"),
        ]  # fmt: skip

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Tablet]":
        """Whoever runs the company's side of the app."""
        return cls.select().where(cls.organisation.in_(person.organisations(Role.EMPLOYER_ADMIN)))


class TabletUse(Row):
    """Where somebody was on a tablet, and when they last did something there: a path with ids."""

    user = ForeignKeyField(User, on_delete="CASCADE")
    user_id: UUID
    device = ForeignKeyField(Device, on_delete="CASCADE")
    device_id: UUID
    path = TextField(default="")
    used_at = MomentField()

    class Meta:
        indexes = ((("user", "device"), True),)
        constraints = [at_most("path", 300)]


class PinLock(Row):
    """Wrong PINs of one person on one device. The key is a hash, also of what does not exist."""

    key = TextField(unique=True)
    misses = IntegerField(default=0)
    lockouts = IntegerField(default=0)
    locked_until = MomentField(null=True)
    tried_at = MomentField()


@dataclass(frozen=True)
class Colleague:
    """Somebody with a tile on a tablet, and whether a PIN was chosen there."""

    id: UUID
    name: str
    has_pin: bool


def tablet_of(device: Device | None) -> Tablet | None:
    """The tablet that this browser is: enrolled, not revoked; `organisation_id` says whose."""
    if device is None:
        return None
    found: Tablet | None = (
        Tablet.select().where(Tablet.device == device, Tablet.revoked_at.is_null()).first()
    )
    return found


def tablet_behind(token_hash: str) -> Tablet | None:
    """The same, for the hash of a browser's token."""
    found: Tablet | None = (
        Tablet.select()
        .join(Device)
        .where(
            Device.token_hash == token_hash,
            Device.revoked_at.is_null(),
            Tablet.revoked_at.is_null(),
        )
        .first()
    )
    return found


def use_of(user_id: UUID, device_id: UUID) -> tuple[Tablet | None, str, datetime | None]:
    """The tablet that a device is or was (revoked too); where this person was on it, and when."""
    mine = (TabletUse.device == Tablet.device) & (TabletUse.user == user_id)
    row = (
        Tablet.select(Tablet, TabletUse.path, TabletUse.used_at)
        .join(TabletUse, JOIN.LEFT_OUTER, on=mine, attr="use")
        .where(Tablet.device == device_id)
        .first()
    )
    use = getattr(row, "use", None)
    return row, (use.path if use else ""), (use.used_at if use else None)


def colleagues_on(tablet: Tablet, today: date) -> tuple[Colleague, ...]:
    """Whose tiles the tablet shows, by name: who guides at its company today and can get in."""
    pin = (DevicePin.user == User.id) & (DevicePin.device == tablet.device_id)
    rows: Iterable[Any] = (
        User.select(User.id, User.name, DevicePin.id)
        .join(Membership)
        .switch(User)
        .join(DevicePin, JOIN.LEFT_OUTER, on=pin)
        .where(
            Membership.organisation == tablet.organisation_id,
            Membership.role == Role.SUPERVISOR,
            Membership.from_on <= today,
            Membership.to_on.is_null() | (Membership.to_on >= today),
            User.state == UserState.ACTIVE,
        )
        .order_by(User.name, User.id)
        .tuples()
    )
    return tuple(Colleague(id, name, pin is not None) for id, name, pin in rows)


def colleague_on(tablet: Tablet, user_id: UUID, today: date) -> Colleague | None:
    """The one with this id, if that person has a tile here."""
    return next((one for one in colleagues_on(tablet, today) if one.id == user_id), None)
