"""Colleagues who guide for a period, because the supervisor is not there."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import ForeignKeyField

from pwa.domain.enums import Role
from pwa.models.base import Row, stamp
from pwa.models.employer import Workplace
from pwa.models.people import User
from pwa.models.placement import Placement, Supervision

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class StandIn(Row):
    """A colleague who guides for a period because the supervisor is not there."""

    supervision = ForeignKeyField(Supervision, unique=True, on_delete="CASCADE")
    supervision_id: UUID
    absent = ForeignKeyField(User, on_delete="RESTRICT")
    absent_id: UUID
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[StandIn]":
        """The absent supervisor, the one who stands in, and the company's administration."""
        here = Workplace.organisation.in_(person.organisations(Role.EMPLOYER_ADMIN))
        mine = (cls.absent == person.id) | (Supervision.user == person.id)
        mine &= Workplace.organisation.in_(person.organisations(Role.SUPERVISOR))
        return (
            cls.select(cls, Supervision, Placement, Workplace)
            .join(Supervision)
            .join(Placement)
            .join(Workplace)
            .where(mine | here)
        )
