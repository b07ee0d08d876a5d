"""A note after it was kept: changed, withdrawn, moved to the right person; nothing is lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.canonical import digest
from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.notes import check_day, free_edit_until, shared_from, text_problems
from pwa.domain.periods import local_day
from pwa.domain.states import NoteVisibility
from pwa.domain.text import clean, clean_line, too_long
from pwa.domain.workdays import WorkCalendar
from pwa.models import Note, NoteRevision, NoteTile, Person, Placement, Tile
from pwa.models.calendars import note_window, work_calendar
from pwa.policies import notes as policies
from pwa.services import audit, notes, receipts

MOST_REASON = 200


@dataclass(frozen=True)
class NoteChange:
    """What a note should say from now on. `id` names this change (client), `revision` is what the
    author was looking at; `visibility` None leaves it, and counts only before it is shared."""

    id: UUID
    revision: int
    day: date
    tile_ids: tuple[UUID, ...] = ()
    text: str = ""
    visibility: NoteVisibility | None = None
    reason: str = ""
    guard_hits: int = 0


def change(by: Person, note: Note, wanted: NoteChange) -> Note:
    """Change freely until the next working day ends; later it is a correction with the old version
    readable. Raises BadInput (text, tiles, day, reason), NotAllowed, Stale."""
    text = clean(wanted.text)
    problems = text_problems(text, has_tiles=bool(wanted.tile_ids))
    if len(wanted.tile_ids) > notes.MOST_TILES:
        problems["tiles"] = f"too_many_tiles:{notes.MOST_TILES}"
    if too_long(wanted.reason, MOST_REASON):
        problems["reason"] = f"too_long:{MOST_REASON}"
    if problems:
        raise BadInput(problems)
    return receipts.once(lambda: _change(by, note.id, wanted, text))


def _change(by: Person, note_id: UUID, wanted: NoteChange, text: str) -> Note:
    note = _fresh(note_id)
    if not policies.change(by, note):
        raise NotAllowed("note_not_yours")
    before = tiles_on(note)
    tiles = notes.tiles_of([note.placement], wanted.tile_ids, kept=before)
    after = _content(wanted.day, text, wanted.tile_ids, notes.tone_of(tiles))
    if _received(note, wanted, after):
        return note
    if note.revision != wanted.revision:
        raise Stale("note_stale")
    calendar = work_calendar(note.placement.workplace.organisation_id)
    if wanted.day != note.day:
        _check_new_day(by, note, wanted.day, calendar)
    correction = clock.now() >= free_edit_until(note.received_at, calendar)
    reason = clean_line(wanted.reason)
    NoteRevision.create(
        id=wanted.id, note=note, number=note.revision, day=note.day, text=note.text, tone=note.tone,
        tiles=[str(one) for one in before], correction=correction, reason=reason, made_by=by.id,
    )  # fmt: skip
    _replace(note, wanted, after, _sharing(note, wanted, calendar))
    audit.record(
        by, "note.correct" if correction else "note.change", note,
        revision=note.revision + 1, content=digest(after),
    )  # fmt: skip
    return _fresh(note_id)


def _fresh(note_id: UUID) -> Note:
    """The note with its placement and workplace, read inside the transaction."""
    note: Note = Note.get_by_id(note_id)
    note.placement = Placement.with_people().where(Placement.id == note.placement_id).get()
    return note


def tiles_on(note: Note) -> list[UUID]:
    rows = NoteTile.select(NoteTile.tile).where(NoteTile.note == note.id).order_by(NoteTile.id)
    return [row.tile_id for row in rows]


def _content(day: date, text: str, tile_ids: Any, tone: Tone) -> dict[str, object]:
    tiles = sorted(map(str, tile_ids))
    return {"day": day, "text": text, "tiles": tiles, "tone": str(tone)}


def _received(note: Note, wanted: NoteChange, after: dict[str, object]) -> bool:
    """Whether this very change came in before. Raises NotAllowed when its id held another one."""
    done = NoteRevision.get_or_none(NoteRevision.id == wanted.id)
    if done is None:
        return False
    newer = NoteRevision.get_or_none(
        (NoteRevision.note == note.id) & (NoteRevision.number == done.number + 1)
    )
    then = (
        _content(newer.day, newer.text, newer.tiles, newer.tone)
        if newer
        else _content(note.day, note.text, tiles_on(note), note.tone)
    )
    if done.note_id != note.id or done.number != wanted.revision or then != after:
        raise NotAllowed("id_reused")
    return True


def _check_new_day(by: Person, note: Note, day: date, calendar: WorkCalendar) -> None:
    if not policies.write_about(by, note.placement_id, day):
        raise BadInput({"day": "day_not_guided"})
    today = by.today
    check_day(day, today, note_window(note.placement, calendar, today))


def _sharing(note: Note, wanted: NoteChange, calendar: WorkCalendar) -> dict[str, object]:
    """When the candidate can read it: fixed once it is shared, and once the talk was held. Another
    day makes nobody wait longer than a note about the day on which it came in."""
    if note.shared_from <= clock.now() or note.discussed_at:
        return {}
    visibility = wanted.visibility or note.visibility
    day = min(wanted.day, local_day(note.received_at))
    moment = shared_from(visibility, note.received_at, day, calendar)
    return {"visibility": visibility, "shared_from": moment}


def _replace(
    note: Note, wanted: NoteChange, after: dict[str, object], sharing: dict[str, object]
) -> None:
    same = (Note.id == note.id) & (Note.revision == wanted.revision) & Note.withdrawn_at.is_null()
    done = Note.update(
        day=wanted.day,
        text=after["text"],
        tone=after["tone"],
        revision=wanted.revision + 1,
        guard_hits=wanted.guard_hits,
        **sharing,
    )
    if done.where(same).execute() != 1:
        raise Stale("note_stale")
    NoteTile.delete().where(NoteTile.note == note.id).execute()
    notes.put_tiles(note, wanted.tile_ids)


def withdraw(by: Person, note: Note, reason: str = "") -> Note:
    """Hide the text for everybody; that there was a note stays visible. After the free period a
    reason is asked. Twice is once. Raises BadInput (reason), NotAllowed."""
    reason = clean_line(reason)
    if too_long(reason, MOST_REASON):
        raise BadInput({"reason": f"too_long:{MOST_REASON}"})
    with transaction():
        fresh = _fresh(note.id)
        if fresh.withdrawn_at and fresh.author_id == by.id:
            return fresh
        if not policies.withdraw(by, fresh):
            raise NotAllowed("note_not_yours")
        calendar = work_calendar(fresh.placement.workplace.organisation_id)
        if not reason and clock.now() >= free_edit_until(fresh.received_at, calendar):
            raise BadInput({"reason": "withdraw_reason"})
        standing = (Note.id == fresh.id) & Note.withdrawn_at.is_null()
        done = Note.update(withdrawn_at=clock.now(), withdrawn_reason=reason).where(standing)
        if done.execute() != 1:
            raise Stale("note_stale")
        audit.record(by, "note.withdraw", fresh, revision=fresh.revision)
    return _fresh(note.id)


def restore(by: Person, note: Note) -> Note:
    """Put an undone note back as it was, within the ten minutes. Raises NotAllowed, Stale."""
    with transaction():
        fresh = _fresh(note.id)
        if not policies.restore(by, fresh):
            raise NotAllowed("too_late_to_restore")
        gone = (Note.id == fresh.id) & Note.withdrawn_at.is_null(False)
        if Note.update(withdrawn_at=None, withdrawn_reason="").where(gone).execute() != 1:
            raise Stale("note_stale")
        audit.record(by, "note.restore", fresh, revision=fresh.revision)
    return _fresh(note.id)


def _same_book(tiles: list[UUID], to: Placement) -> bool:
    """Whether these tiles are of the version that this placement uses."""
    strange = Tile.select().where(Tile.id.in_(tiles), Tile.handbook != to.handbook_id)
    return not (tiles and strange.exists())


def move(by: Person, note: Note, to: Placement) -> Note:
    """It was about someone else: the note moves to that placement, within ten minutes.

    Raises NotAllowed (too_late_to_move, not_guided, other_handbook), BadInput (day).
    """
    with transaction():
        fresh = _fresh(note.id)
        if fresh.placement_id == to.id:
            return fresh
        if not policies.move(by, fresh):
            raise NotAllowed("too_late_to_move")
        if not policies.write_about(by, to.id, fresh.day):
            raise NotAllowed("not_guided")
        if not _same_book(tiles_on(fresh), to):
            raise NotAllowed("other_handbook")
        today, calendar = clock.today(), work_calendar(to.workplace.organisation_id)
        check_day(fresh.day, today, note_window(to, calendar, today))
        same = (Note.id == fresh.id) & (Note.revision == fresh.revision)
        still = same & (Note.placement == fresh.placement_id) & Note.withdrawn_at.is_null()
        if Note.update(placement=to.id).where(still).execute() != 1:
            raise Stale("note_stale")
        audit.record(by, "note.move", fresh, before=fresh.placement_id, after=to.id)
    return _fresh(note.id)
