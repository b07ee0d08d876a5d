"""Notes as pages show them: with author, tiles, and what this reader may do with each."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN, Expression

from pwa.domain.enums import Tone
from pwa.domain.states import NoteVisibility
from pwa.models import Note, NotePhoto, NoteRevision, NoteTile, Person, Tile, User
from pwa.policies import notes as policies
from pwa.queries.photos import Photo, shown

UNDERWAY = timedelta(minutes=10)


@dataclass(frozen=True)
class Mark:
    """A tile on a note, in the reader's language."""

    label: str
    icon: str
    tone: str
    id: UUID | None = None


@dataclass(frozen=True)
class NoteCard:
    """One note. Text, marks and photos are empty once it is withdrawn, for everybody."""

    id: UUID
    placement_id: UUID
    day: date
    author: str
    mine: bool
    text: str
    marks: tuple[Mark, ...]
    photos: tuple[Photo, ...]
    tone: Tone
    revision: int
    made_at: datetime
    received_at: datetime
    shared_from: datetime
    waits: bool
    shared: bool
    seen: bool
    late: bool
    flagged: bool
    withdrawn: bool
    withdrawn_reason: str
    may_undo: bool
    may_restore: bool
    may_change: bool
    may_discuss: bool

    @property
    def underway(self) -> bool:
        """Written so long before it was received that both moments matter."""
        return self.received_at - self.made_at > UNDERWAY


@dataclass(frozen=True)
class Earlier:
    """What a note said before it was changed."""

    number: int
    day: date
    text: str
    marks: tuple[Mark, ...]
    correction: bool
    reason: str
    changed_by: str
    changed_at: datetime


def cards(person: Person, *where: Expression, most: int = 0) -> list[NoteCard]:
    """The notes with this condition, newest day first. One query; the caller says whose notes
    this person may see at all, and logs the reading."""
    query = (
        Note.select(Note, User, NoteTile, Tile, NotePhoto)
        .join(User, on=(Note.author == User.id), attr="writer")
        .switch(Note)
        .join(NoteTile, JOIN.LEFT_OUTER, attr="on_note")
        .join(Tile, JOIN.LEFT_OUTER)
        .switch(Note)
        .join(NotePhoto, JOIN.LEFT_OUTER, attr="on_photo")
        .where(*where)
        .order_by(
            Note.day.desc(), Note.received_at.desc(), Note.id, NoteTile.id, NotePhoto.position
        )
    )
    found: dict[UUID, _Found] = {}
    for row in query:
        one = found.setdefault(row.id, _Found(row))
        one.take(row, person.language)
    kept = [_card(person, one) for one in found.values()]
    return kept[:most] if most else kept


@dataclass
class _Found:
    """A note with what its rows of the query hold: each tile beside each photo."""

    note: Any
    marks: dict[UUID, Mark] = field(default_factory=dict)
    photos: dict[UUID, Photo] = field(default_factory=dict)

    def take(self, row: Any, language: str) -> None:
        tile, photo = getattr(row, "on_note", None), getattr(row, "on_photo", None)
        if tile and tile.id not in self.marks:
            self.marks[tile.id] = mark(tile.tile, language)
        if photo and photo.id not in self.photos:
            self.photos[photo.id] = shown(photo)


def mark(tile: Tile, language: str) -> Mark:
    return Mark(tile.sentence_in(language), tile.icon, tile.tone, tile.id)


def _card(person: Person, found: _Found) -> NoteCard:
    note = found.note
    gone = note.withdrawn_at is not None
    shared = note.shared_from <= person.now
    return NoteCard(
        id=note.id,
        placement_id=note.placement_id,
        day=note.day,
        author=note.writer.name,
        mine=note.author_id == person.id,
        text="" if gone else note.text,
        marks=() if gone else tuple(found.marks.values()),
        photos=() if gone else tuple(found.photos.values()),
        tone=note.tone,
        revision=note.revision,
        made_at=note.made_at,
        received_at=note.received_at,
        shared_from=note.shared_from,
        waits=not shared and not gone and note.visibility is NoteVisibility.DISCUSS_FIRST,
        shared=shared,
        seen=note.seen_at is not None,
        late=note.late,
        flagged=note.flagged,
        withdrawn=gone,
        withdrawn_reason=note.withdrawn_reason,
        may_undo=policies.undo(person, note),
        may_restore=policies.restore(person, note),
        may_change=policies.change(person, note),
        may_discuss=policies.discuss(person, note),
    )


def card(person: Person, note: Note) -> NoteCard:
    return cards(person, Note.id == note.id)[0]


def earlier(person: Person, note: Note, *, all_of_them: bool) -> list[Earlier]:
    """What the note said before, newest first: every version for its author, for others only
    what a correction replaced. Nothing of a withdrawn note. Two queries."""
    if note.withdrawn_at:
        return []
    query = NoteRevision.select(NoteRevision, User).join(User).where(NoteRevision.note == note.id)
    if not all_of_them:
        query = query.where(NoteRevision.correction == True)  # noqa: E712
    rows = list(query.order_by(NoteRevision.number.desc()))
    wanted = {UUID(one) for row in rows for one in row.tiles}
    tiles = {tile.id: tile for tile in Tile.select().where(Tile.id.in_(list(wanted)))}
    return [_earlier(person, row, tiles) for row in rows]


def _earlier(person: Person, row: Any, tiles: dict[UUID, Tile]) -> Earlier:
    found = (tiles.get(UUID(one)) for one in row.tiles)
    return Earlier(
        number=row.number,
        day=row.day,
        text=row.text,
        marks=tuple(mark(tile, person.language) for tile in found if tile),
        correction=row.correction,
        reason=row.reason,
        changed_by=row.made_by.name,
        changed_at=row.made_at,
    )
