"""How long what is kept, in one place: whatever says a term to a person asks here."""

from dataclasses import dataclass
from uuid import UUID

from pwa.domain.retention import Kind
from pwa.models.person import NOTES_STAY_READABLE
from pwa.models.retention_facts import default_terms, in_force

DEVICE_DRAFT_DAYS = 30
"""After so long what waits on a device is said loudly; it never goes by itself."""


@dataclass(frozen=True)
class PrivacyTerms:
    """Months after the final evaluation for notes and evaluations; the trail is who did what."""

    device_draft_days: int
    note_text_months: int
    evaluation_months: int
    never_started_days: int
    trail_months: int
    coach_reads_days: int = NOTES_STAY_READABLE.days
    """How long after the end a coach still reads notes."""


def privacy_terms(municipality_id: UUID | None = None) -> PrivacyTerms:
    """The terms that this municipality set; without one, those an installation starts with."""
    terms = in_force().of(municipality_id) if municipality_id else default_terms()
    return PrivacyTerms(
        device_draft_days=DEVICE_DRAFT_DAYS,
        note_text_months=terms[Kind.NOTES].number,
        evaluation_months=terms[Kind.EVALUATIONS].number,
        never_started_days=terms[Kind.NEVER_STARTED].number,
        trail_months=terms[Kind.AUDIT].number,
    )
