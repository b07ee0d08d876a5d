"""What a municipality changed in the words that the guard looks for, in versions."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import ForeignKeyField, IntegerField

from pwa.domain.enums import Role
from pwa.models.base import DataField, Row, stamp
from pwa.models.people import Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class GuardWords(Row):
    """One version of a municipality's own words; the newest counts and none ever changes.

    `own` is what differs from the shipped list (`domain.guard_lists.Own`): words of a language,
    never a text about anybody.
    """

    municipality = ForeignKeyField(Organisation, backref="guard_words", on_delete="RESTRICT")
    municipality_id: UUID
    version = IntegerField()
    own = DataField()
    made_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    made_by_id: UUID | None
    made_at = stamp()

    class Meta:
        indexes = ((("municipality", "version"), True),)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[GuardWords]":
        """For who looks after privacy in that municipality, its coaches and its administrators."""
        roles = (Role.PRIVACY_OFFICER, Role.COACH, Role.MUNICIPALITY_ADMIN)
        own = [one for role in roles for one in person.organisations(role)]
        return cls.select().where(cls.municipality.in_(own))
