"""The notes that a candidate reads, and the sentences that stand behind each thing we look at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pwa.domain.enums import Tone
from pwa.models import Competence, Note, NoteTile, Person, Placement, Reaction, Tile, User

NOTES_AT_ONCE = 30
SENTENCES_AT_MOST = 20
"""Per thing we look at: the newest; a longer list says no more."""


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
    text: str
    tone: Tone
    marks: tuple[Mark, ...]
    reactions: tuple[Said, ...]
    withdrawn: bool
    is_new: bool


@dataclass(frozen=True)
class Level:
    """What an evaluation said of one thing we look at, on the last day that it is about."""

    about_id: UUID
    label: str
    position: int
    day: date
    level: int


@dataclass(frozen=True)
class Line:
    """One thing we look at, with the sentences behind it; no average, no rank."""

    label: str
    points: tuple[tuple[date, int], ...]
    sentences: tuple[tuple[date, Mark], ...]


def read_notes(
    person: Person, placement: Placement, uses: Iterable[TileUse], skip: int
) -> list[ReadNote]:
    """Notes shared so far, newest first: one more than a page holds tells that there are more."""
    rows = list(
        Note.select(Note, User)
        .join(User, on=(Note.author == User.id))
        .where(Note.placement == placement, Note.shared_from <= person.now)
        .order_by(Note.day.desc(), Note.id.desc())
        .limit(NOTES_AT_ONCE + 1)
        .offset(skip)
    )
    marks: dict[UUID, list[Mark]] = defaultdict(list)
    for use in uses:
        marks[use.note_id].append(use.mark)
    answers = _answers([row.id for row in rows])
    return [_read(row, marks[row.id], answers.get(row.id, ())) for row in rows]


def _read(row: Note, marks: Sequence[Mark], answers: Sequence[Said]) -> ReadNote:
    gone = row.withdrawn_at is not None
    return ReadNote(
        id=row.id,
        author=row.author.name,
        day=row.day,
        text="" if gone else row.text,
        tone=Tone.NEUTRAL if gone else row.tone,
        marks=tuple(marks),
        reactions=tuple(answers),
        withdrawn=gone,
        is_new=row.seen_at is None and not gone,
    )


def _answers(ids: list[UUID]) -> dict[UUID, list[Said]]:
    found: dict[UUID, list[Said]] = defaultdict(list)
    for one in Reaction.select().where(Reaction.note.in_(ids)).order_by(Reaction.received_at):
        found[one.note_id].append(Said(one.text, one.received_at))
    return found


def tile_uses(person: Person, placement: Placement, language: str) -> list[TileUse]:
    """The tiles of all notes shared so far, newest day first, in the reader's language."""
    rows = (
        NoteTile.select(NoteTile, Note, Tile, Competence)
        .join(Note)
        .switch(NoteTile)
        .join(Tile)
        .join(Competence)
        .where(
            Note.placement == placement,
            Note.shared_from <= person.now,
            Note.withdrawn_at.is_null(),
        )
        .order_by(Note.day.desc(), Tile.position)
    )
    return [
        TileUse(
            note_id=row.note_id,
            day=row.note.day,
            about=row.tile.competence,
            mark=Mark(row.tile.sentence_in(language), row.tile.icon, row.tile.tone),
        )
        for row in rows
    ]


def lines(uses: Iterable[TileUse], levels: Iterable[Level], language: str) -> tuple[Line, ...]:
    """Per thing we look at: levels of evaluations, oldest first, and the sentences of notes."""
    places: dict[UUID, tuple[int, str]] = {}
    points: dict[UUID, list[tuple[date, int]]] = defaultdict(list)
    said: dict[UUID, list[tuple[date, Mark]]] = defaultdict(list)
    for one in levels:
        places[one.about_id] = (one.position, one.label)
        points[one.about_id].append((one.day, one.level))
    for use in uses:
        places[use.about.id] = (use.about.position, use.about.label_in(language))
        said[use.about.id].append((use.day, use.mark))
    return tuple(
        Line(label, tuple(sorted(points[id])), tuple(said[id][:SENTENCES_AT_MOST]))
        for id, (_position, label) in sorted(places.items(), key=lambda item: item[1])
    )
