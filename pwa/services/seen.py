"""The candidate has read it: a note is seen once it stood on the own page."""

from collections.abc import Iterable
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.models import Candidate, Note, Person


def notes_shown(ids: Iterable[UUID]) -> None:
    """Mark these notes as seen by their candidate; those seen before keep their first moment."""
    fresh = list(ids)
    if not fresh:
        return
    with transaction():
        Note.update(seen_at=clock.now()).where(Note.id.in_(fresh), Note.seen_at.is_null()).execute()


def welcomed(by: Person) -> None:
    """The candidate has read who reads along; it is said once."""
    with transaction():
        Candidate.update(welcomed_at=clock.now()).where(
            Candidate.id == by.candidate_id, Candidate.welcomed_at.is_null()
        ).execute()
