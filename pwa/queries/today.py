"""Vandaag: everyone of today and what still has to be done, in four queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import AttendanceCode, EvaluationKind, Role, SignatureRole
from pwa.domain.notes import (
    TAKES_NOTES,
    UNDO,
    days_left_to_discuss,
    needs_note,
)
from pwa.domain.states import EvaluationState, NoteVisibility, PlacementState
from pwa.domain.workdays import holidays
from pwa.models import (
    Attendance,
    Candidate,
    Note,
    Person,
    Placement,
    Supervision,
    User,
    Workplace,
)
from pwa.models.calendars import schedule_of
from pwa.models.clocks import Stone
from pwa.queries.actions import Agreement, agreements
from pwa.queries.claimed import Claim, waiting
from pwa.queries.corrections import Asked
from pwa.queries.notes import NoteCard, cards
from pwa.queries.today_facts import Facts, Line, facts_of

NEAR_DAYS = 14
_MINE = frozenset({SignatureRole.SUPERVISOR})


@dataclass(frozen=True)
class PersonToday:
    """Somebody on the place today; `code` None means that nobody said anything yet."""

    placement_id: UUID
    name: str
    place: str
    hours: str
    main: bool
    code: AttendanceCode | None
    notes: tuple[NoteCard, ...] = ()
    first_day: bool = False
    unsigned: bool = False
    """It runs while not everybody signed the agreement."""

    @property
    def present_or_unknown(self) -> bool:
        return needs_note(self.code)

    @property
    def done(self) -> bool:
        """Nothing left to do: a note, or absent; and the attendance is filled in."""
        noted = any(not note.withdrawn for note in self.notes)
        return self.code is not None and (noted or not needs_note(self.code))

    @property
    def wants_note(self) -> bool:
        return needs_note(self.code) and all(note.withdrawn for note in self.notes)


@dataclass(frozen=True)
class Waiting:
    """A note that waits for the talk."""

    name: str
    days_left: int
    note: NoteCard


@dataclass(frozen=True)
class Near:
    """Something that has to happen soon; `evaluation_id` when it was begun already."""

    name: str
    placement_id: UUID
    code: str
    what: str
    stone: Stone | None
    evaluation_id: UUID | None = None
    state: EvaluationState | None = None
    reason: str = ""
    """Why the coach sent it back, or what the coach found wrong when it was final."""


@dataclass(frozen=True)
class Today:
    day: date
    people: tuple[PersonToday, ...] = ()
    others: tuple[PersonToday, ...] = ()
    lines: tuple[Line, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    near: tuple[Near, ...] = ()
    agreed: tuple[Agreement, ...] = ()
    asked: tuple[Asked, ...] = ()
    claims: tuple[Claim, ...] = ()
    read: tuple[Placement, ...] = field(default=(), repr=False)
    """The placements of which this page shows text: to be logged by the route."""

    @property
    def ready(self) -> bool:
        return bool(self.people) and all(one.done for one in self.people)

    @property
    def untouched(self) -> tuple[PersonToday, ...]:
        return tuple(one for one in self.people if one.code is None)

    @property
    def to_note(self) -> int:
        return sum(one.wants_note for one in self.people)


def today(person: Person) -> Today:
    """Everything of this supervisor's day."""
    places = _places(person)
    if not places:
        return Today(person.today, claims=waiting(person))
    ids = [one.placement_id for one in places]
    names = {one.placement_id: one.placement.candidate.user.name for one in places}
    facts = facts_of(person, [one.placement for one in places])
    notes = _notes(person, ids)
    shown = [_person(one, person, notes) for one in places]
    here = [
        one
        for one, row in zip(shown, places, strict=True)
        if _scheduled(row.placement, person.today, facts) or one.code or one.notes
    ]
    lines = tuple(line for line in facts.lines if line.placement_id in names)
    near = tuple(sorted(_near(person, places, facts), key=_nearness))
    agreed = tuple(one for row in places for one in agreements(row.placement, facts, _MINE))
    read = {note.placement_id for note in notes} | {line.placement_id for line in lines}
    read |= {one.placement.id for one in agreed} | {one.placement_id for one in near if one.reason}
    return Today(
        day=person.today,
        people=tuple(sorted(here, key=lambda one: (not one.main, one.hours, one.name))),
        others=tuple(one for one in shown if one not in here),
        lines=lines,
        waiting=tuple(_waiting(person, notes, names, facts)),
        near=near,
        agreed=tuple(one for one in agreed if one.mine),
        asked=facts.asked,
        claims=facts.claims,
        read=tuple(one.placement for one in places if one.placement_id in read),
    )


