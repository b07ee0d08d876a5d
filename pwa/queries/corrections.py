"""Requests for correction: what waits for whom, one with all its answers, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.corrections import OPEN, CorrectionState, is_late
from pwa.domain.enums import AttendanceCode
from pwa.domain.hours import monday_of
from pwa.domain.workdays import WorkCalendar
from pwa.models import (
    Attendance,
    Correction,
    CorrectionStep,
    Note,
    NoteRevision,
    NoteTile,
    Person,
    Placement,
    Tile,
    User,
    WeekDispute,
)
from pwa.models.calendars import work_calendars

A_PAGE = 20
"""Answered requests on one page of the list."""


@dataclass(frozen=True)
class Asked:
    """One request, on a list. `note_day` is set for a note; `day`, or else `monday`, for hours."""

    id: UUID
    placement_id: UUID
    name: str
    state: CorrectionState
    since: datetime
    late: bool
    note_day: date | None
    day: date | None
    monday: date | None
    note: UUID | None = None

    @property
    def open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True)
class PutRight:
    """A day that was changed, as it was and as it is."""

    day: date
    before: AttendanceCode | None
    after: AttendanceCode


@dataclass(frozen=True)
class Step:
    """One answer, or the coach's question."""

    by: str
    at: datetime
    became: CorrectionState
    text: str
    right: PutRight | None
    versions: tuple[int, int] | None


@dataclass(frozen=True)
class Words:
    """What a note says or said; tiles as (id, sentence)."""

    text: str
    tiles: tuple[tuple[UUID, str], ...]
    revision: int
    author: str = ""


@dataclass(frozen=True)
class Thread:
    """One request with everything around it."""

    row: Correction
    asked: Asked
    name: str
    text: str
    steps: tuple[Step, ...]
    now: Words | None
    before: Words | None
    """The words that were replaced because of it."""
    withdrawn: bool
    code: AttendanceCode | None
    """What stands there now about the day, where it is about one."""


def answered(person: Person, before: UUID | None = None) -> tuple[tuple[Asked, ...], UUID | None]:
    """A page of what was answered, the newest request on top, and where the next page begins."""
    which = Correction.state.not_in(OPEN)
    if before:
        which &= Correction.id < before
    rows = _rows(person, which, newest=A_PAGE + 1)
    shown = tuple(rows[:A_PAGE])
    return shown, shown[-1].id if len(rows) > A_PAGE else None


def waiting(person: Person, known: Mapping[UUID, WorkCalendar]) -> tuple[Asked, ...]:
    """What waits for an answer, with whether it waits too long; the oldest first.

    `known`: calendars of companies that the page has already.
    """
    rows = _rows(person, Correction.state.in_(OPEN), known)
    return tuple(sorted(rows, key=lambda one: one.since))


def _rows(
    person: Person,
    which: Any,
    known: Mapping[UUID, WorkCalendar] | None = None,
    newest: int | None = None,
) -> list[Asked]:
    found = _with_subjects(Correction.visible_to(person)).where(which)
    rows = list(found.order_by(Correction.id.desc()).limit(newest))
    places = {row.placement.workplace.organisation_id for row in rows} - set(known or {})
    calendars = {**(known or {}), **(work_calendars(places) if places else {})}
    return [
        _asked(row, _late(row, person, calendars[row.placement.workplace.organisation_id]))
        for row in rows
    ]


def _late(row: Correction, person: Person, calendar: WorkCalendar) -> bool:
    return is_late(row.state, row.since, person.today, calendar)


def _with_subjects(query: Any) -> Any:
    return (
        query.select_extend(Note, WeekDispute)
        .switch(Correction)
        .join(Note, JOIN.LEFT_OUTER)
        .switch(Correction)
        .join(WeekDispute, JOIN.LEFT_OUTER)
    )


def _asked(row: Any, late: bool) -> Asked:
    return Asked(
        id=row.id,
        placement_id=row.placement_id,
        name=row.placement.candidate.user.name,
        state=row.state,
        since=row.since,
        late=late,
        note_day=row.note.day if row.note_id else None,
        day=row.day,
        monday=row.dispute.monday if row.dispute_id else None,
    )


