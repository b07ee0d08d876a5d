"""What somebody can get in with, as it stands in the tables."""

from uuid import UUID

from peewee import fn

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.ways import Ways
from pwa.models.people import Device, DevicePin, Membership, User
from pwa.models.person import Person
from pwa.models.ways import CodeApp, Passkey


def ways_of(user_id: UUID) -> Ways:
    """Everything that opens the app for this user, in one query."""
    confirmed = (CodeApp.user == user_id) & CodeApp.confirmed_at.is_null(False)
    pins = (DevicePin.user == user_id) & Device.revoked_at.is_null()
    row = (
        User.select(
            User.password_hash.is_null(False),
            fn.EXISTS(DevicePin.select(DevicePin.id).join(Device).where(pins)),
            fn.EXISTS(CodeApp.select(CodeApp.id).where(confirmed)),
            Passkey.select(fn.COUNT(Passkey.id)).where(Passkey.user == user_id),
        )
        .where(User.id == user_id)
        .tuples()
        .first()
    )
    return Ways(bool(row[0]), bool(row[1]), bool(row[2]), int(row[3])) if row else Ways()


def roles_of(person: Person) -> frozenset[Role]:
    return frozenset(seat.role for seat in person.seats)


def organisations_of(person: Person) -> int:
    """For how many organisations this person works today."""
    return len({seat.organisation_id for seat in person.seats})


def will_have_a_seat(user_id: UUID) -> bool:
    """Whether this user has a seat that did not end: for one that still has to begin."""
    going_on = Membership.to_on.is_null() | (Membership.to_on >= clock.today())
    return Membership.select().where(Membership.user == user_id, going_on).exists()
