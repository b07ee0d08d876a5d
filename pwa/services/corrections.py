"""A candidate asks to put a note right; who guides answers, and the coach may ask once more.

About hours the same is said and answered in `services.hours`; both go along one table of moves.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pwa.database import transaction
from pwa.domain.canonical import digest
from pwa.domain.corrections import MOST_TEXT, OPEN, CorrectionAct
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.text import clean, too_long
from pwa.models import Correction, Note, Person
from pwa.policies import corrections as policies
from pwa.services import correction_steps, hours, note_changes, receipts
from pwa.services.correction_steps import fresh as fresh
from pwa.services.hours import DayChange
from pwa.services.note_changes import MOST_REASON, NoteChange, tiles_on

_A = CorrectionAct


@dataclass(frozen=True)
class NewWords:
    """What the note should say from now on; `id` names this change, `revision` what was read."""

    id: UUID
    revision: int
    text: str
    tile_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Correcting:
    """An answer that puts something right: the note, a day of attendance, or both."""

    answer: str
    words: NewWords | None = None
    day: DayChange | None = None


def ask_note(by: Person, note: Note, id: UUID, text: str) -> Correction:
    """ "Dit klopt niet": about a note. The same id with the same words is the same request.

    Raises BadInput, NotAllowed (note_not_yours, correction_open, id_reused).
    """
    text = _words(text)
    if not policies.ask_note(by, note):
        raise NotAllowed("note_not_yours")
    return receipts.once(lambda: _ask_note(by, note, id, text))


def _ask_note(by: Person, note: Note, id: UUID, text: str) -> Correction:
    body_hash = digest({"note": note.id, "text": text})
    known = receipts.first(Correction, id, body_hash)
    if known:
        return known
    return correction_steps.begin(by, note, id=id, text=text, body_hash=body_hash)


def correct(by: Person, correction: Correction, wanted: Correcting) -> Correction:
    """Put it right, by the ways in which notes and attendance always change: versions stay.

    Raises BadInput, NotAllowed, and Stale when somebody answered or changed the note first.
    """
    answer = _words(wanted.answer, required=False, most=MOST_REASON)
    with transaction():
        row = _open(correction)
        changed = {**_note_right(by, row, wanted, answer), **_day_right(by, row, wanted)}
        if not changed:
            raise BadInput({"text": "correction_nothing"})
        correction_steps.move(by, row, _A.CORRECT, answer, changed)
    return fresh(correction.id)


def _note_right(by: Person, row: Correction, wanted: Correcting, answer: str) -> dict[str, Any]:
    new, note = wanted.words, row.note
    if new is None or note is None:
        return {}
    before = tiles_on(note)
    if set(new.tile_ids) - set(before):
        raise BadInput({"tiles": "not_a_choice"})
    if clean(new.text) == note.text and set(new.tile_ids) == set(before):
        return {}
    change = NoteChange(new.id, new.revision, note.day, new.tile_ids, text=new.text, reason=answer)
    became = note_changes.change(by, note, change)
    return {"note": [became.revision - 1, became.revision]}


def _day_right(by: Person, row: Correction, wanted: Correcting) -> dict[str, Any]:
    return hours.put_right(by, row.placement, wanted.day) if wanted.day else {}


def keep(by: Person, correction: Correction, reason: str) -> Correction:
    """It stays as it is, with a reason that the candidate reads. Raises as `correct`."""
    reason = _words(reason)
    if correction.dispute is not None:
        hours.answer(by, correction.dispute, reason, None)
        return fresh(correction.id)
    with transaction():
        correction_steps.move(by, _open(correction), _A.KEEP, reason)
    return fresh(correction.id)


def ask_again(by: Person, correction: Correction, question: str) -> Correction:
    """The coach asks once more, also where nobody answered. Raises BadInput, MoveRefused, Stale."""
    question = _words(question)
    with transaction():
        correction_steps.move(by, _as_read(correction), _A.ASK, question)
    return fresh(correction.id)


def take_back(by: Person, correction: Correction) -> Correction:
    """The candidate does not need an answer any more; the question stays readable."""
    with transaction():
        correction_steps.move(by, _open(correction), _A.TAKE_BACK)
    return fresh(correction.id)


def _as_read(correction: Correction) -> Correction:
    """As it is now. Raises Stale when it moved since it was read."""
    row = fresh(correction.id)
    if row.state is not correction.state:
        raise Stale("correction_answered")
    return row


def _open(correction: Correction) -> Correction:
    """As it is now. Raises Stale when somebody answered it."""
    row = fresh(correction.id)
    if row.state not in OPEN:
        raise Stale("correction_answered")
    return row


def _words(text: str, *, required: bool = True, most: int = MOST_TEXT) -> str:
    text = clean(text)
    if required and not text:
        raise BadInput({"text": "missing"})
    if too_long(text, most):
        raise BadInput({"text": f"too_long:{most}"})
    return text
