"""The notes that a candidate reads, and the sentences that stand behind each thing we look at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import Tone
from pwa.models import (
    Competence,
    Note,
    NotePhoto,
    NoteTile,
    Person,
    Placement,
    Reaction,
    Tile,
    User,
)
from pwa.queries.photos import Photo, shown

NOTES_AT_ONCE = 6
OLDER_AT_ONCE = 12
"""A page of older notes holds nothing else."""
SENTENCES_AT_MOST = 6
"""Per thing we look at: the newest; each stands on its note too."""


@dataclass(frozen=True)
class Mark:
    label: str
    icon: str
    tone: Tone


@dataclass(frozen=True)
class TileUse:
    day: date
    about: Competence
    mark: Mark


@dataclass(frozen=True)
class SharedNote:
    """A note with its author, what its tiles say, and its photos: by the ids of their rows."""

    row: Note
    tiles: dict[UUID, TileUse] = field(default_factory=dict)
    photos: dict[UUID, Photo] = field(default_factory=dict)

    @property
    def uses(self) -> list[TileUse]:
        return list(self.tiles.values())

    def take(self, row: Any, language: str) -> None:
        """One row of the query holds one tile beside one photo."""
        on_tile, photo = getattr(row, "on_tile", None), getattr(row, "on_photo", None)
        if on_tile and on_tile.id not in self.tiles:
            self.tiles[on_tile.id] = _use(row.day, on_tile.tile, language)
        if photo and photo.id not in self.photos:
            self.photos[photo.id] = shown(photo)


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
    photos: tuple[Photo, ...]
    withdrawn: bool
    is_new: bool


@dataclass(frozen=True)
class Level:
    """What an evaluation said of one thing we look at, on the last day that it is about."""

    about: str
    book: UUID
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


def shared_notes(
    person: Person, placement: Placement, language: str, skip: int, most: int
) -> list[SharedNote]:
    """Notes shared so far, newest first, with their tiles in the reader's language."""
    shared = (Note.placement == placement) & Note.shared_at(person.now)
    newest = (Note.day.desc(), Note.id.desc())
    here = Note.select(Note.id).where(shared).order_by(*newest).limit(most).offset(skip)
    tiles = (NoteTile.note == Note.id) & Note.withdrawn_at.is_null()
    photos = (NotePhoto.note == Note.id) & Note.withdrawn_at.is_null()
    rows = (
        Note.select(Note, User, NoteTile.id, Tile, Competence, NotePhoto)
        .join(User, on=(Note.author == User.id))
        .switch(Note)
        .join(NoteTile, JOIN.LEFT_OUTER, on=tiles, attr="on_tile")
        .join(Tile, JOIN.LEFT_OUTER)
        .join(Competence, JOIN.LEFT_OUTER)
        .switch(Note)
        .join(NotePhoto, JOIN.LEFT_OUTER, on=photos, attr="on_photo")
        .where(Note.id.in_(here))
        .order_by(*newest, Tile.position, NotePhoto.position)
    )
    found: dict[UUID, SharedNote] = {}
    for row in rows:
        found.setdefault(row.id, SharedNote(row)).take(row, language)
    return list(found.values())


def said_by_tiles(person: Person, placement: Placement, language: str) -> list[TileUse]:
    """What the tiles of all shared notes say, newest first."""
    shared = Note.shared_at(person.now) & Note.withdrawn_at.is_null()
    rows = (
        NoteTile.select(NoteTile.id, Note.day, Tile, Competence)
        .join(Note)
        .switch(NoteTile)
        .join(Tile)
        .join(Competence)
        .where(Note.placement == placement, shared)
        .order_by(Note.day.desc(), Note.id.desc(), Tile.position)
    )
    return [_use(row.note.day, row.tile, language) for row in rows]


def _use(day: date, tile: Tile, language: str) -> TileUse:
    return TileUse(day, tile.competence, Mark(tile.sentence_in(language), tile.icon, tile.tone))


def read_notes(notes: Sequence[SharedNote]) -> list[ReadNote]:
    """These notes as the candidate reads them, with what the candidate answered."""
    answers = _answers([one.row.id for one in notes])
    return [_read(one, answers.get(one.row.id, ())) for one in notes]


def _read(note: SharedNote, answers: Sequence[Said]) -> ReadNote:
    row = note.row
    gone = row.withdrawn_at is not None
    return ReadNote(
        id=row.id,
        author=row.author.name,
        day=row.day,
        text="" if gone else row.text,
        tone=Tone.NEUTRAL if gone else row.tone,
        marks=tuple(use.mark for use in note.uses),
        reactions=tuple(answers),
        photos=tuple(note.photos.values()),
        withdrawn=gone,
        is_new=row.seen_at is None and not gone,
    )


def _answers(ids: list[UUID]) -> dict[UUID, list[Said]]:
    found: dict[UUID, list[Said]] = defaultdict(list)
    for one in Reaction.as_they_came().where(Reaction.note.in_(ids)):
        found[one.note_id].append(Said(one.text, one.received_at))
    return found


def lines(
    uses: Iterable[TileUse], levels: Iterable[Level], language: str, book: UUID
) -> tuple[Line, ...]:
    """Per thing we look at: levels of evaluations, oldest first, and the sentences of notes.
    `levels` come newest first.

    The same code is the same thing, whatever an older version called it; `book` is the version
    whose words count now.
    """
    places: dict[str, tuple[bool, int, str]] = {}
    points: dict[str, list[tuple[date, int]]] = defaultdict(list)
    said: dict[str, list[tuple[date, Mark]]] = defaultdict(list)
    for one in levels:
        _place(places, one.about, one.book == book, one.position, one.label)
        points[one.about].append((one.day, one.level))
    for use in uses:
        about = use.about
        now = about.handbook_id == book
        _place(places, about.code, now, about.position, about.label_in(language))
        said[about.code].append((use.day, use.mark))
    return tuple(
        Line(label, _oldest_first(points[code]), tuple(said[code][:SENTENCES_AT_MOST]))
        for code, (_now, _position, label) in sorted(places.items(), key=lambda item: item[1][1:])
    )


def _oldest_first(points: list[tuple[date, int]]) -> tuple[tuple[date, int], ...]:
    """By day only: of two evaluations with the same last day the newest stays last."""
    as_made = points[::-1]
    return tuple(sorted(as_made, key=lambda one: one[0]))


def _place(
    places: dict[str, tuple[bool, int, str]], code: str, now: bool, position: int, label: str
) -> None:
    """Where it stands and what it is called: as the version of now says, where that has it."""
    if code not in places or (now and not places[code][0]):
        places[code] = (now, position, label)
