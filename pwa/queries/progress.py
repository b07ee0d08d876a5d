"""What a candidate sees of the own record: notes shared so far, the line of each thing we look at,
attendance, goals and what comes next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import AttendanceCode, Rater, Tone
from pwa.domain.schedule import WeekSchedule
from pwa.domain.states import CANDIDATE_READS_FROM, EvaluationState
from pwa.domain.workdays import WorkCalendar
from pwa.models import (
    Attendance,
    CandidateDay,
    Competence,
    Evaluation,
    Goal,
    Note,
    NoteTile,
    Person,
    Placement,
    Rating,
    Reaction,
    Supervision,
    Tile,
    User,
    VisitNote,
)
from pwa.models.calendars import milestones_of, rules_for, schedule_of, work_calendar

NOTES_AT_FIRST = 30
ATTENDANCE_WEEKS = 3


@dataclass(frozen=True)
class Mark:
    label: str
    icon: str
    tone: Tone


@dataclass(frozen=True)
class TileUse:
    note_id: UUID
    day: date
    about: Competence
    mark: Mark


@dataclass(frozen=True)
class Said:
    """A reaction of the candidate."""

    text: str
    at: datetime


@dataclass(frozen=True)
class ReadNote:
    id: UUID
    author: str
    day: date
    received_at: datetime
    text: str
    tone: Tone
    marks: tuple[Mark, ...]
    reactions: tuple[Said, ...]
    withdrawn: bool
    is_new: bool


@dataclass(frozen=True)
class OwnDay:
    day: date
    face: int
    text: str


@dataclass(frozen=True)
class Line:
    """One thing we look at, with the sentences behind it; no average, no rank."""

    label: str
    points: tuple[tuple[date, int], ...]
    sentences: tuple[tuple[date, Mark], ...]


@dataclass(frozen=True)
class Presence:
    day: date
    code: AttendanceCode | None


@dataclass(frozen=True)
class Coming:
    """What comes next, and in how many days."""

    what: str
    due: date
    days: int


@dataclass(frozen=True)
class Visit:
    author: str
    day: date
    text: str


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str


@dataclass(frozen=True)
class OpenEvaluation:
    id: UUID
    kind: str
    state: EvaluationState
    to_sign: bool


@dataclass(frozen=True)
class Progress:
    """Everything on Mijn voortgang."""

    placement: Placement
    company: str
    guides: tuple[Contact, ...]
    coach: Contact
    welcomed: bool
    runs: bool
    next_day: date | None
    notes: tuple[ReadNote, ...]
    more_before: date | None
    own_days: tuple[OwnDay, ...]
    lines: tuple[Line, ...]
    presence: tuple[Presence, ...]
    goals: tuple[Goal, ...]
    coming: tuple[Coming, ...]
    visits: tuple[Visit, ...]
    evaluations: tuple[OpenEvaluation, ...]


def current_placement(person: Person) -> Placement | None:
    """The one that runs, else the next one, else the last one."""
    rows = list(Placement.with_people().where(Placement.candidate == person.candidate_id))
    if not rows:
        return None

    def nearness(row: Placement) -> tuple[int, int]:
        if row.start_on <= person.today <= row.last_day:
            return (0, 0)
        if row.start_on > person.today:
            return (1, (row.start_on - person.today).days)
        return (2, (person.today - row.last_day).days)

    return min(rows, key=nearness)


def progress(
    person: Person, placement: Placement, language: str, before: date | None = None
) -> Progress:
    """The whole page, in a fixed number of queries."""
    calendar = work_calendar(placement.workplace.organisation_id)
    week = schedule_of(placement)
    notes, uses = _notes(person, placement, language, before)
    coach, guides = _contacts(placement, person.today)
    return Progress(
        placement=placement,
        company=placement.workplace.organisation.name,
        guides=guides,
        coach=coach,
        welcomed=placement.candidate.welcomed_at is not None,
        runs=placement.start_on <= person.today <= placement.last_day,
        next_day=_next_day(placement, week, person.today),
        notes=tuple(notes[:NOTES_AT_FIRST]),
        more_before=notes[NOTES_AT_FIRST - 1].day if len(notes) > NOTES_AT_FIRST else None,
        own_days=_own_days(placement),
        lines=_lines(uses, _ratings(placement), language),
        presence=_presence(placement, week, person.today),
        goals=tuple(Goal.select().where(Goal.placement == placement).order_by(Goal.position)),
        coming=_coming(placement, person.today, calendar, language),
        visits=_visits(placement),
        evaluations=_evaluations(placement),
    )


def _notes(
    person: Person, placement: Placement, language: str, before: date | None
) -> tuple[list[ReadNote], list[TileUse]]:
    shared = (
        Note.select(Note, User)
        .join(User, on=(Note.author == User.id))
        .where(Note.placement == placement, Note.shared_from <= person.now)
        .order_by(Note.day.desc(), Note.id.desc())
        .limit(NOTES_AT_FIRST + 1)
    )
    if before:
        shared = shared.where(Note.day < before)
    rows = list(shared)
    uses = _tiles([row for row in rows if not row.withdrawn_at], language)
    marks: dict[UUID, list[Mark]] = defaultdict(list)
    for use in uses:
        marks[use.note_id].append(use.mark)
    answers: dict[UUID, list[Said]] = defaultdict(list)
    ids = [row.id for row in rows]
    for one in Reaction.select().where(Reaction.note.in_(ids)).order_by(Reaction.received_at):
        answers[one.note_id].append(Said(one.text, one.received_at))
    found = [
        ReadNote(
            id=row.id,
            author=row.author.name,
            day=row.day,
            received_at=row.received_at,
            text="" if row.withdrawn_at else row.text,
            tone=row.tone,
            marks=tuple(marks[row.id]),
            reactions=tuple(answers[row.id]),
            withdrawn=row.withdrawn_at is not None,
            is_new=row.seen_at is None,
        )
        for row in rows
    ]
    return found, uses


def _tiles(notes: Sequence[Note], language: str) -> list[TileUse]:
    """The tiles of these notes, in the reader's language where the company wrote it."""
    days = {row.id: row.day for row in notes}
    rows = (
        NoteTile.select(NoteTile, Tile, Competence)
        .join(Tile)
        .join(Competence)
        .where(NoteTile.note.in_(list(days)))
        .order_by(Tile.position)
    )
    return [
        TileUse(
            note_id=row.note_id,
            day=days[row.note_id],
            about=row.tile.competence,
            mark=Mark(row.tile.sentence_in(language), row.tile.icon, row.tile.tone),
        )
        for row in rows
    ]