def _places(person: Person) -> list[Any]:
    """Whom this person guides today, with today's attendance; the main ones first."""
    at_hand = (Attendance.placement == Placement.id) & (Attendance.day == person.today)
    query = (
        Supervision.select(Supervision, Placement, Candidate, User, Workplace, Attendance)
        .join(Placement)
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .switch(Placement)
        .join(Workplace)
        .switch(Placement)
        .join(Attendance, JOIN.LEFT_OUTER, on=at_hand, attr="today_row")
        .where(
            Supervision.user == person.id,
            Supervision.from_on <= person.today,
            Supervision.to_on >= person.today,
            Workplace.organisation.in_(person.organisations(Role.SUPERVISOR)),
        )
        .order_by(Supervision.main.desc(), Supervision.id)
    )
    found: dict[UUID, Any] = {}
    for row in query:
        if row.placement.state_on(person.today) in TAKES_NOTES:
            found.setdefault(row.placement_id, row)
    return list(found.values())


def _scheduled(placement: Placement, day: date, facts: Facts) -> bool:
    """A shift in the week, and neither a public holiday nor closed: weekends count too."""
    closed = facts.clocks[placement.id].calendar.closed
    return schedule_of(placement).scheduled_on(day) and day not in closed | holidays(day.year)


def _notes(person: Person, ids: list[UUID]) -> list[NoteCard]:
    """Today's notes, those that wait for a talk, and those that can still be undone."""
    waits = (
        (Note.visibility == NoteVisibility.DISCUSS_FIRST)
        & Note.discussed_at.is_null()
        & Note.withdrawn_at.is_null()
        & (Note.shared_from > person.now)
    )
    fresh = (Note.author == person.id) & (Note.received_at > person.now - UNDO)
    mine = Note.placement.in_(ids)
    return cards(person, mine, (Note.day == person.today) | waits | fresh)


def _person(row: Any, person: Person, notes: list[NoteCard]) -> PersonToday:
    filled = getattr(row.placement, "today_row", None)
    shift = schedule_of(row.placement).shift_on(person.today)
    own = (note for note in notes if note.placement_id == row.placement_id)
    return PersonToday(
        placement_id=row.placement_id,
        name=row.placement.candidate.user.name,
        place=row.placement.workplace.title,
        hours=str(shift) if shift else "",
        main=row.main,
        code=filled.code if filled else None,
        notes=tuple(note for note in own if _shown(note, person.today)),
        first_day=row.placement.start_on == person.today,
        unsigned=row.placement.state is PlacementState.TO_SIGN,
    )


def _shown(note: NoteCard, today: date) -> bool:
    """What is about today, and what its author can still undo or put back."""
    return note.may_undo or note.may_restore or (note.day == today and not note.withdrawn)


def _waiting(
    person: Person, notes: list[NoteCard], names: Mapping[UUID, str], facts: Facts
) -> Iterator[Waiting]:
    for note in notes:
        if note.may_discuss and note.waits:
            calendar = facts.clocks[note.placement_id].calendar
            left = days_left_to_discuss(note.shared_from, person.today, calendar)
            yield Waiting(names[note.placement_id], left, note)


def _near(person: Person, places: Iterable[Any], facts: Facts) -> Iterator[Near]:
    for row in places:
        placement, name = row.placement, row.placement.candidate.user.name
        for one in facts.evaluations.get(placement.id, ()):
            why = facts.sent_back.get(one.id, "")
            if why or one.state not in (EvaluationState.FINAL, EvaluationState.SUPERSEDED):
                yield Near(name, placement.id, one.kind, "", None, one.id, one.state, why)
        for stone in _coming(placement, person.today, facts):
            what = stone.milestone.what.said_in(person.language)
            yield Near(name, placement.id, stone.code, what, stone)


def _nearness(one: Near) -> int:
    return one.stone.due.toordinal() if one.stone else 0


def _coming(placement: Placement, day: date, facts: Facts) -> list[Stone]:
    """What the supervisor has to do soon and did not begin. A final one replaces an interim."""
    stones = facts.clocks[placement.id].stones(day)
    mine = (one for one in stones if one.milestone.who is Role.SUPERVISOR and not one.done)
    shown = [one for one in mine if _shows(one, day)]
    final = any(one.code == EvaluationKind.FINAL for one in shown)
    return [one for one in shown if not (final and one.code == EvaluationKind.INTERIM)]


def _shows(stone: Stone, today: date) -> bool:
    """An evaluation stays until it is begun; anything else goes a week after its day."""
    days = (stone.due - today).days
    is_evaluation = stone.code in {str(kind) for kind in EvaluationKind}
    return days <= NEAR_DAYS and (is_evaluation or days >= -7)
