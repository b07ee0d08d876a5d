"""The tiles of a handbook on a note: the most used ones first, the rest in fixed places."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from pwa.domain.enums import Tone
from pwa.domain.periods import monday_of
from pwa.domain.tiles_order import favourites, pinned_first
from pwa.models import Competence, Note, NoteTile, Person, Tile, TilePin

RECENT = timedelta(weeks=12)
"""How far back use is counted: hands follow the work of now."""


@dataclass(frozen=True)
class TileChoice:
    id: UUID
    label: str
    icon: str
    tone: Tone


@dataclass(frozen=True)
class TileGroup:
    """The tiles of one competence, under the employer's own words for it."""

    label: str
    look_at: str
    tiles: tuple[TileChoice, ...]


@dataclass(frozen=True)
class TileBoard:
    first: tuple[TileChoice, ...]
    groups: tuple[TileGroup, ...]


def board(
    person: Person,
    handbook_id: UUID,
    keep: tuple[UUID, ...] = (),
    departments: Collection[str] = (),
) -> TileBoard:
    """The tiles of this handbook version in use, and those of `keep` (an older note has them).

    Two queries. What the company put first for `departments` stands first. The rest of the first
    six follow this person's own use before this Monday, so that they do not move during the week;
    where little was used, the first tile of each competence comes next.
    """
    found, pins = _tiles(handbook_id, keep)
    rows = [row for row in found if row.id in keep or not (row.hidden or row.competence.hidden)]
    rows.sort(key=lambda row: (row.competence.position, row.position, row.id))
    used = favourites(_use(person, handbook_id), _spread(rows), monday_of(person.today))
    front = pinned_first([row.id for row in rows], used, pins, departments)
    by_id = {row.id: row for row in rows}
    return TileBoard(
        tuple(_choice(by_id[id], person.language) for id in front),
        _groups([row for row in rows if row.id not in front], person.language),
    )


def _tiles(
    handbook_id: UUID, keep: tuple[UUID, ...]
) -> tuple[Collection[Tile], dict[UUID, set[str]]]:
    """The tiles of this version and the kept ones, and where they stand first. One query."""
    rows = (
        Tile.select(Tile, Competence, TilePin.department)
        .join(Competence)
        .switch(Tile)
        .join(TilePin, JOIN.LEFT_OUTER, attr="pin")
        .where((Tile.handbook == handbook_id) | Tile.id.in_(keep))
    )
    tiles: dict[UUID, Tile] = {}
    pins: dict[UUID, set[str]] = {}
    for row in rows:
        tiles.setdefault(row.id, row)
        if pin := getattr(row, "pin", None):
            pins.setdefault(row.id, set()).add(pin.department)
    return tiles.values(), pins


def _use(person: Person, handbook_id: UUID) -> list[tuple[UUID, date, int]]:
    monday = monday_of(person.today)
    query: Any = (
        NoteTile.select(NoteTile.tile, fn.COUNT(NoteTile.id))
        .join(Note)
        .switch(NoteTile)
        .join(Tile)
        .where(
            Note.author == person.id,
            Note.day < monday,
            Note.day >= monday - RECENT,
            Note.withdrawn_at.is_null(),
            Tile.handbook == handbook_id,
        )
        .group_by(NoteTile.tile)
    )
    return [(tile, monday - timedelta(days=1), times) for tile, times in query.tuples()]


def _spread(rows: list[Tile]) -> list[UUID]:
    """The first tile of every competence, then every second one, and so on."""
    ranks: list[tuple[int, int, UUID]] = []
    for _competence, tiles in groupby(rows, key=lambda row: row.competence_id):
        ranks += [(n, len(ranks) + n, tile.id) for n, tile in enumerate(tiles)]
    return [id for _n, _place, id in sorted(ranks)]


def _groups(rows: list[Tile], language: str) -> tuple[TileGroup, ...]:
    return tuple(
        TileGroup(
            competence.label_in(language),
            competence.look_at,
            tuple(_choice(tile, language) for tile in tiles),
        )
        for competence, tiles in groupby(rows, key=lambda row: row.competence)
    )


def _choice(tile: Tile, language: str) -> TileChoice:
    return TileChoice(tile.id, tile.sentence_in(language), tile.icon, tile.tone)
