"""What stands in a dossier day by day: shared notes with their versions, own days, attendance."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from peewee import fn

from pwa.models.daily import (
    Attendance,
    AttendanceRevision,
    CandidateDay,
    Note,
    NoteRevision,
    NoteTile,
    Reaction,
    VisitNote,
)
from pwa.models.employer import Tile
from pwa.models.hours import WeekHours
from pwa.models.people import User
from pwa.models.photos import NotePhoto
from pwa.models.placement import Placement

Content = dict[str, Any]


def notes(placement: Placement, now: datetime) -> list[Content]:
    """Every note that the candidate may read now, oldest first, with what it said before.

    One that waits for the talk is not among them. An earlier version is, when it stood there while
    the candidate could read it. Of a withdrawn note the trace is left, as everywhere. Six queries.
    """
    rows: list[Any] = list(
        Note.select(Note, User)
        .join(User, on=(Note.author == User.id))
        .where(Note.placement == placement.id, Note.shared_at(now))
        .order_by(Note.day, Note.received_at, Note.id)
    )
    ids = [row.id for row in rows if row.withdrawn_at is None]
    versions, reactions = _versions(placement), _reactions(placement)
    tiles, photos = _tiles(placement), _photos(placement)
    said = _sentences(versions)
    return [
        {
            "day": row.day.isoformat(),
            "author": row.author.name,
            "received_at": moment(row.received_at),
            "shared_from": moment(row.shared_from),
            "withdrawn": row.withdrawn_at is not None,
            "tone": row.tone.value,
            "version": row.revision,
            "text": row.text if row.id in ids else "",
            "tiles": tiles.get(row.id, []) if row.id in ids else [],
            "photos": photos.get(row.id, 0) if row.id in ids else 0,
            "earlier": [
                _earlier(one, said) for one in versions.get(row.id, ())
                if row.id in ids and one.made_at >= row.shared_from
            ],
            "reactions": reactions.get(row.id, []),
        }
        for row in rows
    ]  # fmt: skip


def _of_placement(model: Any, placement: Placement, *more: Any) -> Any:
    return (
        model.select(model, *more)
        .join(Note, on=(model.note == Note.id))
        .where(Note.placement == placement.id)
    )


def _versions(placement: Placement) -> dict[UUID, list[Any]]:
    rows = _of_placement(NoteRevision, placement, User).switch(NoteRevision)
    rows = rows.join(User, on=(NoteRevision.made_by == User.id))
    return _grouped(rows.order_by(NoteRevision.number), lambda row: row)


def _earlier(row: Any, said: dict[UUID, str]) -> Content:
    return {
        "version": row.number,
        "day": row.day.isoformat(),
        "text": row.text,
        "tiles": [said[id] for id in map(UUID, row.tiles) if id in said],
        "replaced_at": moment(row.made_at),
        "replaced_by": row.made_by.name,
        "correction": row.correction,
        "reason": row.reason,
    }


def _sentences(versions: dict[UUID, list[Any]]) -> dict[UUID, str]:
    wanted = {UUID(id) for rows in versions.values() for row in rows for id in row.tiles}
    return {one.id: one.sentence for one in Tile.select().where(Tile.id.in_(list(wanted)))}


def _reactions(placement: Placement) -> dict[UUID, list[Content]]:
    rows = _of_placement(Reaction, placement).order_by(Reaction.received_at, Reaction.id)
    return _grouped(rows, lambda row: {"text": row.text, "at": moment(row.received_at)})


def _tiles(placement: Placement) -> dict[UUID, list[str]]:
    rows = _of_placement(NoteTile, placement, Tile).switch(NoteTile).join(Tile)
    return _grouped(rows.order_by(NoteTile.id), lambda row: row.tile.sentence)


def _photos(placement: Placement) -> dict[UUID, int]:
    counted = (
        NotePhoto.select(NotePhoto.note, fn.COUNT(NotePhoto.id))
        .join(Note)
        .where(Note.placement == placement.id)
        .group_by(NotePhoto.note)
    )
    return dict(cast("Iterable[Any]", counted.tuples()))


def _grouped(rows: Iterable[Any], shape: Callable[[Any], Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.note_id].append(shape(row))
    return found


def own_days(placement: Placement) -> list[Content]:
    rows = CandidateDay.select().where(CandidateDay.placement == placement.id)
    return [
        {"day": row.day.isoformat(), "face": row.face, "text": row.text}
        for row in rows.order_by(CandidateDay.day)
    ]


def attendance(placement: Placement) -> list[Content]:
    """Each day that somebody filled in, with what it said before."""
    mine = Attendance.placement == placement.id
    before: dict[UUID, list[Content]] = defaultdict(list)
    changed: Iterable[Any] = (
        AttendanceRevision.select(AttendanceRevision, User)
        .join(User, on=(AttendanceRevision.author == User.id))
        .switch(AttendanceRevision)
        .join(Attendance)
        .where(mine)
        .order_by(AttendanceRevision.made_at, AttendanceRevision.id)
    )
    for one in changed:
        told = {"code": one.code.value, "by": one.author.name, "replaced_at": moment(one.made_at)}
        before[one.attendance_id].append(told)
    rows: Iterable[Any] = (
        Attendance.select(Attendance, User)
        .join(User, on=(Attendance.author == User.id))
        .where(mine)
        .order_by(Attendance.day)
    )
    return [
        {
            "day": row.day.isoformat(),
            "code": row.code.value,
            "planned_minutes": row.planned_minutes,
            "actual_minutes": row.actual_minutes,
            "by": row.author.name,
            "earlier": before.get(row.id, []),
        }
        for row in rows
    ]


def weeks(placement: Placement) -> list[Content]:
    """Who confirmed which week, each time again."""
    rows: Iterable[Any] = (
        WeekHours.select(WeekHours, User)
        .join(User, on=(WeekHours.confirmed_by == User.id))
        .where(WeekHours.placement == placement.id)
        .order_by(WeekHours.monday, WeekHours.edition)
    )
    return [
        {
            "monday": row.monday.isoformat(),
            "confirmed_by": row.confirmed_by.name,
            "confirmed_at": moment(row.confirmed_at),
        }
        for row in rows
    ]


def visits(placement: Placement) -> list[Content]:
    rows: Iterable[Any] = (
        VisitNote.select(VisitNote, User).join(User).where(VisitNote.placement == placement.id)
    ).order_by(VisitNote.day)  # fmt: skip
    return [{"day": r.day.isoformat(), "author": r.author.name, "text": r.text} for r in rows]


def moment(at: datetime | None) -> str | None:
    """A moment in UTC, to the second."""
    return at.isoformat(timespec="seconds") if at else None
