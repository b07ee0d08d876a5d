"""Where the marks of our charts stand: numbers in, places out, the same on screen and on paper.

A place is in units of the chart's own box. Level 0 is "not seen": it has a place of its own beside
the scale, or none, and is never drawn as something low. Nothing is added up or averaged here. The
templates in `templates/charts` draw what stands here and write the words beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pwa.domain.enums import AttendanceCode

LEVELS = (1, 2, 3, 4)


# --- Profile: one competence, who sees it where -------------------------------------------------


class Rater(StrEnum):
    """Whose view a mark is; each has a shape of its own, so that grey paper is enough."""

    NOW = "now"  # the supervisor: a full dot
    PREVIOUS = "previous"  # the supervisor of last time: a ring
    OWN = "own"  # the candidate: a diamond


@dataclass(frozen=True, slots=True)
class Mark:
    rater: Rater
    x: float
    y: float
    level: int


@dataclass(frozen=True, slots=True)
class Track:
    """A row of the profile. `moved` runs from the previous level to the one now."""

    marks: tuple[Mark, ...]
    moved: tuple[float, float] | None

    width = 132.0
    height = 22.0
    stops = ((1, 11.0), (2, 37.0), (3, 63.0), (4, 89.0))
    divide = 105.0
    not_seen = 119.0
    middle = 9.0


_LANES = {Rater.NOW: Track.middle, Rater.PREVIOUS: Track.middle, Rater.OWN: 17.4}
_PLACES = {0: Track.not_seen, **dict(Track.stops)}


def track(now: int | None, previous: int | None = None, own: int | None = None) -> Track:
    """The marks of one competence; None is a view that nobody gave."""
    given = ((Rater.NOW, now), (Rater.PREVIOUS, previous), (Rater.OWN, own))
    marks = tuple(
        Mark(who, _PLACES[level], _LANES[who], level) for who, level in given if level is not None
    )
    moved = (_PLACES[previous], _PLACES[now]) if now and previous and now != previous else None
    return Track(marks, moved)


# --- Growth: one competence through time --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    level: int
    day: date
    rater: Rater
    """NOW only where it was seen the last time, else PREVIOUS."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Levels in the order of time. `lines` join what was seen; where it was not seen
    (`unseen`, an x each) the line is broken."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[tuple[float, float], ...], ...]
    unseen: tuple[float, ...]

    width = 120.0
    height = 44.0
    stops = ((1, 37.0), (2, 27.0), (3, 17.0), (4, 7.0))


_EDGE, _APART = 7.0, 11.0


def growth(points: Iterable[tuple[date, int]]) -> Growth:
    """The line of one competence: (day, level), placed by date and never over each other. What
    has the same day keeps the order it was given in."""
    known = sorted(points, key=lambda one: one[0])
    heights, xs = dict(Growth.stops), _spread([day for day, _level in known])
    dots, unseen, lines = [], [], [[]]  # type: ignore[var-annotated]
    for n, ((day, level), x) in enumerate(zip(known, xs, strict=True), start=1):
        if level:
            rater = Rater.NOW if n == len(known) else Rater.PREVIOUS
            dots.append(Dot(x, heights[level], level, day, rater))
            lines[-1] += [(x, lines[-1][-1][1])] if lines[-1] else []
            lines[-1].append((x, heights[level]))
        else:
            unseen.append(x)
            lines.append([])
    drawn = tuple(tuple(one) for one in lines if len(one) > 1)
    return Growth(tuple(dots), drawn, tuple(unseen))


def any_unseen(lines: Iterable[tuple[str, Iterable[tuple[date, int]]]]) -> bool:
    """Whether one of these (label, points) has a time at which it was not seen."""
    return any(not level for _label, points in lines for _day, level in points)


def _spread(days: Sequence[date]) -> list[float]:
    """Places from left to right in proportion to time, at least a mark's width apart."""
    if len(days) < 2:
        return [_EDGE for _ in days]
    room = Growth.width - 2 * _EDGE
    apart = min(_APART, room / (len(days) - 1))
    span = max(1, (days[-1] - days[0]).days)
    xs = [_EDGE + room * (day - days[0]).days / span for day in days]
    for n in range(1, len(xs)):
        xs[n] = max(xs[n], xs[n - 1] + apart)
    limit = Growth.width - _EDGE
    for n in reversed(range(len(xs))):
        xs[n] = min(xs[n], limit)
        limit = xs[n] - apart
    return [round(x, 1) for x in xs]


