"""On which days of the week somebody works, from when to when, and for how many minutes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Self

from pwa.domain.errors import BadInput, Code
from pwa.domain.reading import Json

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Names of the days in JSON and in form fields, in the order of `date.weekday()`."""

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Shift:
    """One day's work in local time. A shift past midnight is not known here: nobody has one."""

    start: time
    end: time
    break_minutes: int = 0

    @property
    def minutes(self) -> int:
        """Minutes worked, without the break."""
        return _minute(self.end) - _minute(self.start) - self.break_minutes

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class WeekSchedule:
    """A shift or nothing for each day of the week, Monday first."""

    shifts: tuple[Shift | None, ...] = (None,) * 7

    @classmethod
    def of(cls, shifts: Mapping[int, Shift]) -> Self:
        """From weekday (0 is Monday) to shift."""
        return cls(tuple(shifts.get(n) for n in range(7)))

    def shift_on(self, d: date) -> Shift | None:
        return self.shifts[d.weekday()]

    def scheduled_on(self, d: date) -> bool:
        """Whether the week has a shift on this day; holidays are the calendar's business."""
        return self.shift_on(d) is not None

    def minutes_on(self, d: date) -> int:
        shift = self.shift_on(d)
        return shift.minutes if shift else 0

    @property
    def minutes_per_week(self) -> int:
        return sum(shift.minutes for shift in self.shifts if shift)

    @property
    def hours_per_week(self) -> float:
        return self.minutes_per_week / 60

    def to_json(self) -> dict[str, Json]:
        """`{"mon": {"start": "07:30", "end": "16:00", "break_minutes": 30}}`, free days absent."""
        return {
            name: {
                "start": f"{shift.start:%H:%M}",
                "end": f"{shift.end:%H:%M}",
                "break_minutes": shift.break_minutes,
            }
            for name, shift in zip(WEEKDAYS, self.shifts, strict=True)
            if shift
        }

    @classmethod
    def from_json(cls, json: Json) -> Self:
        """The opposite of `to_json`. Raises `BadInput` with `mon`, `mon.start` and so on."""
        if not isinstance(json, Mapping):
            raise BadInput({"schedule": Code.NOT_AN_OBJECT})
        errors = {name: str(Code.UNKNOWN_KIND) for name in json if name not in WEEKDAYS}
        shifts: dict[int, Shift] = {}
        for n, name in enumerate(WEEKDAYS):
            try:
                shifts |= {n: _shift_from(json[name], name)} if name in json else {}
            except BadInput as wrong:
                errors |= wrong.fields
        if errors:
            raise BadInput(errors)
        return cls.of(shifts)


def parse_time(text: str) -> time | None:
    """A time as people type it: 7:30, 07:30 or 07.30; None for anything else."""
    found = _TIME.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def parse_hours(text: str, break_minutes: int = 0, field: str = "hours") -> Shift:
    """A shift from "07:30-16:00", with any dash. Raises `BadInput` for the field."""
    start, dash, end = re.sub("\\s*[-\u2013\u2014]\\s*", "-", text.strip()).partition("-")
    if not dash:
        raise BadInput({field: Code.NOT_A_TIME})
    return make_shift(start, end, break_minutes, field)


def make_shift(start: str, end: str, break_minutes: int, field: str) -> Shift:
    """A shift from typed times. Raises `BadInput`: `<field>.start`, `.end`, `.break_minutes`."""
    begins, ends = parse_time(start), parse_time(end)
    if begins is None or ends is None:
        wrong = ((f"{field}.start", begins), (f"{field}.end", ends))
        raise BadInput({at: Code.NOT_A_TIME for at, value in wrong if value is None})
    if ends <= begins:
        raise BadInput({f"{field}.end": Code.END_BEFORE_START})
    shift = Shift(begins, ends, break_minutes)
    if break_minutes < 0 or shift.minutes <= 0:
        raise BadInput({f"{field}.break_minutes": Code.BREAK_TOO_LONG})
    return shift


def _shift_from(json: Json, name: str) -> Shift:
    if not isinstance(json, Mapping):
        raise BadInput({name: Code.NOT_AN_OBJECT})
    pause = json.get("break_minutes", 0)
    if isinstance(pause, bool) or not isinstance(pause, int):
        raise BadInput({f"{name}.break_minutes": Code.NOT_A_NUMBER})
    return make_shift(str(json.get("start", "")), str(json.get("end", "")), pause, name)


def _minute(t: time) -> int:
    return t.hour * 60 + t.minute
