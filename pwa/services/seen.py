"""They have read it: a note or an offer is seen once it stood on the own page."""

from collections.abc import Iterable
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.models import Note, Person, Placement, RetentionOffer


def notes_shown(by: Person, ids: Iterable[UUID]) -> None:
    """Mark the own notes among these as seen; those seen before keep their first moment."""
    fresh = list(ids)
    if not fresh:
        return
    own = Placement.select(Placement.id).where(Placement.candidate == by.candidate_id)
    with transaction():
        Note.update(seen_at=clock.now()).where(
            Note.id.in_(fresh), Note.placement.in_(own), Note.seen_at.is_null()
        ).execute()


def offers_shown(by: Person, placements: Iterable[UUID]) -> None:
    """The first time that candidate or coach could read what goes; its days do not wait for it."""
    o = RetentionOffer
    field = o.candidate_saw_at if by.candidate_id else o.coach_saw_at
    if fresh := list(placements):
        with transaction():
            o.update({field: clock.now()}).where(o.placement.in_(fresh), field.is_null()).execute()
