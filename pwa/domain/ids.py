"""Ids that a device can make while it is offline: UUID version 7 of RFC 9562, section 5.7."""

import secrets
import time
from datetime import UTC, datetime
from uuid import RFC_4122, UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7(now: datetime | None = None) -> UUID:
    """A new id whose first 48 bits are the milliseconds since 1970 (UTC) and the next 12 the
    fraction of that millisecond, so that ids sort by time; the other 62 bits are random.

    `now` must be aware. Without it the machine's clock is read: an id is no fact of the field.
    """
    nanoseconds = time.time_ns() if now is None else _nanoseconds(now)
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (rest * 4096 // 1_000_000) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def is_uuid7(u: UUID) -> bool:
    """Whether the version and variant bits say UUIDv7; the time in it is not judged."""
    return u.variant == RFC_4122 and u.version == 7


def made_before(u: UUID, moment: datetime) -> bool:
    """Whether the time in this UUIDv7 is before that moment."""
    return (u.int >> 80) * 1_000_000 < _nanoseconds(moment)


def _nanoseconds(now: datetime) -> int:
    since = now - _EPOCH
    return ((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds) * 1_000
