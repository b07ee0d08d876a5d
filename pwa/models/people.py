"""Organisations, the people in them, and how they get in."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from peewee import (
    SQL,
    BooleanField,
    Check,
    DateField,
    Expression,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.states import UserState
from pwa.domain.ways import Proof
from pwa.models.base import DataField, EnumField, MomentField, Row, at_most, filled, stamp

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class Organisation(Row):
    kind = EnumField(OrganisationKind)
    name = TextField()
    place = TextField(default="")
    phone = TextField(default="")
    company_signs = BooleanField(default=False)
    second_language = TextField(null=True)
    made_at = stamp()
    photos = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    """Whether a note may have photos of product or workplace."""

    drawn_signatures = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    """Whether who signs at a table is also asked for a drawn signature."""

    class Meta:
        constraints = [filled("name"), at_most("name", 120)]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Organisation]":
        """Own organisations, the companies of own placements, and all companies for a coach."""
        from pwa.models.employer import Workplace
        from pwa.models.placement import Placement

        placed = (
            Placement.with_people().where(Placement.around(person)).select(Workplace.organisation)
        )
        mine = cls.id.in_([seat.organisation_id for seat in person.seats]) | cls.id.in_(placed)
        if person.has(Role.COACH):
            mine |= cls.kind == OrganisationKind.EMPLOYER
        return cls.select().where(mine)


class User(Row):
    name = TextField()
    login = TextField(unique=True, null=True)
    phone = TextField(default="")
    language = TextField(default="nl")
    password_hash = TextField(null=True)
    state = EnumField(UserState, default=UserState.INVITED)
    made_at = stamp()

    class Meta:
        table_name = "user_account"
        constraints = [
            filled("name"),
            at_most("name", 120),
            Check("language IN ('nl', 'en')"),
        ]


class Membership(Row):
    """A role in an organisation for a period; who comes back gets a period of its own."""

    user = ForeignKeyField(User, backref="memberships", on_delete="RESTRICT")
    user_id: UUID
    organisation = ForeignKeyField(Organisation, backref="memberships", on_delete="RESTRICT")
    organisation_id: UUID
    role = EnumField(Role)
    job = TextField(default="")
    from_on = DateField()
    to_on = DateField(null=True)

    class Meta:
        indexes = ((("user", "organisation", "role", "from_on"), True),)

    @classmethod
    def in_force(cls, day: date) -> Expression:
        """Periods in which this day falls."""
        return (cls.from_on <= day) & (cls.to_on.is_null() | (cls.to_on >= day))

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Membership]":
        """Who looks after an organisation knows its people, also those who left."""
        return (
            cls.select(cls, User, Organisation)
            .join(User)
            .switch(cls)
            .join(Organisation)
            .where(cls.organisation.in_(person.administers))
        )


class Candidate(Row):
    """A person on a place. Never a citizen number, a birth date or a cause of anything."""

    user = ForeignKeyField(User, unique=True, on_delete="RESTRICT")
    user_id: UUID
    municipality = ForeignKeyField(Organisation, on_delete="RESTRICT")
    municipality_id: UUID
    coach = ForeignKeyField(User, backref="candidates", on_delete="RESTRICT")
    coach_id: UUID
    reference = TextField(default="")
    welcomed_at = MomentField(null=True)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Candidate]":
        return cls.select().where((cls.id == person.candidate_id) | cls.coached_by(person))

    @classmethod
    def coached_by(cls, person: "Person") -> Expression:
        """Own candidates, and those whose coach this person covers for today; `Person.coaches` says
        the same of one candidate."""
        mine = (cls.coach == person.id) | cls.id.in_(list(person.covers))
        return mine & cls.municipality.in_(person.organisations(Role.COACH))


class Device(Row):
    """A browser: where a PIN works, and where things wait that were written without a network.

    `waiting` and `oldest_at` are what it last told about its queue, `organisation` is the company
    of the supervisor who used it last.
    """

    token_hash = TextField(unique=True)
    label = TextField(default="")
    organisation = ForeignKeyField(Organisation, null=True, on_delete="CASCADE")
    organisation_id: UUID | None
    made_at = stamp()
    seen_at = MomentField(null=True)
    waiting = IntegerField(default=0)
    oldest_at = MomentField(null=True)
    revoked_at = MomentField(null=True)

    class Meta:
        constraints = [at_most("label", 60)]


class DevicePin(Row):
    user = ForeignKeyField(User, on_delete="CASCADE")
    user_id: UUID
    device = ForeignKeyField(Device, on_delete="CASCADE")
    device_id: UUID
    pin_hash = TextField()

    class Meta:
        indexes = ((("user", "device"), True),)


class Invitation(Row):
    """A single-use way in. Only the hash of its token is kept."""

    user = ForeignKeyField(User, on_delete="CASCADE")
    user_id: UUID
    token_hash = TextField(unique=True)
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_by_id: UUID | None
    made_at = stamp()
    expires_at = MomentField()
    used_at = MomentField(null=True)


class Session(Row):
    """A signed-in browser. Only the hash of its token is kept; it can be listed and ended."""

    token_hash = TextField(unique=True)
    user = ForeignKeyField(User, backref="sessions", on_delete="CASCADE")
    user_id: UUID
    device = ForeignKeyField(Device, on_delete="CASCADE", null=True)
    device_id: UUID | None
    browser = TextField(default="")
    made_at = stamp()
    seen_at = MomentField()
    expires_at = MomentField()
    ended_at = MomentField(null=True)
    locked_at = MomentField(null=True)
    """Since when nobody is signed in with it, until its own user shows again who they are."""

    proof = EnumField(Proof, null=True)
    """What its user showed, to begin it or, by PIN, to open it again; nothing for one that began
    before that was written down."""


class RateBucket(Row):
    """A token bucket: how many tries are left for one key, and since when."""

    key = TextField(unique=True)
    tokens_milli = IntegerField()
    filled_at = MomentField()


class Setting(Row):
    """A fact of this installation: demo marker, set-up code, installation id."""

    name = TextField(unique=True)
    value = DataField()
