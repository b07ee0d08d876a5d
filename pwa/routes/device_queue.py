"""What a device tells of its queue beside something else: three fields of a form."""

from pwa.forms import Reader
from pwa.services.outbox import Queue

MOST_WAITING = 999_999


def told_queue(r: Reader) -> Queue | None:
    """None from a browser that tells nothing, or nothing that makes sense."""
    waiting = r.number("waiting", 0, MOST_WAITING, default=-1)
    sent_at, oldest = r.moment("sent_at"), r.moment("oldest")
    if r.errors.pop("waiting", None) or waiting is None or waiting < 0:
        return None
    return Queue(sent_at, waiting, oldest)
