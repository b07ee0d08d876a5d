"""Who read along in the demo: the supervisors before they write, the coach about once a week."""

from datetime import date, time, timedelta

from pwa import clock
from pwa.demo.cases import Case
from pwa.services import audit

RECENT = 24
"""Days worked, back from the last one, on which somebody looked."""

BEFORE_WORK, AFTER_WORK, AT_THE_DESK = time(7, 25), time(15, 45), time(11, 10)


def seed(case: Case) -> None:
    guides, coach = case.data["guides"], case.data["coach"]
    days = case.worked[-RECENT:]
    for day in days[::2]:
        _read(case, guides[0], day, BEFORE_WORK)
    for day in days[2::5] if len(guides) > 1 else ():
        _read(case, guides[1], day, AFTER_WORK)
    for day in sorted({_office_day(day) for day in days[1::3]}):
        if day < case.today:
            _read(case, coach, day, AT_THE_DESK)


def _office_day(day: date) -> date:
    """The first day from this one on that is no Saturday or Sunday."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _read(case: Case, who: str, day: date, hour: time) -> None:
    with clock.at(clock.at_local(day, hour)):
        audit.record_reading(case.who(who), [case.placement], "notities")
