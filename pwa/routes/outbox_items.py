"""The kinds of items that a device sends: the fields of the form, and the verb behind it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from pwa.domain.claimed import MOST_NAME
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.notes import MOST_TEXT
from pwa.domain.parcels import Item, moment_of
from pwa.domain.states import NoteVisibility
from pwa.forms import Reader, UnknownFields
from pwa.models import Author, Handover, Note, Placement
from pwa.policies import hours as hour_policies
from pwa.routes.note_forms import guard_hits
from pwa.services import (
    attendance,
    corrections,
    handovers,
    hours,
    note_changes,
    notes,
    own_days,
    photos,
)
from pwa.services.claimed import Words
from pwa.services.note_changes import MOST_REASON, NoteChange
from pwa.services.notes import NoteEntry
from pwa.services.outbox import unpadded

Fields = Callable[[Reader], dict[str, Any]]


def _read(item: Item, fields: Fields) -> dict[str, Any]:
    """Raises BadInput for a field that is not right, NotAllowed for fields nobody asked for."""
    pairs = [(name, value) for name, values in item.fields.items() for value in values]
    r = Reader(MultiDict(pairs))
    try:
        found = fields(r)
        errors = r.done()
    except UnknownFields as wrong:
        raise NotAllowed("item_unreadable") from wrong
    if errors:
        raise BadInput(errors)
    return found


def _made_at(item: Item) -> datetime | None:
    return moment_of(item.made_at)


def _find(model: Any, by: Author, id: UUID, code: str) -> Any:
    row = model.visible_to(by).where(model.id == id).first()
    if row is None:
        raise NotAllowed(code)
    return row


def _placement(id: UUID) -> Placement:
    row = Placement.known([id]).get(id)
    if row is None:
        raise NotAllowed("not_guided")
    return row


def _note_fields(r: Reader) -> dict[str, Any]:
    return {
        "day": r.day("day"),
        "tile_ids": tuple(r.ids("tiles")),
        "text": r.text("text", most=MOST_TEXT),
        "visibility": NoteVisibility.DISCUSS_FIRST if r.flag("discuss") else NoteVisibility.DIRECT,
        "guard_hits": guard_hits(r),
    }


def note(by: Author, item: Item) -> bool:
    entry = NoteEntry({item.about: item.id}, made_at=_made_at(item), **_read(item, _note_fields))
    return notes.write(by, entry)[0].flagged


def note_change(by: Author, item: Item) -> bool:
    def fields(r: Reader) -> dict[str, Any]:
        return {
            **_note_fields(r),
            "revision": r.number("revision", 1, 10_000),
            "reason": r.line("reason", most=MOST_REASON),
        }

    row = _find(Note, by, item.about, "note_not_yours")
    note_changes.change(by, row, NoteChange(item.id, **_read(item, fields)))
    return by.stopped_guiding(row.placement_id)


def fill_attendance(by: Author, item: Item) -> bool:
    """`untouched` is "Iedereen is er": only where nobody said anything yet."""

    def fields(r: Reader) -> dict[str, Any]:
        code = r.choice("code", AttendanceCode)
        return {"day": r.day("day"), "code": code, "untouched": r.flag("untouched")}

    told, made_at = _read(item, fields), _made_at(item)
    if told["untouched"]:
        attendance.fill_untouched(by, {item.about: item.id}, told["day"], made_at=made_at)
    else:
        placement = _placement(item.about)
        attendance.fill(by, placement, told["day"], told["code"], id=item.id, made_at=made_at)
    return by.stopped_guiding(item.about)


def own_day(by: Author, item: Item) -> bool:
    def fields(r: Reader) -> dict[str, Any]:
        face = r.option("face", ("1", "2", "3"))
        return {"day": r.day("day"), "face": face, "text": r.text("text", most=MOST_TEXT)}

    told, placement = _read(item, fields), _placement(item.about)
    own_days.write(
        by, placement, told["day"], int(told["face"]), told["text"],
        id=item.id, made_at=_made_at(item),
    )  # fmt: skip
    return False


def reaction(by: Author, item: Item) -> bool:
    told = _read(item, lambda r: {"text": r.text("text", most=MOST_TEXT, required=True)})
    row = _find(Note, by, item.about, "note_not_yours")
    notes.react(by, row, item.id, told["text"], _made_at(item))
    return False


def correction(by: Author, item: Item) -> bool:
    """ "Dit klopt niet" about a note."""
    told = _read(item, lambda r: {"text": r.text("text", most=MOST_TEXT, required=True)})
    row = _find(Note, by, item.about, "note_not_yours")
    corrections.ask_note(by, row, item.id, told["text"])
    return False


def contest(by: Author, item: Item) -> bool:
    """ "Dit klopt niet" about a week of hours, or a day of it."""

    def fields(r: Reader) -> dict[str, Any]:
        text = r.text("text", most=MOST_TEXT, required=True)
        return {"monday": r.day("monday"), "text": text, "day": r.day("day", required=False)}

    placement = _find(Placement, by, item.about, "not_yours")
    if not hour_policies.contest(by, placement):
        raise NotAllowed("not_yours")
    hours.contest(by, placement, item.id, **_read(item, fields))
    return False


def handover(by: Author, item: Item) -> bool:
    told = _read(item, lambda r: {"text": r.line("handover", most=MOST_TEXT, required=True)})
    handovers.leave(by, _placement(item.about), told["text"], item.id)
    return by.stopped_guiding(item.about)


def handover_read(by: Author, item: Item) -> bool:
    """A line that is gone meanwhile has nothing left to be read."""
    _read(item, lambda _r: {})
    row = Handover.get_or_none(Handover.id == item.about)
    if row is not None:
        handovers.acknowledge(by, row)
    return False


def photo(by: Author, item: Item) -> bool:
    """One photo with a note that came before it: a picture, and nothing else."""
    try:
        (sent,) = item.fields.pop("picture")
        raw = unpadded(sent)
    except (KeyError, ValueError) as wrong:
        raise NotAllowed("item_unreadable") from wrong
    _read(item, lambda _r: {})
    row = photos.add(by, item.about, item.id, raw, _made_at(item))
    return by.stopped_guiding(row.note.placement_id)


def claim(item: Item) -> Words:
    """A note that was written on a locked tablet, under the tile that `about` names."""

    def fields(r: Reader) -> dict[str, Any]:
        return {
            "about": r.line("person", most=MOST_NAME, required=True),
            "day": r.day("day"),
            "text": r.text("text", most=MOST_TEXT, required=True),
        }

    return Words(**_read(item, fields))


VERBS = {
    "note": note,
    "photo": photo,
    "note_change": note_change,
    "attendance": fill_attendance,
    "own_day": own_day,
    "reaction": reaction,
    "correction": correction,
    "contest": contest,
    "handover": handover,
    "handover_read": handover_read,
}
