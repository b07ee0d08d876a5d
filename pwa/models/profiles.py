"""Around the company's own words: its photos, who read them, and visits to get to know it."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import Check, DateField, ForeignKeyField, IntegerField, TextField, fn

from pwa.domain.enums import Role
from pwa.domain.profiles import MOST_PHOTO_WORDS, MOST_PHOTOS, ProfileState
from pwa.models.base import Row, at_most, filled, stamp
from pwa.models.employer import EmployerProfile
from pwa.models.evaluation import Blob
from pwa.models.people import Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class ProfilePhoto(Row):
    """A photo on the page of a company; `words` say what is on it to who does not see it."""

    profile = ForeignKeyField(EmployerProfile, backref="photos", on_delete="CASCADE")
    profile_id: UUID
    position = IntegerField()
    large = ForeignKeyField(Blob, on_delete="RESTRICT")
    large_id: UUID
    small = ForeignKeyField(Blob, on_delete="RESTRICT")
    small_id: UUID
    width = IntegerField()
    height = IntegerField()
    words = TextField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_at = stamp()

    class Meta:
        indexes = ((("profile", "position"), True),)
        constraints = [
            Check(f'"position" BETWEEN 1 AND {MOST_PHOTOS}'),
            filled("words"),
            at_most("words", MOST_PHOTO_WORDS),
        ]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[ProfilePhoto]":
        """Of what is published now; the company's own people also of older versions and drafts."""
        newest = EmployerProfile.alias()
        latest = newest.select(fn.MAX(newest.version)).where(
            newest.organisation == EmployerProfile.organisation,
            newest.state == ProfileState.PUBLISHED,
        )
        shown = (EmployerProfile.state == ProfileState.PUBLISHED) & (
            EmployerProfile.version == latest
        )
        own = [seat.organisation_id for seat in person.seats]
        known = Organisation.visible_to(person).select(Organisation.id)
        return (
            cls.select(cls, EmployerProfile)
            .join(EmployerProfile)
            .where(
                EmployerProfile.organisation.in_(known),
                shown | EmployerProfile.organisation.in_(own),
            )
        )


class ProfileReading(Row):
    """This coach has read this version of the company's words."""

    profile = ForeignKeyField(EmployerProfile, backref="readings", on_delete="CASCADE")
    profile_id: UUID
    user = ForeignKeyField(User, on_delete="RESTRICT")
    user_id: UUID
    read_at = stamp()

    class Meta:
        indexes = ((("profile", "user"), True),)


class CompanyVisit(Row):
    """What a coach saw while getting to know a company; nothing about a candidate."""

    organisation = ForeignKeyField(Organisation, backref="visits", on_delete="RESTRICT")
    organisation_id: UUID
    day = DateField()
    present = TextField()
    saw = TextField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID
    made_at = stamp()

    class Meta:
        indexes = ((("organisation", "day"), False),)
        constraints = [filled("present"), filled("saw")]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[CompanyVisit]":
        """For every coach, and for who looks after the company's side of the app."""
        mine = cls.organisation.in_(person.organisations(Role.EMPLOYER_ADMIN))
        if person.has(Role.COACH):
            mine |= cls.organisation.in_(Organisation.visible_to(person).select(Organisation.id))
        return cls.select(cls, User).join(User, on=(cls.made_by == User.id)).where(mine)