# --- Attendance: weeks as a strip ---------------------------------------------------------------


class DayKind(StrEnum):
    """What a day looks like on the strip; each has a shape of its own."""

    THERE = "there"
    PARTLY = "partly"
    ABSENT = "absent"
    FREE = "free"
    OPEN = "open"  # a day of the schedule that nobody filled in: never present


KINDS: Mapping[str, DayKind] = {
    AttendanceCode.PRESENT: DayKind.THERE,
    AttendanceCode.LATE: DayKind.PARTLY,
    AttendanceCode.LEFT_EARLY: DayKind.PARTLY,
    AttendanceCode.ABSENT_REPORTED: DayKind.ABSENT,
    AttendanceCode.ABSENT_UNREPORTED: DayKind.ABSENT,
    AttendanceCode.APPOINTMENT: DayKind.FREE,
    AttendanceCode.LEAVE: DayKind.FREE,
    AttendanceCode.COMPANY_CLOSED: DayKind.FREE,
    "": DayKind.OPEN,
}


@dataclass(frozen=True, slots=True)
class Cell:
    x: float
    y: float
    kind: DayKind
    day: date


@dataclass(frozen=True, slots=True)
class Month:
    """Where a month begins: its number (1-12) and the place of its name."""

    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A column a week, Monday on top; after half a year a new band of weeks begins below."""

    cells: tuple[Cell, ...]
    months: tuple[Month, ...]
    names: tuple[tuple[float, int], ...]
    """(y, weekday) of each row that has a name at its start."""
    width: float
    height: float
    counts: tuple[tuple[DayKind, int], ...]
    first: date | None = None
    last: date | None = None
    weeks: int = 0

    size = 10.0


_PITCH, _START, _HEAD, _BAND = 12.0, 20.0, 14.0, 26
_NARROWEST = 8


def strip(days: Iterable[tuple[date, str]]) -> Strip:
    """The days of the schedule and all days that somebody filled in: (day, code or nothing)."""
    known = sorted(days)
    if not known:
        return Strip((), (), (), 0, 0, ())
    monday = _monday(known[0][0])
    rows = 7 if any(day.weekday() > 4 for day, _code in known) else 5
    weeks = (_monday(known[-1][0]) - monday).days // 7 + 1
    tall = _HEAD + rows * _PITCH + 4
    bands = -(-weeks // _BAND)

    def corner(week: int) -> tuple[float, float]:
        return _START + week % _BAND * _PITCH, week // _BAND * tall

    cells = []
    for day, code in known:
        x, y = corner((day - monday).days // 7)
        kind = KINDS.get(code, DayKind.OPEN)
        cells.append(Cell(x, y + _HEAD + day.weekday() * _PITCH, kind, day))
    months = [Month(*corner(week), number) for week, number in _months(monday, weeks)]
    tops = [band * tall + _HEAD for band in range(bands)]
    return Strip(
        cells=tuple(cells),
        months=tuple(months),
        names=tuple((top + n * _PITCH, n) for top in tops for n in range(rows)),
        width=_START + max(_NARROWEST, min(weeks, _BAND)) * _PITCH,
        height=bands * tall,
        counts=_counted(cells),
        first=known[0][0],
        last=known[-1][0],
        weeks=weeks,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _counted(cells: Iterable[Cell]) -> tuple[tuple[DayKind, int], ...]:
    found = [cell.kind for cell in cells]
    return tuple((kind, found.count(kind)) for kind in DayKind if kind in found)


def _months(monday: date, weeks: int) -> Iterable[tuple[int, int]]:
    """(week, month) of each week in which a month begins, and of the first week of each band.

    What is left of a month gives way when the next one begins so soon that their names would touch.
    """
    sundays = [monday + timedelta(days=7 * week + 6) for week in range(weeks)]
    begins = [*(sunday.day <= 7 for sunday in sundays), False]
    for week, sunday in enumerate(sundays):
        if begins[week] or (week % _BAND == 0 and not begins[week + 1]):
            yield week, sunday.month