def _contacts(placement: Placement, today: date) -> tuple[Contact, tuple[Contact, ...]]:
    """The coach, and who guides now: main supervisor first."""
    coach_id = placement.candidate.coach_id
    guides = (Supervision.placement == placement) & (
        Supervision.to_on >= min(today, placement.last_day)
    )
    rows = (
        User.select(User, Supervision.main.alias("main"))
        .join(Supervision, JOIN.LEFT_OUTER, on=(Supervision.user == User.id) & guides)
        .where((User.id == coach_id) | Supervision.main.is_null(False))
        .order_by(Supervision.main.desc(), User.name)
        .objects()
    )
    found = [(row.id, Contact(row.name, row.phone)) for row in rows]
    coach = next(contact for id, contact in found if id == coach_id)
    return coach, tuple(contact for id, contact in found if id != coach_id)


def _next_day(placement: Placement, week: WeekSchedule, today: date) -> date | None:
    """The next day on which there is work, today included."""
    first = max(today, placement.start_on)
    days = (first + timedelta(days=n) for n in range(15))
    return next((d for d in days if d <= placement.last_day and week.scheduled_on(d)), None)


def _own_days(placement: Placement) -> tuple[OwnDay, ...]:
    rows = (
        CandidateDay.select()
        .where(CandidateDay.placement == placement)
        .order_by(CandidateDay.day.desc())
        .limit(10)
    )
    return tuple(OwnDay(row.day, row.face, row.text) for row in rows)


def _lines(uses: list[TileUse], ratings: list[Rating], language: str) -> tuple[Line, ...]:
    """Per thing we look at: levels in evaluations that may be read, and sentences of notes."""
    abouts: dict[UUID, Competence] = {}
    points: dict[UUID, list[tuple[date, int]]] = defaultdict(list)
    said: dict[UUID, list[tuple[date, Mark]]] = defaultdict(list)
    for row in ratings:
        abouts[row.competence_id] = row.competence
        points[row.competence_id].append((row.evaluation.to_on, int(row.level or 0)))
    for use in sorted(uses, key=lambda use: use.day, reverse=True):
        abouts[use.about.id] = use.about
        said[use.about.id].append((use.day, use.mark))
    ordered = sorted(abouts.values(), key=lambda one: one.position)
    return tuple(
        Line(one.label_in(language), tuple(points[one.id]), tuple(said[one.id])) for one in ordered
    )


def _ratings(placement: Placement) -> list[Rating]:
    """Levels that the supervisor gave, oldest first, in evaluations that may be read."""
    return list(
        Rating.select(Rating, Evaluation, Competence)
        .join(Evaluation)
        .switch(Rating)
        .join(Competence)
        .where(
            Evaluation.placement == placement,
            Evaluation.state.in_(list(CANDIDATE_READS_FROM - {EvaluationState.SUPERSEDED})),
            Rating.rater == Rater.SUPERVISOR,
            Rating.level > 0,
        )
        .order_by(Evaluation.to_on)
    )


def _presence(placement: Placement, week: WeekSchedule, today: date) -> tuple[Presence, ...]:
    since = max(
        placement.start_on, today - timedelta(days=today.weekday(), weeks=ATTENDANCE_WEEKS - 1)
    )
    rows = Attendance.select().where(Attendance.placement == placement, Attendance.day >= since)
    known = {row.day: row.code for row in rows}
    last = min(today, placement.last_day)
    days = [since + timedelta(days=n) for n in range(max(0, (last - since).days + 1))]
    shown = [d for d in days if d in known or week.scheduled_on(d)]
    return tuple(Presence(d, known.get(d)) for d in reversed(shown))


def _coming(
    placement: Placement, today: date, calendar: WorkCalendar, language: str
) -> tuple[Coming, ...]:
    rules = rules_for(placement.candidate.municipality_id, placement.kind)
    waiting = [one for one in milestones_of(placement, rules, calendar) if one.due >= today]
    return tuple(
        Coming(one.what.said_in(language), one.due, (one.due - today).days) for one in waiting[:3]
    )


def _visits(placement: Placement) -> tuple[Visit, ...]:
    rows = (
        VisitNote.select(VisitNote, User)
        .join(User)
        .where(VisitNote.placement == placement)
        .order_by(VisitNote.day.desc())
        .limit(10)
    )
    return tuple(Visit(row.author.name, row.day, row.text) for row in rows)


def _evaluations(placement: Placement) -> tuple[OpenEvaluation, ...]:
    rows = (
        Evaluation.select()
        .where(Evaluation.placement == placement, Evaluation.state != EvaluationState.SUPERSEDED)
        .order_by(Evaluation.started_at.desc())
    )
    return tuple(
        OpenEvaluation(row.id, row.kind, row.state, row.state is EvaluationState.SIGNING)
        for row in rows
    )
