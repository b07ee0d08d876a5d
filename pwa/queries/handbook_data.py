"""A version as plain data: what is compared with another one, and what goes out as a file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from pwa.domain.enums import Level
from pwa.domain.handbook import CompetenceData, GroupData, HandbookData, TileData
from pwa.domain.words import Words
from pwa.models import Competence, Handbook, Tile, TilePin
from pwa.pdf.document import SCALE

_NO_GROUP = "groep"


def data_of(book: Handbook) -> HandbookData:
    """Everything of this version, hidden parts too. Three queries."""
    return data_of_all([book])[0]


def data_of_all(books: Sequence[Handbook]) -> list[HandbookData]:
    """The same for several versions at once, still in three queries."""
    ids = [book.id for book in books]
    tiles = _tiles(ids)
    found: dict[UUID, list[Competence]] = {id: [] for id in ids}
    query = Competence.select().where(Competence.handbook.in_(ids))
    for row in query.order_by(Competence.position, Competence.code):
        found[row.handbook_id].append(row)
    return [_book(book, found[book.id], tiles) for book in books]


def _book(
    book: Handbook, rows: list[Competence], tiles: Mapping[UUID, list[TileData]]
) -> HandbookData:
    groups = {row.group_code or _NO_GROUP: row for row in reversed(rows)}
    order = dict.fromkeys(row.group_code or _NO_GROUP for row in rows)
    return HandbookData(
        code="handboek",
        version=book.version,
        scale=tuple(map(Words, SCALE)),
        groups=tuple(_group(code, groups[code]) for code in order),
        competences=tuple(_competence(row, tuple(tiles.get(row.id, ()))) for row in rows),
        default_active=tuple(row.code for row in rows if not row.hidden),
        second_language=book.second_language,
    )


def _group(code: str, row: Competence) -> GroupData:
    return GroupData(code, Words(row.group_label or "-", row.group_second))


def _competence(row: Competence, tiles: tuple[TileData, ...]) -> CompetenceData:
    one, two, three, four = (
        Words(getattr(row, f"sentence_{n}"), getattr(row, f"second_{n}")) for n in (1, 2, 3, 4)
    )
    return CompetenceData(
        code=row.code,
        group=row.group_code or _NO_GROUP,
        label=Words(row.label, row.label_second),
        anchors=(one, two, three, four),
        look=Words(row.look_at),
        avoid=Words(row.avoid),
        tiles=tiles,
    )


def _tiles(books: list[UUID]) -> dict[UUID, list[TileData]]:
    pins = TilePin.of_books(books)
    found: dict[UUID, list[TileData]] = defaultdict(list)
    query = Tile.select().where(Tile.handbook.in_(books))
    for row in query.order_by(Tile.position, Tile.id):
        found[row.competence_id].append(
            TileData(
                words=Words(row.sentence, row.sentence_second),
                tone=row.tone,
                level=Level(row.level_hint) if row.level_hint else None,
                icon=row.icon,
                hidden=row.hidden,
                departments=pins.get(row.id, ()),
            )
        )
    return found
