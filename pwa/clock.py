"""The only place that asks what time it is.

Times are UTC inside and Europe/Amsterdam for people. Seeding a demo and tests move the clock
with `at`, which holds for the whole process so that server threads see it too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_moved_to: datetime | None = None


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _moved_to or datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment as a clock on a Dutch wall shows it."""
    return moment.astimezone(AMSTERDAM)


def today() -> date:
    """The local date: the day that a note is about changes at Dutch midnight."""
    return local(now()).date()


def at_local(day: date, hour: time) -> datetime:
    """The moment at which a Dutch clock shows this hour on this day, in UTC."""
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at another moment."""
    global _moved_to
    before, _moved_to = _moved_to, moment.astimezone(UTC)
    try:
        yield
    finally:
        _moved_to = before
