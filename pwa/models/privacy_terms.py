"""How long what is kept, in one place: whatever says a term to a person asks here."""

from dataclasses import dataclass
from uuid import UUID

from pwa.domain.retention import Kind
from pwa.models.person import NOTES_STAY_READABLE
from pwa.models.retention_facts import default_terms, in_force


@dataclass(frozen=True)
class PrivacyTerms:
    """Months after the final evaluation for notes and evaluations, after the event for who did
    and who read what."""

    note_text_months: int
    evaluation_months: int
    never_started_days: int
    done_months: int
    read_months: int
    coach_reads_days: int = NOTES_STAY_READABLE.days
    """How long after the end a coach still reads notes."""


def privacy_terms(municipality_id: UUID | None = None) -> PrivacyTerms:
    """The terms that this municipality set; without one, those an installation starts with. Who did
    what is in one log, which municipalities share: there the longest term counts."""
    every = in_force()
    terms = every.of(municipality_id) if municipality_id else default_terms()
    return PrivacyTerms(
        note_text_months=terms[Kind.NOTES].number,
        evaluation_months=terms[Kind.EVALUATIONS].number,
        never_started_days=terms[Kind.NEVER_STARTED].number,
        done_months=every.shared[Kind.AUDIT].number,
        read_months=terms[Kind.ACCESS_LOG].number,
    )
