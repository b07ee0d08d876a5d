"""Every day: notes, attendance, the candidate's own day, lines for the next shift."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from peewee import (
    SQL,
    BooleanField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from pwa.domain.enums import AttendanceCode, Role, Tone
from pwa.domain.states import NoteVisibility
from pwa.models.base import DataField, EnumField, MomentField, Row, at_most, filled, stamp
from pwa.models.employer import Tile
from pwa.models.people import Candidate, User
from pwa.models.person import NOTES_STAY_READABLE
from pwa.models.placement import Placement

if TYPE_CHECKING:
    from peewee import Expression, ModelSelect

    from pwa.models.person import Person

NOTE_LENGTH = 600


class Note(Row):
    """What a supervisor saw on one day. The id comes from the client: a retry is the same note."""

    placement = ForeignKeyField(Placement, backref="notes", on_delete="RESTRICT")
    placement_id: UUID
    author = ForeignKeyField(User, backref="notes", on_delete="RESTRICT")
    author_id: UUID
    day = DateField()
    made_at = MomentField()
    received_at = MomentField()
    body_hash = TextField()
    revision = IntegerField(default=1)
    text = TextField(default="")
    tone = EnumField(Tone, default=Tone.NEUTRAL)
    visibility = EnumField(NoteVisibility, default=NoteVisibility.DIRECT)
    shared_from = MomentField()
    discussed_at = MomentField(null=True)
    discussed_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    seen_at = MomentField(null=True)
    withdrawn_at = MomentField(null=True)
    withdrawn_reason = TextField(default="")
    late = BooleanField(default=False)
    flagged = BooleanField(default=False)
    """Written in time, received when its author did not guide this placement any more."""
    guard_hits = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """Groups of words that the guard on the device still saw when it was kept; never which."""

    class Meta:
        indexes = (
            (("placement", "day"), False),
            (("author", "day"), False),
        )
        constraints = [at_most("text", NOTE_LENGTH)]

    @classmethod
    def left_a_trace(cls) -> "Expression":
        """Not undone before the candidate could read it; withdrawn later, the trace stays."""
        return cls.withdrawn_at.is_null() | (cls.withdrawn_at >= cls.shared_from)

    @classmethod
    def shared_at(cls, moment: datetime) -> "Expression":
        """Shared with the candidate by then, also when only the trace is left."""
        return (cls.shared_from <= moment) & cls.left_a_trace()

    @classmethod
    def readable_by(cls, person: "Person") -> "Expression":
        """Of notes with their placement and candidate joined: those that this person may read."""
        shared = cls.shared_at(person.now)
        seen = (Placement.candidate == person.candidate_id) & shared
        if person.has(Role.SUPERVISOR):
            seen |= cls.placement.in_(list(person.guides))
        if person.has(Role.COACH):
            seen |= Candidate.coached_by(person) & shared & still_read(person)
        if person.cases:
            seen |= Placement.candidate.in_(list(person.cases)) & shared
        return seen

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Note]":
        """Notes whose text this person may read now. A company's counts are not text."""
        return (
            cls.select(cls, Placement, Candidate)
            .join(Placement)
            .join(Candidate)
            .switch(cls)
            .where(cls.readable_by(person))
        )


def still_read(person: "Person") -> "Expression":
    """Of joined placements: those of which a coach reads texts today. Whoever forgets to register
    an end does not make it later: until then the planned one counts."""
    last_day: Any = fn.COALESCE(Placement.ended_on, Placement.planned_end_on)
    found: Expression = last_day >= person.today - NOTES_STAY_READABLE
    return found


def is_still_read(person: "Person", placement: Placement) -> bool:
    """What `still_read` says, of one placement."""
    return placement.last_day >= person.today - NOTES_STAY_READABLE


class NoteTile(Row):
    note = ForeignKeyField(Note, backref="note_tiles", on_delete="CASCADE")
    note_id: UUID
    tile = ForeignKeyField(Tile, on_delete="RESTRICT")
    tile_id: UUID

    class Meta:
        indexes = ((("note", "tile"), True),)


