"""One step of a request for correction: the table is asked, the row moves, the answer is kept."""

from datetime import date
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.domain.corrections import OPEN, CorrectionAct, next_state
from pwa.domain.errors import NotAllowed, Stale
from pwa.models import Correction, CorrectionStep, Note, Person, WeekDispute
from pwa.policies import corrections as policies
from pwa.services import audit


def begin(by: Person, about: Note | WeekDispute, **facts: Any) -> Correction:
    """Open a request; the caller holds the transaction. Raises NotAllowed (correction_open)."""
    noted = isinstance(about, Note)
    key = about_key(about, facts.get("day"))
    if Correction.select().where(Correction.about_open == key).exists():
        raise NotAllowed("correction_open")
    row = Correction.create(
        placement=about.placement_id, note=about.id if noted else None,
        dispute=None if noted else about.id, made_by=by.id, since=clock.now(), about_open=key,
        **facts,
    )  # fmt: skip
    audit.record(by, "correction.ask", row, placement=row.placement_id)
    return row


def about_key(about: Any, day: date | None) -> str:
    """Names the note or the hours that a request is about: of the same, one is open at a time."""
    if isinstance(about, Note):
        return f"note {about.id}"
    return f"hours {about.placement_id} {day or about.monday} {'day' if day else 'week'}"


def fresh(id: UUID) -> Correction:
    """As it is now, inside the transaction."""
    row: Correction = Correction.with_all().where(Correction.id == id).get()
    return row


def move(
    by: Person,
    correction: Correction,
    act: CorrectionAct,
    text: str = "",
    change: dict[str, Any] | None = None,
) -> None:
    """Make the step from the state that was read; the caller holds the transaction.

    Raises MoveRefused, and Stale when somebody else was faster.
    """
    to = next_state(correction.state, act, policies.hats(by, correction))
    still = (Correction.id == correction.id) & (Correction.state == correction.state)
    key = _reopened(correction) if to in OPEN else None
    done = Correction.update(state=to, since=clock.now(), about_open=key).where(still).execute()
    if done != 1:
        raise Stale("correction_answered")
    number = CorrectionStep.select().where(CorrectionStep.correction == correction.id).count() + 1
    CorrectionStep.create(
        correction=correction.id, number=number, became=to, text=text, change=change, made_by=by.id
    )
    audit.record(by, f"correction.{act}", correction, placement=correction.placement_id, became=to)
    correction.state = to


def _reopened(correction: Correction) -> str:
    """Raises NotAllowed when another request about the same is open meanwhile."""
    note, dispute = correction.note, correction.dispute
    key = about_key(note if note is not None else dispute, correction.day)
    other = (Correction.about_open == key) & (Correction.id != correction.id)
    if Correction.select().where(other).exists():
        raise NotAllowed("correction_open")
    return key
