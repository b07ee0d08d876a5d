"""Wie keek mee: who read what of one candidate, by day and by person, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.models import AccessLog, Person
from pwa.models.readers import Reader, Readers, log_of

ROWS_AT_ONCE = 300
SAME_LOOK = timedelta(minutes=15)
"""Pages opened one after another are one look."""


@dataclass(frozen=True)
class Cursor:
    """Where the next page begins: before this line of the log."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.at.timestamp() * 1_000_000:.0f}.{self.id}"

    @classmethod
    def read(cls, typed: str) -> "Cursor | None":
        """Anything odd is the first page."""
        at, _, id = typed.partition(".")
        if not all(part.isascii() and part.isdigit() and len(part) < 18 for part in (at, id)):
            return None
        since = timedelta(microseconds=int(at))
        try:
            return cls(datetime(1970, 1, 1, tzinfo=UTC) + since, int(id))
        except OverflowError:
            return None


@dataclass(frozen=True)
class Look:
    """One kind of thing that somebody looked at on one day, with the moments of it."""

    what: str
    moments: tuple[datetime, ...]


@dataclass(frozen=True)
class Reading:
    """One person on one day."""

    reader: Reader
    looks: tuple[Look, ...]

    @property
    def last(self) -> datetime:
        return max(one.moments[-1] for one in self.looks)


@dataclass(frozen=True)
class Day:
    day: date
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Readings:
    """A page of them; `older` is where the next page begins."""

    days: tuple[Day, ...]
    older: Cursor | None = None


def readings_page(person: Person, before: Cursor | None = None) -> Readings:
    """Whole days where they fit on a page, in two queries whatever happened."""
    if person.candidate_id is None:
        return Readings(())
    rows = list(_rows(person.candidate_id, before).limit(ROWS_AT_ONCE + 1))
    shown = rows if len(rows) <= ROWS_AT_ONCE else _whole_days(rows[:ROWS_AT_ONCE])
    older = Cursor(shown[-1].at, shown[-1].id) if len(shown) < len(rows) else None
    return Readings(_by_day(shown), older)


def _rows(candidate_id: UUID, before: Cursor | None) -> Any:
    mine = log_of(candidate_id)
    if before:
        same = (AccessLog.at == before.at) & (AccessLog.id < before.id)
        mine = mine.where((AccessLog.at < before.at) | same)
    return mine.order_by(AccessLog.at.desc(), AccessLog.id.desc()).namedtuples()


def _day(row: Any) -> date:
    return clock.local(row.at).date()


def _whole_days(rows: Sequence[Any]) -> Sequence[Any]:
    """Without the last day, which may go on after these rows; all of them when it is one day."""
    whole = [row for row in rows if _day(row) != _day(rows[-1])]
    return whole or rows


def _by_day(rows: Sequence[Any]) -> tuple[Day, ...]:
    readers = Readers(rows)
    return tuple(Day(day, _people(list(some), readers)) for day, some in groupby(rows, key=_day))


def _people(rows: Iterable[Any], readers: Readers) -> tuple[Reading, ...]:
    """Each reader of this day once, who looked last on top."""
    found: dict[Reader, dict[str, list[datetime]]] = {}
    for row in rows:
        found.setdefault(readers.of(row), {}).setdefault(row.what, []).append(row.at)
    return tuple(
        Reading(reader, tuple(Look(what, _apart(moments)) for what, moments in looks.items()))
        for reader, looks in found.items()
    )


def _apart(newest_first: Sequence[datetime]) -> tuple[datetime, ...]:
    """Oldest first, and what followed within minutes counted once."""
    found: list[datetime] = []
    latest: datetime | None = None
    for at in reversed(newest_first):
        if latest is None or at - latest > SAME_LOOK:
            found.append(at)
        latest = at
    return tuple(found)
