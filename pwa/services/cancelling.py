"""A placement that never started: cancelled with a reason that everybody of it may read."""

from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.states import Actor
from pwa.models import Attendance, CandidateDay, Note, Person, Placement, VisitNote
from pwa.services.agreement_moves import move, require_coach
from pwa.services.evaluation_entries import texts_of

MOST_REASON = 600
_WRITTEN = (Note, Attendance, CandidateDay, VisitNote)


def cancel(by: Person, placement: Placement, reason: str) -> None:
    """It does not go on. What was lived, if only a day, is ended and not cancelled.

    Raises BadInput(reason), NotAllowed("has_started"), Stale, MoveRefused.
    """
    require_coach(by, placement, "cancel")
    text = texts_of({"reason": reason}, MOST_REASON)["reason"]
    if not text:
        raise BadInput({"reason": "reason_missing"})
    with transaction():
        if was_lived(placement):
            raise NotAllowed("has_started")
        move(by, placement, "cancel", Actor.COACH, end_reason=text)


def was_lived(placement: Placement) -> bool:
    """Something was written about a day of it."""
    return any(table.get_or_none(table.placement == placement.id) for table in _WRITTEN)
