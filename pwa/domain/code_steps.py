"""The half minutes of an app with codes (RFC 6238): one code in each, which counts only then."""

from datetime import datetime

SECONDS = 30
"""The longest that a code may count (OWASP ASVS 5.0.0, 6.5.5)."""

COUNTS, OVER, EARLY, WRONG = "", "way_code_over", "way_code_early", "way_code_wrong"

BESIDE = {0: COUNTS, -1: OVER, 1: EARLY}
"""What is said of the code of a step so far from now: one beside it was right, at another time."""


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // SECONDS


def seconds_left(moment: datetime) -> int:
    """How long the code of this moment still counts."""
    return SECONDS - int(moment.timestamp()) % SECONDS
