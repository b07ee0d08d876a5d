"""What stands in a version: written from data, or copied from another version."""

from typing import Any
from uuid import UUID

from pwa.domain.handbook import CompetenceData, HandbookData, TileData
from pwa.domain.ids import uuid7
from pwa.domain.words import Words
from pwa.models import Competence, Handbook, Tile, TilePin

TILE_ROOM = 20
"""Tiles of one competence have positions from `position * TILE_ROOM`."""


def put(book: Handbook, data: HandbookData, shown: tuple[str, ...]) -> None:
    """Everything of `data` into an empty version; what is not in `shown` comes along hidden."""
    groups = {group.code: group.label for group in data.groups}
    for position, one in enumerate(_grouped(data)):
        row = _competence(book, one, groups, position, hidden=one.code not in shown)
        for number, tile in enumerate(one.tiles):
            _tile(row, tile, position * TILE_ROOM + number)


def _grouped(data: HandbookData) -> list[CompetenceData]:
    """In their order, those of one group after each other."""
    order = [group.code for group in data.groups]
    return sorted(data.competences, key=lambda one: order.index(one.group))


def _competence(
    book: Handbook, one: CompetenceData, groups: dict[str, Words], position: int, *, hidden: bool
) -> Competence:
    group = groups[one.group]
    return Competence.create(
        handbook=book,
        code=one.code,
        group_code=one.group,
        group_label=group.nl,
        group_second=group.en,
        label=one.label.nl,
        label_second=one.label.en,
        look_at=one.look.nl,
        avoid=one.avoid.nl,
        position=position,
        hidden=hidden,
        **{f"sentence_{n}": one.anchor(n).nl for n in (1, 2, 3, 4)},
        **{f"second_{n}": one.anchor(n).en for n in (1, 2, 3, 4)},
    )


def _tile(row: Competence, tile: TileData, position: int) -> None:
    made = Tile.create(
        competence=row,
        handbook=row.handbook_id,
        sentence=tile.words.nl,
        sentence_second=tile.words.en,
        tone=tile.tone,
        level_hint=int(tile.level) if tile.level else None,
        icon=tile.icon,
        position=position,
        hidden=tile.hidden,
    )
    pin(made.id, tile.departments)


def pin(tile: UUID, departments: tuple[str, ...]) -> None:
    """This tile stands first in these departments, and in no others."""
    TilePin.delete().where(TilePin.tile == tile).execute()
    rows = [{"id": uuid7(), "tile": tile, "department": name} for name in departments]
    if rows:
        TilePin.insert_many(rows).execute()


def copy(source: Handbook, book: Handbook) -> None:
    """Everything of another version, with ids of its own."""
    new: dict[UUID, UUID] = {}
    competences, tiles = [], []
    for one in Competence.select().where(Competence.handbook == source):
        new[one.id] = uuid7()
        own: dict[str, Any] = {"id": new[one.id], "handbook": book.id, "edition": 1}
        competences.append(one.__data__ | own)
    for tile in Tile.select().where(Tile.handbook == source):
        new[tile.id] = uuid7()
        own = {"id": new[tile.id], "handbook": book.id, "competence": new[tile.competence_id]}
        tiles.append(tile.__data__ | own)
    pins = [
        {"id": uuid7(), "tile": new[tile], "department": name}
        for tile, names in TilePin.of_book(source.id).items()
        for name in names
    ]
    if competences:
        Competence.insert_many(competences).execute()
    if tiles:
        Tile.insert_many(tiles).execute()
    if pins:
        TilePin.insert_many(pins).execute()
