"""What a candidate looks back on: what was said of each thing, own days, who was there, visits."""

from dataclasses import dataclass
from datetime import date, timedelta

from peewee import Cast, Value

from pwa.domain.enums import AttendanceCode
from pwa.models import Attendance, CandidateDay, Pause, Person, Placement
from pwa.models.calendars import schedule_of, work_calendar
from pwa.queries import own_notes, own_placement
from pwa.queries.own_notes import Line
from pwa.queries.progress import OwnDay, Visit, evaluations_of, newest, own_rows, visit_rows

ATTENDANCE_WEEKS = 3
OWN_DAYS_AT_ONCE = 20
VISITS_AT_MOST = 10


@dataclass(frozen=True)
class Presence:
    day: date
    code: AttendanceCode | None


@dataclass(frozen=True)
class LookingBack:
    placement: Placement
    lines: tuple[Line, ...]
    presence: tuple[Presence, ...]
    own_days: tuple[OwnDay, ...]
    older: date | None
    """Own days from before this one stand on the next page."""
    visits: tuple[Visit, ...]


def looking_back(
    person: Person, placement: Placement, language: str, before: date | None = None
) -> LookingBack:
    """The whole page; `before`: own days that are older than this."""
    uses = own_notes.said_by_tiles(person, placement, language)
    levels = evaluations_of(placement, language)[1]
    own, visits, codes = _rows(placement, _since(placement, person.today), before)
    shown = own[:OWN_DAYS_AT_ONCE]
    return LookingBack(
        placement=placement,
        lines=own_notes.lines(uses, levels, language, placement.handbook_id),
        presence=_presence(placement, person.today, codes),
        own_days=shown,
        older=shown[-1].day if len(own) > len(shown) else None,
        visits=visits[:VISITS_AT_MOST],
    )


def _rows(
    placement: Placement, since: date, before: date | None
) -> tuple[tuple[OwnDay, ...], tuple[Visit, ...], dict[date, AttendanceCode]]:
    """Own days and visits, newest first, and what was filled in since that day, in one query."""
    here = Attendance.select(
        Value("here"), Attendance.day, Cast(Attendance.code, "text"), Value("")
    ).where(Attendance.placement == placement, Attendance.day >= since)
    own: list[OwnDay] = []
    visits: list[Visit] = []
    codes: dict[date, AttendanceCode] = {}
    wanted = own_rows(placement, CandidateDay.day < (before or date.max))
    for kind, day, said, text in wanted.union_all(visit_rows(placement)).union_all(here).tuples():
        if kind == "own":
            own.append(OwnDay(day, int(said), text))
        elif kind == "visit":
            visits.append(Visit(said, day, text))
        else:
            codes[day] = AttendanceCode(said)
    return newest(own), newest(visits), codes


def _since(placement: Placement, today: date) -> date:
    """The Monday from which attendance is shown."""
    last = min(today, placement.last_day)
    monday = last - timedelta(days=last.weekday(), weeks=ATTENDANCE_WEEKS - 1)
    return max(placement.start_on, monday)


def _presence(
    placement: Placement, today: date, codes: dict[date, AttendanceCode]
) -> tuple[Presence, ...]:
    """Days of work, newest first; one that nobody filled in has no code."""
    week, calendar = schedule_of(placement), work_calendar(placement.workplace.organisation_id)
    pauses = Pause.of([placement.id]).get(placement.id, ())
    since, last = _since(placement, today), min(today, placement.last_day)
    days = [since + timedelta(days=n) for n in range(max(0, (last - since).days + 1))]
    asked = (
        d for d in days
        if own_placement.works_on(d, week, calendar) and not any(one.holds(d) for one in pauses)
    )  # fmt: skip
    shown = sorted({*asked, *(d for d in days if d in codes)})
    return tuple(Presence(d, codes.get(d)) for d in reversed(shown))
