"""How often something may be tried: one atomic token bucket a key, in the database."""

import hashlib
from datetime import timedelta

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import DomainError
from pwa.models import RateBucket


class TooOften(DomainError):
    """Tried too often; `minutes` says when to come back."""

    status = 429


def take(kind: str, who: str, *, most: int, per: timedelta) -> None:
    """Take one try from a bucket that holds `most` and fills up again in `per`.

    Raises TooOften when it is empty. The key is kept as a hash: it may hold a name or address.
    """
    key = _key(kind, who)
    now, full = clock.now(), most * 1000
    with transaction():
        row = RateBucket.get_or_none(RateBucket.key == key)
        if row is None:
            RateBucket.insert(key=key, tokens_milli=full - 1000, filled_at=now).execute()
            return
        gained = int((now - row.filled_at) / per * full)
        tokens = min(full, row.tokens_milli + max(0, gained))
        if tokens >= 1000:
            RateBucket.update(tokens_milli=tokens - 1000, filled_at=now).where(
                RateBucket.id == row.id
            ).execute()
            return
    missing = (1000 - tokens) / full * per
    raise TooOften("too_often", minutes=max(2, round(missing.total_seconds() / 60 + 0.5)))


def forget(kind: str, who: str) -> None:
    """Fill the bucket again: a try that succeeded was no guess."""
    with transaction():
        RateBucket.delete().where(RateBucket.key == _key(kind, who)).execute()


def _key(kind: str, who: str) -> str:
    return hashlib.sha256(f"{kind}\0{who}".encode()).hexdigest()
