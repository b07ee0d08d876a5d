"""One placement: its head, what is agreed and near, and a timeline that goes back day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from peewee import Value, fn

from pwa.domain.enums import AttendanceCode, EvaluationKind
from pwa.domain.running import Period
from pwa.domain.states import CANDIDATE_READS_FROM, EvaluationState
from pwa.models import (
    Attendance,
    CandidateDay,
    Note,
    Person,
    Placement,
    Reaction,
    User,
    VisitNote,
)
from pwa.models.clocks import Clock, Stone, clock_of
from pwa.policies import placements as policies
from pwa.policies.actions import roles
from pwa.queries.actions import Agreement, agreements
from pwa.queries.charts import PlacementCharts, Row, level_rows, placement_charts
from pwa.queries.evaluation_documents import Kept
from pwa.queries.notes import NoteCard, cards
from pwa.queries.running import News, OwnGoal, news_of
from pwa.queries.today_facts import Begun, facts_of

DAYS = 14
"""Days with something on them that one page of the timeline shows."""


@dataclass(frozen=True)
class Visit:
    author: str
    text: str


@dataclass(frozen=True)
class OwnDay:
    face: int
    text: str


@dataclass(frozen=True)
class Day:
    """Everything of one day; `notes` are what this reader may read."""

    day: date
    code: AttendanceCode | None
    own: OwnDay | None
    visits: tuple[Visit, ...]
    notes: tuple[NoteCard, ...]


@dataclass(frozen=True)
class Counts:
    """What a company may know without any text."""

    notes: int
    filled: int
    present: int
    clock: Clock
    stones: tuple[Stone, ...]


@dataclass(frozen=True)
class PlacementPage:
    placement: Placement
    name: str
    days: tuple[Day, ...]
    older: date | None
    goals: tuple[OwnGoal, ...]
    clock: Clock
    stones: tuple[Stone, ...]
    evaluations: tuple[Begun, ...]
    reactions: dict[UUID, tuple[str, ...]]
    news: News
    agreed: tuple[Agreement, ...]
    kept: tuple[Kept, ...]
    charts: PlacementCharts

    @property
    def has_final(self) -> bool:
        """The final evaluation is there and signed."""
        done = (EvaluationState.FINAL, EvaluationState.SUPERSEDED)
        return any(e.kind is EvaluationKind.FINAL and e.state in done for e in self.evaluations)

    @property
    def read_by_coach(self) -> tuple[Begun, ...]:
        return tuple(one for one in self.evaluations if one.state in CANDIDATE_READS_FROM)


def placement_page(person: Person, placement: Placement, before: date | None) -> PlacementPage:
    """The placement for who may read its notes; `before` pages back in time (not included)."""
    facts = facts_of(person, [placement])
    clock = facts.clocks[placement.id]
    found, older = _days_with_something(person, placement, before)
    rows = _moments(placement, found[-1], found[0]) if found else []
    days = tuple(_days(person, placement, found, rows)) if found else ()
    notes = [note.id for day in days for note in day.notes]
    news = news_of(placement, person.today)
    still = [Period(one.from_on, one.to_on) for one in news.pauses]
    return PlacementPage(
        placement=placement,
        name=placement.candidate.user.name,
        days=days,
        older=older,
        goals=news.goals,
        clock=clock,
        stones=clock.stones(person.today),
        evaluations=facts.evaluations.get(placement.id, ()),
        reactions=_reactions(notes),
        news=news,
        agreed=agreements(placement, facts, roles(person, placement)),
        kept=facts.kept.get(placement.id, ()),
        charts=placement_charts(placement, rows, clock.calendar, still, person.today),
    )


def _readable(person: Person, placement: Placement) -> Any:
    """Notes of this placement that this person reads: an undone one left no trace here."""
    of_placement = Note.placement == placement.id
    if policies.guides(person, placement):
        return of_placement & Note.left_a_trace()
    return of_placement & Note.shared_at(person.now)


def _days_with_something(
    person: Person, placement: Placement, before: date | None
) -> tuple[list[date], date | None]:
    """The newest days before `before`, and from where the next page starts (None at the end)."""
    upto = before or date.max
    tables: Iterable[Any] = (Attendance, CandidateDay, VisitNote)
    query: Any = Note.select(Note.day).where(_readable(person, placement), Note.day < upto)
    for table in tables:
        mine = (table.placement == placement.id) & (table.day < upto)
        query = query.union(table.select(table.day).where(mine))
    days = [row[0] for row in query.order_by(query.c.day.desc()).limit(DAYS + 1).tuples()]
    found = [_as_day(one) for one in days]
    return found[:DAYS], found[DAYS - 1] if len(found) > DAYS else None


def _as_day(value: Any) -> date:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _days(
    person: Person, placement: Placement, found: list[date], rows: list[Row]
) -> Iterable[Day]:
    newest, oldest = found[0], found[-1]
    notes = cards(person, _readable(person, placement), Note.day >= oldest, Note.day <= newest)
    for day in found:
        here = [row for row in rows if row[1] == day.isoformat()]
        yield Day(
            day=day,
            code=next((AttendanceCode(a) for kind, _d, a, _b in here if kind == "there"), None),
            own=next((OwnDay(int(a), b) for kind, _d, a, b in here if kind == "own"), None),
            visits=tuple(Visit(a, b) for kind, _d, a, b in here if kind == "visit"),
            notes=tuple(note for note in notes if note.day == day),
        )


def _moments(placement: Placement, oldest: date, newest: date) -> list[Row]:
    """Own days and visits of these days, all attendance and all levels, as texts, in one query."""

    def rows(kind: str, table: Any, a: Any, b: Any) -> Any:
        shape = [Value(kind).cast("text"), *(one.cast("text") for one in (table.day, a, b))]
        return table.select(*shape).where(table.placement == placement.id)

    def shown(table: Any) -> Any:
        return (table.day >= oldest) & (table.day <= newest)

    there = rows("there", Attendance, Attendance.code, Value(""))
    own = rows("own", CandidateDay, CandidateDay.face, CandidateDay.text)
    own = own.where(shown(CandidateDay))
    visits = rows("visit", VisitNote, User.name, VisitNote.text).join(User).where(shown(VisitNote))
    levels = level_rows(placement)
    return list(there.union_all(own).union_all(visits).union_all(levels).tuples())


def _reactions(notes: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    if not notes:
        return found
    query = Reaction.as_they_came().where(Reaction.note.in_(notes))
    for row in query:
        found[row.note_id] = (*found.get(row.note_id, ()), row.text)
    return found


def counts(placement: Placement, today: date) -> Counts:
    """How many notes and days there are, and what is due: no text, for who runs the company."""
    present = (AttendanceCode.PRESENT, AttendanceCode.LATE, AttendanceCode.LEFT_EARLY)
    notes = Note.select(fn.COUNT(Note.id)).where(
        Note.placement == placement.id, Note.withdrawn_at.is_null()
    )
    mine = Attendance.placement == placement.id
    filled = Attendance.select(fn.COUNT(Attendance.id)).where(mine)
    there = filled.where(Attendance.code.in_(present))
    law = clock_of(placement)
    return Counts(notes.scalar(), filled.scalar(), there.scalar(), law, law.stones(today))
