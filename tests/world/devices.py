"""What people write on a device: sealed there, sent later, by anybody who is signed in there."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa.domain.hours import monday_of
from tests.browse import OWN
from tests.tablet import as_uuid, batch, body_of, row
from tests.world import asking
from tests.world import facts as told
from tests.world.eyes import Reader
from tests.world.facts import Kind, Words
from tests.world.town import Town

RECEIPT = {"id", "sha256", "state", "received_at", "flagged", "code", "message"}


@dataclass
class Waiting:
    """One sealed row, what it says, and whether its author could write that at that moment."""

    row: dict[str, str]
    words: Words
    became: Kind
    allowed: bool
    note: int | None
    monday: date


def keys(reader: Reader) -> dict[str, Any] | None:
    """What the page gets to seal with; None for somebody who is not let in."""
    status, body = reader.open_("/verzenden/sleutel", method="POST", headers=OWN)
    return json.loads(body) if status == 200 else None


def write(town: Town, key: dict[str, Any], who: str, place: str, kind: str, number: int) -> None:
    """Seal it; it stays on the device, where `who` wrote it."""
    made = MAKERS[kind](town, who, place, number)
    if made is None:
        return
    item, about, became, allowed, fields = made
    words = town.said(Kind.UNSENT, place)
    note = number if kind in ("reaction", "correction") else None
    sealed = row(key, *body_of(item, about, **fields))
    town.waiting.append(Waiting(sealed, words, became, allowed, note, monday_of(town.facts.today)))


Made = tuple[str, UUID, Kind, bool, dict[str, Any]] | None


def _note(town: Town, who: str, place: str, _number: int) -> Made:
    fields = {"day": town.facts.today, "text": f"Op het toestel {town.next_words()} gezien."}
    allowed = town.facts.guides_today(who, place)
    return "note", town.placements[place], Kind.NOTE, allowed, fields


def _line(town: Town, who: str, place: str, _number: int) -> Made:
    fields = {"handover": f"Straks {town.next_words()} afmaken."}
    allowed = town.facts.guides_today(who, place)
    return "handover", town.placements[place], Kind.LINE, allowed, fields


def _about_note(item: str, became: Kind) -> Callable[[Town, str, str, int], Made]:
    def make(town: Town, who: str, place: str, number: int) -> Made:
        id, words = town.notes[number]
        if words.placement != place:
            return None
        shared = words.shared is not None and words.shared <= town.facts.now
        return item, id, became, shared and who == words.about, {"text": town.next_words()}

    return make


def _contest(town: Town, who: str, place: str, _number: int) -> Made:
    text = f"Ik was er {town.next_words()} wel."
    mine = who == town.facts.placements[place].candidate
    fields = {"monday": monday_of(town.facts.today), "text": text}
    return "contest", town.placements[place], Kind.CONTESTED, mine, fields


MAKERS: dict[str, Callable[[Town, str, str, int], Made]] = {
    "note": _note,
    "handover": _line,
    "reaction": _about_note("reaction", Kind.REACTION),
    "correction": _about_note("correction", Kind.QUESTION),
    "contest": _contest,
}


def send(town: Town, carrier: Reader) -> None:
    """All that waits, in this person's session. Each answer is a receipt and nothing else."""
    rows = town.waiting[:20]
    body = json.dumps(batch(*[one.row for one in rows]))
    status, answer = carrier.open_("/verzenden/", method="POST", data=body, headers=OWN)
    if status != 200:
        return
    results = json.loads(answer)["results"]
    assert [one["id"] for one in results] == [one.row["id"] for one in rows]
    for one, result in zip(rows, results, strict=True):
        assert set(result) <= RECEIPT, result
        if result["state"] == "received":
            assert one.allowed, f"{one.became.value} about {one.words.placement} was taken in"
            _received(town, one)
        if result["state"] != "later":
            town.waiting.remove(one)


def _received(town: Town, one: Waiting) -> None:
    """From now on it is what it says."""
    words, now = one.words, town.facts.now
    town.done += 1
    words.kind, words.written = one.became, now
    if one.became is Kind.NOTE:
        words.shared = now + told.TIME_TO_UNDO
        town.notes.append((as_uuid(one.row), words))
    elif one.became is Kind.REACTION:
        words.shared = now
    elif one.became is Kind.QUESTION:
        asking.asked(town, as_uuid(one.row), words, one.note)
    elif one.became is Kind.CONTESTED:
        asking.asked(town, as_uuid(one.row), words, None, one.monday)
