"""What a supervisor saw today: written, talked about, answered. Changes: `note_changes`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.canonical import digest
from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import is_uuid7
from pwa.domain.notes import MOST_TEXT, check_day, shared_from, text_problems
from pwa.domain.states import NoteVisibility
from pwa.domain.text import clean, too_long
from pwa.domain.workdays import WorkCalendar
from pwa.models import (
    Competence,
    HandbookMove,
    Note,
    NoteTile,
    Person,
    Placement,
    Reaction,
    Tile,
)
from pwa.models.calendars import note_window, work_calendar, work_calendars
from pwa.policies import notes as policies
from pwa.services import audit, receipts

MOST_TILES = 12


@dataclass(frozen=True)
class NoteEntry:
    """One note as it was typed, for one candidate or for several at once.

    `ids`: placement id -> note id (UUIDv7 of the client; one per candidate). `tone` None: the
    tiles decide. `made_at` is the device's clock, absent when the form came without it.
    `guard_hits`: groups of words that its guard still saw; no part of what the note says.
    """

    ids: Mapping[UUID, UUID]
    day: date
    tile_ids: tuple[UUID, ...] = ()
    text: str = ""
    visibility: NoteVisibility = NoteVisibility.DIRECT
    tone: Tone | None = None
    made_at: datetime | None = None
    guard_hits: int = 0


def write(by: Person, entry: NoteEntry) -> list[Note]:
    """Keep a note for each candidate; all of them or none. One commit.

    The same id with the same content gives the first note again. Raises BadInput (text, tiles,
    day), NotAllowed (not_guided, other_handbook, id_reused).
    """
    text = clean(entry.text)
    problems = text_problems(text, has_tiles=bool(entry.tile_ids))
    if len(entry.tile_ids) > MOST_TILES:
        problems["tiles"] = f"too_many_tiles:{MOST_TILES}"
    if not entry.ids or not all(map(is_uuid7, entry.ids.values())):
        problems["ids"] = "unknown"
    if problems:
        raise BadInput(problems)
    return receipts.once(lambda: _write_all(by, entry, text))


def _write_all(by: Person, entry: NoteEntry, text: str) -> list[Note]:
    placements = Placement.known(entry.ids)
    if any(one not in placements for one in entry.ids):
        raise NotAllowed("not_guided")
    calendars = work_calendars(row.workplace.organisation_id for row in placements.values())
    tiles = tiles_of(placements.values(), entry.tile_ids)
    tone = entry.tone or tone_of(tiles)
    return [
        _write_one(by, entry, placements[one], text, tone, calendars)
        for one in entry.ids
    ]  # fmt: skip


def _write_one(
    by: Person,
    entry: NoteEntry,
    placement: Placement,
    text: str,
    tone: Tone,
    calendars: Mapping[UUID, WorkCalendar],
) -> Note:
    id, body_hash = entry.ids[placement.id], _body_hash(entry, placement.id, text)
    known = receipts.first(Note, id, body_hash)
    if known:
        return known
    if not policies.write_about(by, placement.id, entry.day):
        raise NotAllowed("not_guided")
    calendar = calendars[placement.workplace.organisation_id]
    now, today = clock.now(), by.today
    late = check_day(entry.day, today, note_window(placement, calendar, today))
    note = Note.create(
        id=id, placement=placement, author=by.id, day=entry.day, text=text, tone=tone, late=late,
        flagged=by.stopped_guiding(placement.id),
        visibility=entry.visibility, made_at=entry.made_at or now, received_at=now,
        shared_from=shared_from(entry.visibility, now, entry.day, calendar), body_hash=body_hash,
        guard_hits=entry.guard_hits,
    )  # fmt: skip
    put_tiles(note, entry.tile_ids)
    audit.record(by, "note.write", note, placement=placement.id, day=entry.day, content=body_hash)
    return note


def _body_hash(entry: NoteEntry, placement_id: UUID, text: str) -> str:
    return digest(
        {
            "placement": placement_id,
            "day": entry.day,
            "tiles": sorted(map(str, entry.tile_ids)),
            "text": text,
            "visibility": str(entry.visibility),
            "tone": str(entry.tone or ""),
        }
    )


def tiles_of(
    placements: Iterable[Placement], ids: Iterable[UUID], kept: Iterable[UUID] = ()
) -> list[Tile]:
    """The tiles, all of the handbook that these placements share and in use there (or `kept`).

    A note from before a placement moved to another version may have tiles of the version that it
    used then. Raises BadInput for `tiles`, NotAllowed (other_handbook) for a group with several
    handbooks.
    """
    placements, wanted = list(placements), set(ids)
    books = {placement.handbook_id for placement in placements}
    if not wanted:
        return []
    if len(books) > 1:
        raise NotAllowed("other_handbook")
    query = Tile.select(Tile, Competence).join(Competence)
    rows = list(query.where(Tile.id.in_(list(wanted))))
    if placements and any(row.handbook_id not in books for row in rows):
        books |= _left_behind(placements)
    known = {row.id for row in rows} & set(kept)
    shown = {
        row.id
        for row in rows
        if row.handbook_id in books and not (row.hidden or row.competence.hidden)
    }
    if wanted - shown - known:
        raise BadInput({"tiles": "unknown_tile"})
    return rows


def _left_behind(placements: Sequence[Placement]) -> set[UUID]:
    """Versions that all of these used before they moved to the one of now."""
    before = HandbookMove.left_behind([one.id for one in placements])
    return set.intersection(*(before.get(one.id, set()) for one in placements))


def tone_of(tiles: Iterable[Tile]) -> Tone:
    """What the tiles together sound like: attention before strong before neutral."""
    tones = {tile.tone for tile in tiles}
    order = (Tone.ATTENTION, Tone.STRONG)
    return next((tone for tone in order if tone in tones), Tone.NEUTRAL)


def put_tiles(note: Note, ids: Iterable[UUID]) -> None:
    rows = [{"note": note.id, "tile": id} for id in dict.fromkeys(ids)]
    if rows:
        NoteTile.insert_many(rows).execute()


def mark_discussed(by: Person, note: Note) -> Note:
    """The talk was held: the candidate reads the note from now on. Raises NotAllowed, Stale."""
    if not policies.discuss(by, note):
        raise NotAllowed("not_to_discuss")
    now = clock.now()
    with transaction():
        calendar = work_calendar(note.placement.workplace.organisation_id)
        moment = shared_from(
            note.visibility, note.received_at, note.day, calendar, discussed_at=now
        )
        waiting = (Note.id == note.id) & Note.discussed_at.is_null() & Note.withdrawn_at.is_null()
        done = Note.update(discussed_at=now, discussed_by=by.id, shared_from=moment)
        if done.where(waiting).execute() != 1:
            raise Stale()
        audit.record(by, "note.discussed", note)
    return Note.get_by_id(note.id)


def react(by: Person, note: Note, id: UUID, text: str, made_at: datetime | None = None) -> Reaction:
    """The candidate's answer to a shared note. Raises BadInput (text), NotAllowed."""
    text = clean(text)
    if not text or too_long(text, MOST_TEXT):
        raise BadInput({"text": f"too_long:{MOST_TEXT}" if text else "missing"})
    if not policies.react(by, note):
        raise NotAllowed("note_withdrawn" if policies.read_own(by, note) else "note_not_yours")
    return receipts.once(lambda: _react(by, note, id, text, made_at))


def _react(by: Person, note: Note, id: UUID, text: str, made_at: datetime | None) -> Reaction:
    body_hash = digest({"note": note.id, "text": text, "by": by.id})
    known = receipts.first(Reaction, id, body_hash)
    if known:
        return known
    now = clock.now()
    row = Reaction.create(
        id=id, note=note, user=by.id, text=text, body_hash=body_hash, made_at=made_at or now
    )
    audit.record(by, "reaction.write", row, note=note.id, content=body_hash)
    return row
