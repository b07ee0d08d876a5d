"""The candidate's own line about a day: one of three faces and perhaps a sentence."""

from datetime import date, datetime, timedelta
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.canonical import digest
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import made_before
from pwa.domain.notes import MOST_TEXT
from pwa.domain.text import clean, too_long
from pwa.models import CandidateDay, Person, Placement, Redaction
from pwa.policies import progress as policies
from pwa.services import audit, receipts

DAYS_BACK = 1
"""The own day is about today or yesterday."""


def write(
    by: Person,
    placement: Placement,
    day: date,
    face: int,
    text: str = "",
    *,
    id: UUID,
    made_at: datetime | None = None,
) -> CandidateDay:
    """Keep the own day; as long as it is today or yesterday it can be said again.

    Raises BadInput (face, text, day) and NotAllowed (not_yours, id_reused, own_day_removed).
    """
    text = clean(text)
    problems = {}
    if face not in (1, 2, 3):
        problems["face"] = "missing"
    if too_long(text, MOST_TEXT):
        problems["text"] = f"too_long:{MOST_TEXT}"
    today = by.today
    if not today - timedelta(days=DAYS_BACK) <= day <= today:
        problems["day"] = "day_not_now"
    if problems:
        raise BadInput(problems)
    if not policies.write_own_day(by, placement):
        raise NotAllowed("not_yours")
    return receipts.once(lambda: _write(by, placement, day, face, text, id, made_at))


def _write(
    by: Person,
    placement: Placement,
    day: date,
    face: int,
    text: str,
    id: UUID,
    made_at: datetime | None,
) -> CandidateDay:
    body_hash = digest({"placement": placement.id, "day": day, "face": face, "text": text})
    known = receipts.first(CandidateDay, id, body_hash) if _is_new(id, placement, day) else None
    if known:
        return known
    now = clock.now()
    with transaction():
        row = CandidateDay.get_or_none(
            (CandidateDay.placement == placement) & (CandidateDay.day == day)
        )
        values = {
            "face": face,
            "text": text,
            "body_hash": body_hash,
            "made_at": made_at or now,
            "received_at": now,
        }
        if row is None:
            row = CandidateDay.create(id=id, placement=placement, day=day, **values)
            audit.record(by, "own_day.write", row, placement=placement.id, content=body_hash)
        elif row.body_hash != body_hash:
            _refuse_removed(row.id, id)
            before = row.body_hash
            CandidateDay.update(**values).where(CandidateDay.id == row.id).execute()
            row = CandidateDay.get_by_id(row.id)
            audit.record(by, "own_day.change", row, before=before, after=body_hash)
    return row


def _refuse_removed(row_id: UUID, id: UUID) -> None:
    """What was begun before a privacy officer removed words may hold them: it does not come back,
    and it is not lost in silence either. Raises NotAllowed."""
    removed_at = Redaction.newest_at(row_id)
    if removed_at and made_before(id, removed_at):
        raise NotAllowed("own_day_removed")


def _is_new(id: UUID, placement: Placement, day: date) -> bool:
    """An id that already stands for another day was used twice; for this day it is a change."""
    row = CandidateDay.get_or_none(CandidateDay.id == id)
    return row is None or row.placement_id != placement.id or row.day != day
