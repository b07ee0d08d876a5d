"""How long writing a note takes: what was promised is one minute a day, and this says what it was.

The id of a note holds the moment at which its form was opened (`ids.uuid7`), and another fact the
moment at which it was kept. Both have to come from one clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from uuid import UUID

from pwa.domain.ids import is_uuid7

LONGEST = timedelta(minutes=10)
"""Longer is a form that was left open."""

FEWEST = 5
"""Measured notes below which nothing is said."""

DAYS = 28


@dataclass(frozen=True)
class Writing:
    """One form that was sent: by whom, on which day, and how long it took if that is known."""

    author: UUID
    day: date
    took: timedelta | None


@dataclass(frozen=True)
class Spent:
    """Seconds of the note in the middle, and of the day in the middle: of one supervisor."""

    measured: int
    of: int
    note_seconds: int
    day_seconds: int


def took(id: UUID, kept_at: datetime) -> timedelta | None:
    """From opening the form to keeping the note; None when it cannot be known."""
    if not is_uuid7(id):
        return None
    opened = datetime.fromtimestamp((id.int >> 80) / 1000, UTC)
    time = kept_at - opened
    return time if timedelta(0) <= time <= LONGEST else None


def spent(writings: Iterable[Writing]) -> Spent | None:
    """What it cost. None where too few were measured.

    Both are the one in the middle, so that they can stand beside each other. A note that was not
    measured counts as the note in the middle, so that a day is not told too short; and days
    without a note do not count, so that it is not told too short either.
    """
    every = list(writings)
    known = [one.took.total_seconds() for one in every if one.took is not None]
    if len(known) < FEWEST:
        return None
    middle = median(known)
    days: dict[tuple[UUID, date], float] = {}
    for one in every:
        seconds = middle if one.took is None else one.took.total_seconds()
        days[one.author, one.day] = days.get((one.author, one.day), 0) + seconds
    return Spent(len(known), len(every), round(middle), round(median(days.values())))
