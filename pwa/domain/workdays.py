"""Working days: Monday to Friday without public holidays and the company's own closed days."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_STEPS = 3660
"""No calendar is closed for ten years: a search that long is a mistake, not a closed company."""


@cache
def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous or Meeus/Jones/Butcher algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, lead = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, days = divmod(rest, 4)
    week = (32 + 2 * lead + 2 * quarter - moon - days) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The Dutch public holidays of a year.

    Source: Algemene termijnenwet art. 3 lid 1 (New Year, Easter Monday, Ascension, Whit Monday,
    both Christmas days, the King's birthday, 5 May), with the Sundays of Easter and Whitsun. Good
    Friday is equated with them by lid 2, but for the terms of that law only: it is an ordinary
    working day in most companies and does not count. 5 May counts in lustrum years only (2025,
    2030, ...), as many collective agreements have it; no law gives that day off. A company that
    closes otherwise adds the day to its own closed days.
    """
    sunday = easter(year)
    moving = {sunday + timedelta(days=n) for n in (0, 1, 39, 49, 50)}
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26), kings_day(year)}
    lustrum = {date(year, 5, 5)} if year % 5 == 0 else set()
    return frozenset(moving | fixed | lustrum)


def kings_day(year: int) -> date:
    """27 April, and the Saturday before where that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of one company; `closed` holds its own days off."""

    closed: frozenset[date] = frozenset()

    def is_workday(self, d: date) -> bool:
        return d.weekday() < _SATURDAY and d not in self.closed and d not in holidays(d.year)

    def next(self, d: date) -> date:
        """The first working day after `d`."""
        return self._step(d, timedelta(days=1))

    def previous(self, d: date) -> date:
        """The last working day before `d`."""
        return self._step(d, timedelta(days=-1))

    def add(self, d: date, n: int) -> date:
        """The n-th working day after `d` (before it when n is negative); `d` itself for 0."""
        for _ in range(abs(n)):
            d = self.next(d) if n > 0 else self.previous(d)
        return d

    def between(self, a: date, b: date) -> int:
        """How many working days lie after `a` up to and including `b`; negative when b is earlier.

        So Friday to Monday is 1, and `between(d, add(d, n)) == n`: "nog 2 dagen" adds up.
        """
        if b < a:
            return -self._count(b, a)
        return self._count(a + timedelta(days=1), b + timedelta(days=1))

    def _count(self, first: date, stop: date) -> int:
        days = (stop - first).days
        return sum(self.is_workday(first + timedelta(days=n)) for n in range(days))

    def _step(self, d: date, step: timedelta) -> date:
        for _ in range(_STEPS):
            d += step
            if self.is_workday(d):
                return d
        raise OverflowError("no working day within ten years")
