"""Hours of a week, counted from who was there; nothing here knows or asks why somebody was not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pwa.domain.canonical import digest
from pwa.domain.enums import AttendanceCode

MOST_TEXT = 600

_THERE = (AttendanceCode.PRESENT, AttendanceCode.LATE, AttendanceCode.LEFT_EARLY)
_SHORTER = (AttendanceCode.LATE, AttendanceCode.LEFT_EARLY)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week; `code` is None as long as nobody filled it in."""

    day: date
    planned: int
    code: AttendanceCode | None = None
    actual: int | None = None

    @property
    def counted(self) -> int:
        """Minutes that count: the real ones where somebody knew them, else the planned ones."""
        if self.code not in _THERE:
            return 0
        return self.planned if self.actual is None else self.actual

    @property
    def assumed(self) -> bool:
        """Late or away early without minutes: the planned ones count, and that is said."""
        return self.code in _SHORTER and self.actual is None

    def to_json(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "code": self.code.value if self.code else None,
            "planned": self.planned,
            "actual": self.actual,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Day":
        code = AttendanceCode(data["code"]) if data["code"] else None
        return cls(date.fromisoformat(data["day"]), data["planned"], code, data["actual"])


@dataclass(frozen=True, slots=True)
class Week:
    """The days of one week on which somebody should work or did, Monday first."""

    monday: date
    days: tuple[Day, ...]

    @property
    def filled(self) -> tuple[Day, ...]:
        return tuple(one for one in self.days if one.code)

    @property
    def minutes(self) -> int:
        return sum(one.counted for one in self.days)

    @property
    def hash(self) -> str:
        """Of what somebody filled in: what nobody touched is not confirmed either."""
        return digest({"monday": self.monday, "days": [one.to_json() for one in self.filled]})

    def gaps(self, today: date) -> tuple[Day, ...]:
        """Days up to today that nobody filled in."""
        return tuple(one for one in self.days if one.code is None and one.day <= today)

    def is_over(self, today: date) -> bool:
        """Whether the last day of work is behind us, or is today and somebody filled it in."""
        if not self.days:
            return False
        last = self.days[-1]
        return last.day < today or (last.day == today and last.code is not None)


@dataclass(frozen=True, slots=True)
class Change:
    """A day that became different; None where nobody had filled it in."""

    day: date
    before: Day | None
    after: Day | None


def changes(before: Sequence[Day], after: Sequence[Day]) -> tuple[Change, ...]:
    """What is different now from what was confirmed, day by day."""
    then, now = {one.day: one for one in before}, {one.day: one for one in after}
    return tuple(
        Change(day, then.get(day), now.get(day))
        for day in sorted({*then, *now})
        if then.get(day) != now.get(day)
    )


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def mondays(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of all weeks that hold these days."""
    weeks = (monday_of(last) - monday_of(first)).days // 7
    return tuple(monday_of(first) + timedelta(weeks=n) for n in range(weeks + 1))


def per_month(weeks: Sequence[Week]) -> tuple[tuple[date, int], ...]:
    """(first of the month, minutes): a week over the end of a month counts in both, by day."""
    found: dict[date, int] = {}
    for week in weeks:
        for one in week.days:
            month = one.day.replace(day=1)
            found[month] = found.get(month, 0) + one.counted
    return tuple(sorted(found.items()))
