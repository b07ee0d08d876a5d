"""What the charts of /stijlgids draw: each mark, each gap, and a first time without a last one."""

from datetime import date, timedelta
from typing import NamedTuple

from pwa.domain.enums import AttendanceCode

Day = tuple[date, str]


class Rated(NamedTuple):
    label: str
    level: int | None
    previous_level: int | None = None
    own_level: int | None = None


class Samples(NamedTuple):
    profile: tuple[Rated, ...]
    first: tuple[Rated, ...]
    growth: tuple[tuple[str, tuple[tuple[date, int], ...]], ...]
    weeks: tuple[Day, ...]
    one_day: tuple[Day, ...]


_MONDAY = date(2025, 9, 1)


def _weeks() -> tuple[Day, ...]:
    """Each code in turn, and a day that nobody filled in."""
    codes = ["", *(code.value for code in AttendanceCode), *[AttendanceCode.PRESENT.value] * 12]
    days = [_MONDAY + timedelta(days=n) for n in range(70)]
    worked = [day for day in days if day.weekday() in (0, 2, 3)]
    return tuple((day, codes[n % len(codes)]) for n, day in enumerate(worked))


def _points(*levels: int) -> tuple[tuple[date, int], ...]:
    return tuple((_MONDAY + timedelta(days=45 * n), level) for n, level in enumerate(levels))


CHARTS = Samples(
    profile=(
        Rated("Op tijd komen", 3, 1, 3),
        Rated("Netjes en nauwkeurig werken", 4, 3, 3),
        Rated("Samenwerken", 3, 3, 3),
        Rated("Meten met de schuifmaat", 2, 0, 2),
        Rated("Omgaan met feedback", 0, 2, None),
        Rated("Zeggen wat nodig is en om hulp vragen als je er zelf niet uitkomt", 2, None, 4),
        Rated("Veilig werken", None, None, 3),
    ),
    first=(Rated("Kwaliteit", 2, None, 3),),
    growth=(
        ("Werktempo", _points(1, 2, 2, 3)),
        ("Meten met de schuifmaat", _points(0, 2, 0, 3)),
        ("Kwaliteit", _points(2)),
    ),
    weeks=_weeks(),
    one_day=((_MONDAY, AttendanceCode.PRESENT.value),),
)
"""Names of the demo's handbook; no page but the style guide shows them."""
