"""A placement that a coach is still planning: what was typed so far, kept by itself."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import ForeignKeyField, IntegerField

from pwa.domain.enums import Role
from pwa.models.base import DataField, Row, stamp
from pwa.models.people import Candidate, Organisation, User
from pwa.models.placement import Placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class PlacementPlan(Row):
    """One coach's unfinished plan. Its id becomes the placement's, so that a second press of the
    last button finds what the first one made; what was typed is then taken out. `candidate`
    and `company` are whom it is about, as far as they were chosen among what is known."""

    coach = ForeignKeyField(User, on_delete="CASCADE")
    coach_id: UUID
    edition = IntegerField(default=1)
    data = DataField(default=dict)
    candidate = ForeignKeyField(Candidate, null=True, on_delete="SET NULL")
    candidate_id: UUID | None
    company = ForeignKeyField(Organisation, null=True, on_delete="SET NULL")
    company_id: UUID | None
    made_at = stamp()
    changed_at = stamp()
    placement = ForeignKeyField(Placement, null=True, on_delete="CASCADE")
    placement_id: UUID | None

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[PlacementPlan]":
        """Only one's own, and only while one is a coach."""
        mine = (cls.coach == person.id) & (True if person.has(Role.COACH) else cls.id.is_null())
        return cls.select().where(mine)
