"""Two versions of a handbook side by side: what came, what went, which words became others.

A competence is the same one when its code is; a tile when it says the same, or nearly.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from pwa.domain.handbook import ANCHORED, CompetenceData, HandbookData, TileData
from pwa.domain.words import Words

ALIKE = 0.55
"""From this likeness on (difflib) two sentences are one that was changed; it only pairs them."""


class Change(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing about a competence that differs. `what` is label, group, order, second, look,
    avoid or sentence_1 to sentence_4."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TileChange:
    change: Change
    old: TileData | None
    new: TileData | None


@dataclass(frozen=True, slots=True)
class CompetenceChange:
    """A competence that is only in one of the two, or differs; put away counts as gone."""

    code: str
    change: Change
    old: CompetenceData | None
    new: CompetenceData | None
    parts: tuple[Part, ...] = ()
    tiles: tuple[TileChange, ...] = ()

    @property
    def label(self) -> str:
        one = self.new or self.old
        return one.label.nl if one else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    changes: tuple[CompetenceChange, ...]
    same: tuple[CompetenceData, ...]
    reordered: bool

    def of(self, change: Change) -> tuple[CompetenceChange, ...]:
        return tuple(one for one in self.changes if one.change is change)

    @property
    def is_empty(self) -> bool:
        return not self.changes and not self.reordered


def compare(old: HandbookData, new: HandbookData) -> Comparison:
    """What changed from old to new, in the order of the new one; what went comes last.

    Words of a second language count only where the company writes one.
    """
    if not (old.second_language or new.second_language):
        old, new = _dutch(old), _dutch(new)
    before, after = _shown(old), _shown(new)
    changes: list[CompetenceChange] = []
    same: list[CompetenceData] = []
    for code, one in after.items():
        if code not in before:
            changes.append(CompetenceChange(code, Change.ADDED, None, one))
            continue
        found = _between(before[code], one, _groups(old), _groups(new))
        if found:
            changes.append(found)
        else:
            same.append(one)
    gone = [one for code, one in before.items() if code not in after]
    changes += [CompetenceChange(one.code, Change.DROPPED, one, None) for one in gone]
    both = [code for code in before if code in after]
    return Comparison(
        tuple(changes), tuple(same), both != [code for code in after if code in before]
    )


def _dutch(book: HandbookData) -> HandbookData:
    return replace(book, competences=tuple(_one_dutch(one) for one in book.competences))


def _one_dutch(one: CompetenceData) -> CompetenceData:
    first, second, third, fourth = (Words(word.nl) for word in one.anchors)
    return replace(
        one,
        label=Words(one.label.nl),
        look=Words(one.look.nl),
        avoid=Words(one.avoid.nl),
        anchors=(first, second, third, fourth),
        tiles=tuple(replace(tile, words=Words(tile.words.nl)) for tile in one.tiles),
    )


def _shown(book: HandbookData) -> dict[str, CompetenceData]:
    return {one.code: one for one in book.competences if one.code in book.default_active}


def _groups(book: HandbookData) -> dict[str, str]:
    return {one.code: one.label.nl for one in book.groups}


def _between(
    old: CompetenceData, new: CompetenceData, before: dict[str, str], after: dict[str, str]
) -> CompetenceChange | None:
    said = [
        Part("group", before.get(old.group, ""), after.get(new.group, "")),
        *(Part(what, a, b) for what, a, b in _texts(old, new)),
    ]
    parts = tuple(one for one in said if one.old != one.new)
    tiles = tuple(_tiles(old.tiles, new.tiles))
    if not parts and not tiles:
        return None
    return CompetenceChange(new.code, Change.CHANGED, old, new, parts, tiles)


def _texts(old: CompetenceData, new: CompetenceData) -> Iterator[tuple[str, str, str]]:
    yield "label", old.label.nl, new.label.nl
    yield "look", old.look.nl, new.look.nl
    yield "avoid", old.avoid.nl, new.avoid.nl
    for level in ANCHORED:
        yield f"sentence_{int(level)}", old.anchor(level).nl, new.anchor(level).nl
    yield "second", _second(old), _second(new)


def _second(one: CompetenceData) -> str:
    """Its words of the second language together: they are compared as one."""
    words = (one.label, one.look, one.avoid, *one.anchors)
    return "\n".join(word.en for word in words if word.en)


def _tiles(old: Iterable[TileData], new: Iterable[TileData]) -> Iterator[TileChange]:
    before = [one for one in old if not one.hidden]
    after = [one for one in new if not one.hidden]
    pairs: dict[int, TileData] = {}
    for least in (1.0, ALIKE):
        for n, tile in enumerate(after):
            if n not in pairs and (twin := _nearest(tile, before, least)):
                pairs[n] = twin
                before.remove(twin)
    for n, tile in enumerate(after):
        if n not in pairs:
            yield TileChange(Change.ADDED, None, tile)
        elif _face(pairs[n]) != _face(tile):
            yield TileChange(Change.CHANGED, pairs[n], tile)
    yield from (TileChange(Change.DROPPED, tile, None) for tile in before)


def _nearest(tile: TileData, others: list[TileData], least: float) -> TileData | None:
    likeness = [(_alike(tile, one), -n, one) for n, one in enumerate(others)]
    best = max(likeness, default=None, key=lambda item: item[:2])
    return best[2] if best and best[0] >= least else None


def _alike(one: TileData, other: TileData) -> float:
    return SequenceMatcher(None, one.words.nl.lower(), other.words.nl.lower()).ratio()


def _face(tile: TileData) -> tuple[object, ...]:
    return tile.words, tile.tone, tile.level, tile.icon, tile.departments
