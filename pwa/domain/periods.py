"""Local days of the region as moments in time. All moments are aware; answers are in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime, tz: ZoneInfo = AMSTERDAM) -> date:
    """The date on the wall at this moment."""
    return moment.astimezone(tz).date()


def start_of(day: date, tz: ZoneInfo = AMSTERDAM) -> datetime:
    """Local midnight with which this day begins."""
    return datetime.combine(day, time(), tz).astimezone(UTC)


def end_of(day: date, tz: ZoneInfo = AMSTERDAM) -> datetime:
    """Local midnight with which this day ends: the first moment that is no longer in it."""
    return start_of(day + timedelta(days=1), tz)


def monday_of(day: date) -> date:
    """The Monday of the week this day is in."""
    return day - timedelta(days=day.weekday())


def add_months(day: date, months: int) -> date:
    """The same day that many months on, or the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, _days_in(year, month)))


def months_between(start: date, end: date) -> int:
    """Whole months that have begun from `start` up to and including `end`, 0 when it is before."""
    if end < start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + 1 if add_months(start, months) <= end else months


def _days_in(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).day
