"""The handbooks of the demo: De Linie's after the starter and an older one, Noorderkamp's own.

`handbook_<company>.json` holds a whole handbook, or what a company changed in the starter:
`earlier` (a version that is not in use any more) and `pins` (tiles first in a department).
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from pwa import clock
from pwa.domain.handbook import CompetenceData, HandbookData, TileData, read_handbook
from pwa.domain.words import Words
from pwa.models import Handbook, Organisation
from pwa.services import handbooks

FOLDER = Path(__file__).parent.parent / "data" / "demo"
EARLIER = timedelta(days=120)


def seed(company: Organisation, data: Mapping[str, Any]) -> Handbook:
    """The version that this company uses, and the one before where there was one."""
    path = FOLDER / f"handbook_{data['key']}.json"
    own = json.loads(path.read_text("utf-8")) if path.exists() else {}
    if "competences" in own:
        book = read_handbook(own)
        return handbooks.add_version(None, company, book, book.default_active)
    if earlier := own.get("earlier"):
        with clock.at(clock.now() - EARLIER):
            book = _own_words(handbooks.starter(), earlier, {})
            handbooks.add_version(None, company, book, tuple(earlier["shows"]))
    book = _own_words(handbooks.starter(), data, own.get("pins", {}))
    return handbooks.add_version(None, company, book, tuple(data["shows"]))


def _own_words(
    book: HandbookData, said: Mapping[str, Any], pins: Mapping[str, list[str]]
) -> HandbookData:
    """The starter with the company's own names, sentences and places in it."""
    labels, sentences = said.get("labels", {}), said["own_sentences"]

    def own(one: CompetenceData) -> CompetenceData:
        mine = sentences.get(one.code, {})
        first, second, third, fourth = (
            Words(**mine[str(n)]) if str(n) in mine else words
            for n, words in enumerate(one.anchors, 1)
        )
        label = Words(**labels[one.code]) if one.code in labels else one.label
        anchors = (first, second, third, fourth)
        tiles = tuple(_pinned(tile, pins) for tile in one.tiles)
        return replace(one, label=label, anchors=anchors, tiles=tiles)

    return replace(book, competences=tuple(own(one) for one in book.competences))


def _pinned(tile: TileData, pins: Mapping[str, list[str]]) -> TileData:
    return replace(tile, departments=tuple(pins.get(tile.words.nl, ())))
