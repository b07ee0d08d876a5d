"""What somebody is still writing about the rules of a municipality."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import ForeignKeyField, IntegerField

from pwa.domain.enums import PlacementKind
from pwa.models.base import DataField, EnumField, MomentField, Row
from pwa.models.people import Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class RuleDraft(Row):
    """What one person typed and has not saved yet: it counts for nobody and nobody else sees it.

    Each person has one draft of each kind of placement. The version of the rules that was read
    when the typing began stands among the fields.
    """

    user = ForeignKeyField(User, on_delete="CASCADE")
    user_id: UUID
    municipality = ForeignKeyField(Organisation, on_delete="CASCADE")
    municipality_id: UUID
    kind = EnumField(PlacementKind)
    edition = IntegerField(default=1)
    fields = DataField()
    """The form as typed; empty when it was saved or thrown away."""
    saved_at = MomentField()

    class Meta:
        indexes = ((("user", "municipality", "kind"), True),)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[RuleDraft]":
        """One's own."""
        return cls.select().where(cls.user == person.id)
