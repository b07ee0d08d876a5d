"""Rules of a shared tablet: its code, its lock, and which address somebody may come back to."""

import re
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

CODE_VALID = timedelta(minutes=10)
MOST_LABEL = 60
SHORTEST_LOCK, USUAL_LOCK, LONGEST_LOCK = 5, 15, 60
"""Minutes without use after which a tablet locks itself."""

TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(days=1)

MOST_PATH = 300
_PLAIN = re.compile(
    r"[0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


def wait_after(lockouts: int) -> timedelta:
    """How long nobody may try after five wrong ones, when that happened so often before."""
    times: int = 2 ** min(lockouts, 10)
    return min(FIRST_WAIT * times, LONGEST_WAIT)


def place_of(full_path: str) -> str:
    """An address to come back to, with numbers, days and ids in it and no words that were typed.

    Empty for one that is too long.
    """
    parts = urlsplit(full_path)
    query = [(k, v) for k, v in parse_qsl(parts.query) if _PLAIN.fullmatch(v)]
    place = parts.path + (f"?{urlencode(query)}" if query else "")
    return place if len(place) <= MOST_PATH else ""
