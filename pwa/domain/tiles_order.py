"""Which tiles stand first: hands learn places, so the order changes on Mondays only."""

from collections.abc import Hashable, Iterable, Sequence
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
