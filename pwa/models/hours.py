"""The hours of a week: confirmed at the company, contested by the candidate, both kept."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import Check, DateField, ForeignKeyField, IntegerField, TextField

from pwa.models.base import DataField, MomentField, Row, at_most, filled, stamp
from pwa.models.people import User
from pwa.models.placement import Placement, with_placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person

DISPUTE_LENGTH = 600


class WeekHours(Row):
    """Somebody confirmed a week as it stood then. It holds as long as the days are the same.

    The newest edition counts; earlier ones stay, so that nothing is confirmed in silence.
    """

    placement = ForeignKeyField(Placement, backref="weeks", on_delete="CASCADE")
    placement_id: UUID
    monday = DateField()
    edition = IntegerField()
    days = DataField()
    """The days that were confirmed, to say later what became different."""
    days_hash = TextField()
    confirmed_by = ForeignKeyField(User, on_delete="RESTRICT")
    confirmed_by_id: UUID
    confirmed_at = stamp()

    class Meta:
        indexes = ((("placement", "monday", "edition"), True),)
        constraints = [Check("edition > 0")]


class WeekDispute(Row):
    """ "Dit klopt niet": the candidate's sentence about a week, and what was answered."""

    placement = ForeignKeyField(Placement, backref="disputes", on_delete="CASCADE")
    placement_id: UUID
    monday = DateField()
    text = TextField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID
    made_at = stamp()
    body_hash = TextField()
    answer = TextField(default="")
    change = DataField(null=True)
    """The day that was changed for it: `{"day", "before", "after"}`, codes of attendance."""
    answered_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    answered_by_id: UUID | None
    answered_at = MomentField(null=True)

    class Meta:
        indexes = ((("placement", "monday"), False),)
        constraints = [
            filled("text"),
            at_most("text", DISPUTE_LENGTH),
            at_most("answer", DISPUTE_LENGTH),
        ]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[WeekDispute]":
        """Those of the placements that this person may know of."""
        seen = Placement.visible_to(person).select(Placement.id)
        return with_placement(cls).where(cls.placement.in_(seen))
