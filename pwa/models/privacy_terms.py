"""How long what is kept, in one place: whatever says a term to a person asks here."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from pwa.models.person import NOTES_STAY_READABLE

_DEFAULTS = Path(__file__).parent.parent / "data" / "privacy_terms.json"


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


def privacy_terms(_municipality: UUID | None = None) -> PrivacyTerms:
    """The terms of a municipality; all of them have the defaults."""
    return _defaults()


@cache
def _defaults() -> PrivacyTerms:
    return PrivacyTerms(**json.loads(_DEFAULTS.read_text("utf-8")))
