"""Candidates handed to another coach, for a period or for good."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from peewee import Check, DateField, Expression, ForeignKeyField, TextField, fn

from pwa.domain.enums import Role
from pwa.models.base import MomentField, Row, at_most, stamp
from pwa.models.people import Candidate, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


NEWS_FOR = timedelta(days=28)
"""How long people read that the coach is another one now."""


class CoachCover(Row):
    """A candidate handed to another coach: for a period, or for good (`to_on` is null).

    Within its period the covering coach is the coach beside the own one. For good, the candidate's
    coach itself changed, and the row says since when and from whom.
    """

    candidate = ForeignKeyField(Candidate, backref="covers", on_delete="CASCADE")
    candidate_id: UUID
    from_coach = ForeignKeyField(User, on_delete="RESTRICT")
    from_coach_id: UUID
    to_coach = ForeignKeyField(User, on_delete="RESTRICT")
    to_coach_id: UUID
    from_on = DateField()
    to_on = DateField(null=True)
    reason = TextField(default="")
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()
    ended_at = MomentField(null=True)

    class Meta:
        constraints = [
            Check("to_on IS NULL OR to_on >= from_on"),
            Check("from_coach_id <> to_coach_id"),
            at_most("reason", 300),
        ]

    @classmethod
    def open_(cls, day: date) -> Expression:
        """Covers for a period that is not over on this day, begun or not."""
        return cls.ended_at.is_null() & (cls.to_on >= day)

    @classmethod
    def in_force(cls, day: date) -> Expression:
        """Covers for a period in which this day falls."""
        return cls.open_(day) & (cls.from_on <= day)

    @classmethod
    def recent(cls, day: date) -> Expression:
        """Candidates who changed coach for good in the weeks before this day: still news."""
        good = cls.to_on.is_null() & cls.ended_at.is_null()
        return good & (cls.from_on <= day) & (cls.from_on >= day - NEWS_FOR)

    @classmethod
    def coach_on(cls, day: date) -> Any:
        """In a query with Candidate in it: the id of who coaches that candidate on that day."""
        mine = (cls.candidate == Candidate.id) & cls.in_force(day)
        covering = cls.select(cls.to_coach).where(mine).order_by(cls.id.desc()).limit(1)
        return fn.COALESCE(covering, Candidate.coach)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[CoachCover]":
        """Both coaches know of it."""
        mine = (cls.from_coach == person.id) | (cls.to_coach == person.id)
        seated = Candidate.municipality.in_(person.organisations(Role.COACH))
        return cls.select(cls, Candidate).join(Candidate).where(mine & seated)
