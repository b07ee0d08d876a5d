"""What a coach wrote after a visit; the candidate and the supervisors read it too."""

from datetime import date
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.domain.text import clean, too_long
from pwa.models import Person, Placement, VisitNote
from pwa.policies import coaching as policies
from pwa.services import audit

MOST_TEXT = 1200


def write(
    by: Person, placement: Placement, day: date, text: str, id: UUID | None = None
) -> VisitNote:
    """Keep a visit note; the same id again is the same note. Raises BadInput, NotAllowed."""
    text = clean(text)
    problems = {}
    if not text:
        problems["text"] = "missing"
    elif too_long(text, MOST_TEXT):
        problems["text"] = f"too_long:{MOST_TEXT}"
    if day > clock.today():
        problems["day"] = "day_in_future"
    elif day < placement.start_on:
        problems["day"] = "day_before_start"
    if problems:
        raise BadInput(problems)
    if not policies.write_visit(by, placement):
        raise NotAllowed("not_yours")
    with transaction():
        known = VisitNote.get_or_none(VisitNote.id == id) if id else None
        if known:
            return _same(known, by, placement, day, text)
        row = VisitNote.create(
            id=id or uuid7(), placement=placement, author=by.id, day=day, text=text
        )
        audit.record(by, "visit.write", row, placement=placement.id, day=day)
    return row


def _same(known: VisitNote, by: Person, placement: Placement, day: date, text: str) -> VisitNote:
    """The first receipt for the same words; other words under this id are refused."""
    if (known.author_id, known.placement_id, known.day, known.text) != (
        by.id, placement.id, day, text,
    ):  # fmt: skip
        raise NotAllowed("id_reused")
    return known
