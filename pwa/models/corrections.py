"""Requests for correction: "Dit klopt niet" about a note, a day or a week, and every answer."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import Check, DateField, ForeignKeyField, IntegerField, TextField

from pwa import clock
from pwa.domain.corrections import MOST_TEXT, OPEN, CorrectionState
from pwa.models.base import DataField, EnumField, MomentField, Row, at_most, stamp
from pwa.models.daily import Note, still_read
from pwa.models.hours import WeekDispute
from pwa.models.people import Candidate, User
from pwa.models.placement import Placement, Supervision, with_placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class Correction(Row):
    """One request and where it stands: about a note, or about what somebody said of their hours.

    About hours the words stay where they were: in the `WeekDispute` with the same id, which the
    statement of hours prints. `day` is the day of it that is wrong, where one day was chosen.
    """

    placement = ForeignKeyField(Placement, backref="corrections", on_delete="CASCADE")
    placement_id: UUID
    note = ForeignKeyField(Note, null=True, backref="corrections", on_delete="CASCADE")
    note_id: UUID | None
    dispute = ForeignKeyField(
        WeekDispute, null=True, unique=True, backref="corrections", on_delete="CASCADE"
    )
    dispute_id: UUID | None
    day = DateField(null=True)
    text = TextField(default="")
    state = EnumField(CorrectionState, default=CorrectionState.WAITING)
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID
    made_at = stamp()
    since = MomentField()
    """Since when somebody waits for an answer: asked, or asked again."""
    body_hash = TextField()
    about_open = TextField(null=True, unique=True)
    """What it is about as long as it is open: of one thing there is one open request."""
    guided: bool
    """Whether anybody who guides can answer it today, in rows of `with_all`."""

    class Meta:
        constraints = [
            Check('("note_id" IS NULL) <> ("dispute_id" IS NULL)'),
            at_most("text", MOST_TEXT),
        ]

    @property
    def words(self) -> str:
        """What the candidate said."""
        return self.dispute.text if self.dispute else self.text

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Correction]":
        """The candidate's own, those of whom one guides, and those of the own candidates: as long
        as their notes can be read, or an answer is due."""
        coached = Candidate.coached_by(person) & (still_read(person) | cls.state.in_(OPEN))
        guided = cls.placement.in_(list(person.guides))
        mine = Placement.candidate == person.candidate_id
        return cls.with_all().where(mine | guided | coached)

    @classmethod
    def open_about(cls, placements: list[UUID]) -> "ModelSelect[Correction]":
        """Those of these placements that wait for an answer."""
        return cls.select().where(cls.placement.in_(placements), cls.state.in_(OPEN))

    @classmethod
    def with_all(cls) -> "ModelSelect[Correction]":
        """With its placement and people, and whether it is guided."""
        guided = Supervision.by_anybody(clock.today()).alias("guided")
        found: ModelSelect[Correction] = with_placement(cls).select_extend(guided)
        return found


class CorrectionStep(Row):
    """What somebody answered or asked once more; nothing of it is ever replaced."""

    correction = ForeignKeyField(Correction, backref="steps", on_delete="CASCADE")
    correction_id: UUID
    number = IntegerField()
    became = EnumField(CorrectionState)
    text = TextField(default="")
    change = DataField(null=True)
    """What was put right: `{"note": [1, 2]}` (versions), `{"day", "before", "after"}`, or both."""
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID
    made_at = stamp()

    class Meta:
        indexes = ((("correction", "number"), True),)
        constraints = [at_most("text", MOST_TEXT)]
