"""Change a handbook: only as a draft, one edition at a time, until it is taken into use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.states import HandbookState
from pwa.models import Competence, Handbook, Person, Tile
from pwa.services import audit
from pwa.services.handbooks import next_version, retire_others


@dataclass(frozen=True)
class TileEntry:
    """A tile as somebody typed it; `id` None is a new one, an empty sentence is dropped."""

    id: UUID | None
    sentence: str
    second: str
    tone: Tone
    level_hint: int | None
    icon: str
    hidden: bool


@dataclass(frozen=True)
class CompetenceEntry:
    """One thing that the company looks at, as somebody typed it."""

    words: Mapping[str, str]
    hidden: bool
    tiles: Sequence[TileEntry]


_TILE_ROOM = 20
"""Tiles of one competence have positions from `position * _TILE_ROOM`."""

TEXT_FIELDS = (
    "label", "label_second", "look_at", "avoid",
    *(f"sentence_{n}" for n in (1, 2, 3, 4)),
    *(f"second_{n}" for n in (1, 2, 3, 4)),
)  # fmt: skip


def draft_of(by: Person, source: Handbook) -> Handbook:
    """A draft copy of a version; where the company has a draft already, that one."""
    with transaction():
        known = Handbook.get_or_none(
            (Handbook.organisation == source.organisation_id)
            & (Handbook.state == HandbookState.DRAFT)
        )
        if known:
            return known
        book = Handbook.create(
            organisation=source.organisation_id,
            version=next_version(source.organisation_id),
            made_by=by.id,
        )
        _copy_content(source, book)
        audit.record(by, "handbook.draft", book, source=source.id, version=book.version)
    return book


def _copy_content(source: Handbook, book: Handbook) -> None:
    new_ids: dict[UUID, UUID] = {}
    competences, tiles = [], []
    for one in Competence.select().where(Competence.handbook == source):
        new_ids[one.id] = uuid7()
        competences.append(one.__data__ | {"id": new_ids[one.id], "handbook": book.id})
    for tile in Tile.select().where(Tile.handbook == source):
        own = {"id": uuid7(), "handbook": book.id, "competence": new_ids[tile.competence_id]}
        tiles.append(tile.__data__ | own)
    if competences:
        Competence.insert_many(competences).execute()
    if tiles:
        Tile.insert_many(tiles).execute()


def save_competence(
    by: Person, book: Handbook, edition: int, competence_id: UUID, entry: CompetenceEntry
) -> None:
    """Change one competence of a draft with its tiles. Raises BadInput, Stale, NotAllowed."""
    if not entry.words.get("label"):
        raise BadInput({"label": "missing"})
    with transaction():
        row = _of(book, competence_id)
        _next_edition(book, edition)
        words = {name: entry.words.get(name, "") for name in TEXT_FIELDS}
        Competence.update(hidden=entry.hidden, **words).where(Competence.id == row.id).execute()
        _save_tiles(row, entry.tiles)
        audit.record(by, "handbook.edit", book, competence=row.id, edition=edition + 1)


def add_competence(by: Person, book: Handbook, edition: int, label: str) -> Competence:
    """A new competence at the end of a draft. Raises BadInput, Stale, NotAllowed."""
    if not label:
        raise BadInput({"label": "missing"})
    with transaction():
        _next_edition(book, edition)
        last = (
            Competence.select()
            .where(Competence.handbook == book)
            .order_by(Competence.position.desc())
            .first()
        )
        row = Competence.create(
            handbook=book,
            code=f"own_{uuid7().hex[-12:]}",
            group_code=last.group_code if last else "",
            group_label=last.group_label if last else "",
            group_second=last.group_second if last else "",
            label=label,
            position=last.position + 1 if last else 0,
        )
        audit.record(by, "handbook.add", book, competence=row.id, edition=edition + 1)
    return row


def move_competence(by: Person, book: Handbook, edition: int, id: UUID, step: int) -> None:
    """One place up (-1) or down (+1) among those that are shown, in a draft."""
    with transaction():
        row = _of(book, id)
        _next_edition(book, edition)
        rows = list(
            Competence.select()
            .where(Competence.handbook == book, Competence.hidden == row.hidden)
            .order_by(Competence.position)
        )
        _swap(rows, [one.id for one in rows].index(row.id), step)
        audit.record(by, "handbook.move", book, competence=row.id, step=step)


def _swap(rows: Sequence[Competence], at: int, step: int) -> None:
    to = at + step
    if 0 <= to < len(rows):
        one, other = rows[at], rows[to]
        _put_at(one, other.position)
        _put_at(other, one.position)


def _put_at(competence: Competence, position: int) -> None:
    """Its tiles come along: they stand in the order of what they are about."""
    Competence.update(position=position).where(Competence.id == competence.id).execute()
    further = (position - competence.position) * _TILE_ROOM
    Tile.update(position=Tile.position + further).where(Tile.competence == competence).execute()


def activate(by: Person, book: Handbook, edition: int) -> None:
    """Take a draft into use: the next placement gets it, running ones keep theirs."""
    shown = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    if not shown.exists():
        raise NotAllowed("handbook_empty")
    with transaction():
        _next_edition(book, edition)
        Handbook.update(state=HandbookState.ACTIVE, activated_at=clock.now()).where(
            Handbook.id == book.id
        ).execute()
        retire_others(book)
        audit.record(by, "handbook.activate", book, version=book.version)


def throw_away(by: Person, book: Handbook, edition: int) -> None:
    """Drop a draft; the version in use stays."""
    with transaction():
        _next_edition(book, edition)
        audit.record(by, "handbook.throw_away", book, version=book.version)
        Handbook.delete().where(Handbook.id == book.id).execute()


def _of(book: Handbook, competence_id: UUID) -> Competence:
    row = Competence.get_or_none((Competence.id == competence_id) & (Competence.handbook == book))
    if row is None:
        raise NotAllowed("unknown")
    return row


def _next_edition(book: Handbook, edition: int) -> None:
    """Count one edition on; whoever read an older one hears it, and no version in use changes."""
    same = (
        (Handbook.id == book.id)
        & (Handbook.edition == edition)
        & (Handbook.state == HandbookState.DRAFT)
    )
    if Handbook.update(edition=edition + 1).where(same).execute() != 1:
        raise Stale()


def _save_tiles(competence: Competence, entries: Sequence[TileEntry]) -> None:
    known = {tile.id for tile in Tile.select(Tile.id).where(Tile.competence == competence)}
    kept = set()
    for number, entry in enumerate(entry for entry in entries if entry.sentence):
        values: dict[str, Any] = {
            "sentence": entry.sentence,
            "sentence_second": entry.second,
            "tone": entry.tone,
            "level_hint": entry.level_hint,
            "icon": entry.icon,
            "hidden": entry.hidden,
            "position": competence.position * _TILE_ROOM + number,
        }
        if entry.id is None:
            Tile.create(competence=competence, handbook=competence.handbook_id, **values)
        elif entry.id in known:
            Tile.update(**values).where(Tile.id == entry.id).execute()
            kept.add(entry.id)
        else:
            raise NotAllowed("unknown")
    gone = list(known - kept)
    if gone:
        Tile.delete().where(Tile.id.in_(gone)).execute()
