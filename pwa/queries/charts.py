"""How one placement went so far, to draw: levels of final evaluations, and the days.

The page of a placement reads all its dated facts as rows of four texts, in one query; levels go
along as rows of that shape.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Value

from pwa.domain.enums import Rater
from pwa.domain.running import Period
from pwa.domain.workdays import WorkCalendar
from pwa.models import Competence, Evaluation, Placement, Rating
from pwa.models.attendance_facts import Days, with_open_days

Row = tuple[str, str, str, str]
Points = tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class PlacementCharts:
    growth: tuple[tuple[str, Points], ...]
    """(what we look at, levels through time), in the order of the handbook, of what was rated
    more than once: one level is no growth."""
    days: Days


def level_rows(placement: Placement) -> Any:
    """("level", last day, level, "evaluation code position label") of each level that was signed
    for. The id of an evaluation is made in the order of time."""
    about = Evaluation.id.cast("text").concat(" ").concat(Competence.code)
    about = about.concat(" ").concat(Competence.position.cast("text"))
    return (
        Rating.select(
            Value("level").cast("text"),
            Evaluation.to_on.cast("text"),
            Rating.level.cast("text"),
            about.concat(" ").concat(Competence.label),
        )
        .join(Evaluation)
        .switch(Rating)
        .join(Competence)
        .where(
            Evaluation.placement == placement.id,
            Evaluation.stands(),
            Rating.rater == Rater.SUPERVISOR,
            Rating.level.is_null(False),
        )
    )


def placement_charts(
    placement: Placement,
    rows: Iterable[Row],
    calendar: WorkCalendar,
    pauses: Sequence[Period],
    today: date,
) -> PlacementCharts:
    """From the dated facts of a placement: kinds "level" and "there" count here."""
    known = list(rows)
    codes = {date.fromisoformat(day): code for kind, day, code, _b in known if kind == "there"}
    return PlacementCharts(
        growth=_growth(row for row in known if row[0] == "level"),
        days=with_open_days(placement, codes, calendar, pauses, (placement.start_on, today)),
    )


def _growth(rows: Iterable[Row]) -> tuple[tuple[str, Points], ...]:
    """By code: the same code is the same thing, and the newest version says what it is called."""
    names: dict[str, tuple[int, str]] = {}
    points: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for _kind, day, level, about in sorted(rows, key=lambda row: (row[1], row[3])):
        _evaluation, code, position, label = about.split(" ", 3)
        names[code] = int(position), label
        points[code].append((date.fromisoformat(day), int(level)))
    order = sorted(names, key=lambda code: (names[code], code))
    return tuple((names[code][1], tuple(points[code])) for code in order if len(points[code]) > 1)
