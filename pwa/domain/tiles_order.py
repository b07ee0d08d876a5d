"""Which tiles stand first: hands learn places, so the order changes on Mondays only."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

FIRST = 6

Tile = TypeVar("Tile", bound=Hashable)


def favourites(
    counts: Iterable[tuple[Tile, date, int]],
    tiles: Sequence[Tile],
    monday: date,
    first: int = FIRST,
) -> list[Tile]:
    """The most used tiles, then the others in their fixed order.

    `counts` are (tile, day, times used); only days before this week's Monday count. Where two were
    used as often, the handbook's order decides. Tiles that the handbook no longer has are left out.
    """
    used = dict.fromkeys(tiles, 0)
    for tile, day, times in counts:
        if tile in used and day < monday:
            used[tile] += times
    by_use = sorted((tile for tile in used if used[tile]), key=lambda tile: -used[tile])
    front = by_use[:first]
    return front + [tile for tile in used if tile not in front]


def pinned_first(
    tiles: Sequence[Tile],
    by_use: Sequence[Tile],
    pins: Mapping[Tile, Collection[str]],
    departments: Collection[str],
    first: int = FIRST,
) -> list[Tile]:
    """The tiles that stand first: what the company pinned for one of these departments, in the
    handbook's order, then the most used. What is pinned for other departments alone never comes
    first; names of departments differ by more than capitals."""
    here = {_name(one) for one in departments}
    mine = {tile for tile in tiles if here & {_name(one) for one in pins.get(tile, ())}}
    front = [tile for tile in tiles if tile in mine]
    front += [tile for tile in by_use if tile not in mine and not pins.get(tile)]
    return front[:first]


def _name(department: str) -> str:
    return " ".join(department.split()).casefold()
