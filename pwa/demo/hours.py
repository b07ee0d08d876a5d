"""Hours of a demo case: weeks confirmed on their last day, now and then contested and answered."""

from datetime import date, time, timedelta
from typing import Any

from pwa import clock
from pwa.demo.cases import Case
from pwa.domain.enums import AttendanceCode
from pwa.domain.hours import monday_of
from pwa.domain.ids import uuid7
from pwa.models.hour_weeks import weeks_of
from pwa.services import hours
from pwa.services.hours import DayChange


def seed(case: Case) -> None:
    """Confirm every week but the last two: somebody still has something to do."""
    open_since = monday_of(case.today) - timedelta(weeks=1)
    lasts = {monday_of(day): day for day in case.worked}
    contested = {monday_of(case.day(one["day"])): one for one in case.data.get("contested", ())}
    for monday, last in lasts.items():
        if monday < open_since:
            _confirm(case, monday, last, time(15, 45))
        if monday in contested:
            _contest(case, contested[monday], monday, last)


def _confirm(case: Case, monday: date, day: date, hour: time) -> None:
    week = weeks_of([case.placement], monday, monday).get((case.placement.id, monday))
    if week is None or not week.filled:
        return
    with clock.at(clock.at_local(max(day, week.days[-1].day), hour)):
        by = case.who(case.data["guides"][0])
        hours.confirm(by, monday, {case.placement.id: week.hash})


def _contest(case: Case, data: dict[str, Any], monday: date, last: date) -> None:
    with clock.at(clock.at_local(last, time(18, 10))):
        said = hours.contest(
            case.who(case.data["candidate"]),
            case.placement,
            uuid7(),
            monday,
            data["text"],
            case.day(data["day"]),
        )
    answer = data.get("answer")
    if not answer:
        return
    after = last + timedelta(days=1)
    with clock.at(clock.at_local(after, time(8, 15))):
        code = AttendanceCode(answer["code"])
        change = DayChange(uuid7(), case.day(data["day"]), code)
        hours.answer(case.who(answer["by"]), said, answer["text"], change)
    _confirm(case, monday, after, time(8, 20))
