"""What a privacy officer opens a case for, how long it lasts, and why words are removed."""

from datetime import date, timedelta
from enum import StrEnum

LASTS = timedelta(days=14)
"""How long a case is open unless somebody chose otherwise."""

AT_MOST = timedelta(days=92)
"""As far ahead as a case can be opened or extended at once."""

MOST_REASON, MOST_TOLD = 1000, 300

MARK = "[door privacyfunctionaris verwijderd]"
"""What stands where words were removed; Dutch in every language, since it is part of the text."""


class CaseKind(StrEnum):
    """Why somebody looks into the record of one candidate. The articles are of the GDPR."""

    ACCESS_REQUEST = "access_request"
    """Article 15."""
    COMPLAINT = "complaint"
    DATA_BREACH = "data_breach"
    """Articles 33 and 34."""
    REDACTION_REQUEST = "redaction_request"
    """Articles 16 and 17."""
    LEGAL_HOLD = "legal_hold"
    """Article 18."""
    OTHER = "other_reason"


class RemovalReason(StrEnum):
    """Why words were removed."""

    HEALTH = "about_health"
    SPECIAL = "special_category"
    """Belief, origin, sexuality, membership of a union: article 9."""
    CRIMINAL = "about_crime"
    """Article 10."""
    SOMEBODY_ELSE = "about_somebody_else"
    NOT_NEEDED = "not_needed_for_work"
    INCORRECT = "not_correct"


def problems_of_until(until: date | None, today: date, since: date | None = None) -> str:
    """The code of what is wrong with the last day of a case, "" when nothing is."""
    if until is None:
        return "missing"
    if until < today:
        return "case_day_gone"
    if since is not None and until <= since:
        return "case_not_later"
    return "case_too_long" if until > today + AT_MOST else ""
