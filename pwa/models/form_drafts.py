"""What a coach is still writing in a form about a placement."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import ForeignKeyField, IntegerField

from pwa.domain.enums import PlacementForm
from pwa.models.base import DataField, EnumField, MomentField, Row
from pwa.models.people import User
from pwa.models.placement import Placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class FormDraft(Row):
    """What one person typed and has not saved yet: it counts for nobody and nobody else sees it.

    Each person has one draft of each form of a placement. What the form was made from (`seen`)
    stands among the fields.
    """

    user = ForeignKeyField(User, on_delete="CASCADE")
    user_id: UUID
    placement = ForeignKeyField(Placement, on_delete="CASCADE")
    placement_id: UUID
    form = EnumField(PlacementForm)
    edition = IntegerField(default=1)
    fields = DataField()
    """The form as typed; empty when it was saved or thrown away."""
    saved_at = MomentField()

    class Meta:
        indexes = ((("user", "placement", "form"), True),)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[FormDraft]":
        """One's own."""
        return cls.select().where(cls.user == person.id)