def asked_in_news(row: Sequence[str | None], placement: Placement) -> Asked:
    """One request from a row of texts: id, note, its day, day, Monday, state, since."""
    id, note, note_day, day, monday, state, since = row[:7]
    at = datetime.fromisoformat(str(since))
    return Asked(
        id=UUID(str(id)),
        placement_id=placement.id,
        name=placement.candidate.user.name,
        state=CorrectionState(str(state)),
        since=at if at.tzinfo else at.replace(tzinfo=UTC),
        late=False,
        note_day=_day(note_day),
        day=_day(day),
        monday=_day(monday),
        note=UUID(note) if note else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def on_notes(some: Iterable[Asked]) -> dict[UUID, Asked]:
    """Note -> the newest request about it; these are the newest first."""
    found: dict[UUID, Asked] = {}
    for one in some:
        if one.note:
            found.setdefault(one.note, one)
    return found


def thread(correction: Correction, language: str) -> Thread:
    """Everything about one request; who may open it may read all of it."""
    row: Any = _with_subjects(Correction.with_all()).where(Correction.id == correction.id).get()
    note = _note(row.note_id)
    row.note = note
    steps = _steps(row.id)
    changed = next((one.versions for one in steps if one.versions), None)
    return Thread(
        row=row,
        asked=_asked(row, False),
        name=row.placement.candidate.user.name,
        text=row.words,
        steps=steps,
        now=_words_now(note, language) if note and not note.withdrawn_at else None,
        before=_words_then(note.id, changed[0], language) if note and changed else None,
        withdrawn=bool(note and note.withdrawn_at),
        code=_code(row),
    )


def _note(id: UUID | None) -> Any:
    return Note.select(Note, User).join(User, on=(Note.author == User.id)).where(
        Note.id == id
    ).first()  # fmt: skip


def _steps(id: UUID) -> tuple[Step, ...]:
    rows = (
        CorrectionStep.select(CorrectionStep, User)
        .join(User, on=(CorrectionStep.made_by == User.id))
        .where(CorrectionStep.correction == id)
        .order_by(CorrectionStep.number)
    )
    return tuple(
        Step(
            row.made_by.name, row.made_at, row.became, row.text, right_of(row.change),
            versions_of(row.change),
        )
        for row in rows
    )  # fmt: skip


def right_of(change: Any) -> PutRight | None:
    if not change or "day" not in change:
        return None
    before = change["before"]
    return PutRight(
        date.fromisoformat(change["day"]),
        AttendanceCode(before) if before else None,
        AttendanceCode(change["after"]),
    )


def versions_of(change: Any) -> tuple[int, int] | None:
    return (change["note"][0], change["note"][1]) if change and "note" in change else None


def _words_now(note: Any, language: str) -> Words:
    tiles = (
        NoteTile.select(NoteTile, Tile).join(Tile).where(NoteTile.note == note.id)
    ).order_by(NoteTile.id)  # fmt: skip
    said = tuple((one.tile_id, one.tile.sentence_in(language)) for one in tiles)
    return Words(note.text, said, note.revision, note.author.name)


def _words_then(note_id: UUID, number: int, language: str) -> Words | None:
    row = NoteRevision.get_or_none((NoteRevision.note == note_id) & (NoteRevision.number == number))
    if row is None:
        return None
    names = sentences([UUID(one) for one in row.tiles], language)
    said = tuple((id, names[id]) for id in map(UUID, row.tiles) if id in names)
    return Words(row.text, said, row.number)


def sentences(ids: Sequence[UUID], language: str) -> dict[UUID, str]:
    """What tiles say, for versions of a note that keep their ids."""
    return {
        one.id: one.sentence_in(language) for one in Tile.select().where(Tile.id.in_(list(ids)))
    }


def _code(row: Correction) -> AttendanceCode | None:
    if row.day is None:
        return None
    found = Attendance.get_or_none(
        (Attendance.placement == row.placement_id) & (Attendance.day == row.day)
    )
    return found.code if found else None


def week_of(correction: Correction) -> date | None:
    """The Monday of the hours that it is about."""
    if correction.dispute is None:
        return None
    return monday_of(correction.dispute.monday)