class NoteRevision(Row):
    """What a note said before it was changed, with who and why. Nothing is overwritten."""

    note = ForeignKeyField(Note, backref="revisions", on_delete="CASCADE")
    note_id: UUID
    number = IntegerField()
    day = DateField()
    text = TextField(default="")
    tiles = DataField()
    tone = EnumField(Tone)
    correction = BooleanField(default=False)
    reason = TextField(default="")
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()

    class Meta:
        indexes = ((("note", "number"), True),)


class Reaction(Row):
    """The candidate's answer to a note."""

    note = ForeignKeyField(Note, backref="reactions", on_delete="CASCADE")
    note_id: UUID
    user = ForeignKeyField(User, on_delete="RESTRICT")
    user_id: UUID
    text = TextField()
    body_hash = TextField()
    made_at = MomentField()
    received_at = stamp()

    class Meta:
        constraints = [filled("text"), at_most("text", NOTE_LENGTH)]

    @classmethod
    def as_they_came(cls) -> "ModelSelect[Reaction]":
        """In the order they came in; what came in one parcel as it was written."""
        return cls.select().order_by(cls.received_at, cls.id)


class CandidateDay(Row):
    """The candidate's own line about a day: a face and perhaps a sentence."""

    placement = ForeignKeyField(Placement, backref="own_days", on_delete="CASCADE")
    placement_id: UUID
    day = DateField()
    face = IntegerField()
    text = TextField(default="")
    body_hash = TextField()
    made_at = MomentField()
    received_at = stamp()

    class Meta:
        indexes = ((("placement", "day"), True),)
        constraints = [Check("face BETWEEN 1 AND 3"), at_most("text", NOTE_LENGTH)]


class Attendance(Row):
    """Present, late, absent: that, never why. A day without a row is not filled in."""

    placement = ForeignKeyField(Placement, backref="attendance", on_delete="CASCADE")
    placement_id: UUID
    day = DateField()
    code = EnumField(AttendanceCode)
    planned_minutes = IntegerField(default=0)
    actual_minutes = IntegerField(null=True)
    author = ForeignKeyField(User, on_delete="RESTRICT")
    author_id: UUID
    body_hash = TextField()
    made_at = MomentField()
    received_at = stamp()

    class Meta:
        indexes = ((("placement", "day"), True),)
        constraints = [Check("planned_minutes BETWEEN 0 AND 1440")]


class AttendanceRevision(Row):
    """What attendance said before it was changed."""

    attendance = ForeignKeyField(Attendance, backref="revisions", on_delete="CASCADE")
    code = EnumField(AttendanceCode)
    actual_minutes = IntegerField(null=True)
    author = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()


class Handover(Row):
    """A line for the next shift. It goes after three days and is never evidence."""

    placement = ForeignKeyField(Placement, backref="handovers", on_delete="CASCADE")
    placement_id: UUID
    author = ForeignKeyField(User, on_delete="RESTRICT")
    author_id: UUID
    text = TextField()
    made_at = stamp()
    expires_at = MomentField()

    class Meta:
        constraints = [filled("text"), at_most("text", NOTE_LENGTH)]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Handover]":
        return cls.select().where(
            cls.placement.in_(list(person.guides)), cls.expires_at > person.now
        )


class HandoverAck(Row):
    """The next supervisor has read the line."""

    handover = ForeignKeyField(Handover, backref="acks", on_delete="CASCADE")
    handover_id: UUID
    user = ForeignKeyField(User, on_delete="RESTRICT")
    user_id: UUID
    made_at = stamp()

    class Meta:
        indexes = ((("handover", "user"), True),)


class VisitNote(Row):
    """What a coach wrote after a visit. The candidate and the supervisors read it too."""

    placement = ForeignKeyField(Placement, backref="visits", on_delete="CASCADE")
    placement_id: UUID
    author = ForeignKeyField(User, on_delete="RESTRICT")
    author_id: UUID
    day = DateField()
    text = TextField()
    made_at = stamp()

    class Meta:
        constraints = [filled("text"), at_most("text", 1200)]
