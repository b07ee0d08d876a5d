"""A placement's hours as the document that is printed. It is Dutch, whoever asks for it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pwa import clock
from pwa.domain.canonical import canonical
from pwa.domain.hours import Change, Day, per_month
from pwa.models import Organisation, Placement
from pwa.models.calendars import schedule_of
from pwa.pdf import dutch
from pwa.pdf.dutch import long_date
from pwa.pdf.hours import HoursContest, HoursDay, HoursDocument, HoursWeek
from pwa.queries.hours import Contested, WeekView, statement

_NOTHING = "Niet ingevuld"
_UNKNOWN_TIME = "De echte tijd is niet bekend: de afgesproken tijd telt."


def document(placement: Placement, today: date) -> HoursDocument:
    """All weeks that are over, oldest first."""
    views = statement(placement, today)
    place, company = placement.workplace, placement.workplace.organisation
    last = min(today, placement.last_day)
    open_ = sum(not one.stands for one in views)
    return HoursDocument(
        candidate=placement.candidate.user.name,
        company=company.name,
        municipality=Organisation.get_by_id(placement.candidate.municipality_id).name,
        workplace=" - ".join(filter(None, (place.title, place.department))),
        placement_kind=dutch.PLACEMENT_KINDS[placement.kind.value],
        start=placement.start_on,
        until=views[-1].week.days[-1].day if views else max(placement.start_on, last),
        agreed=dutch.hours(schedule_of(placement).minutes_per_week),
        created=today,
        final=bool(views) and not open_,
        state=_state(len(views), open_),
        total=_time(sum(one.week.minutes for one in views)),
        months=_months(views),
        weeks=tuple(_week(one) for one in views),
        content_json=_plain(placement, views),
    )


def _state(weeks: int, open_: int) -> str:
    if not weeks:
        return "Er is nog geen week voorbij."
    if not open_:
        return "Alle weken zijn bevestigd."
    if weeks == 1:
        return "Deze week is nog niet bevestigd."
    return f"{open_} van de {weeks} weken: nog niet bevestigd."


def _months(views: Sequence[WeekView]) -> tuple[tuple[str, str], ...]:
    months = per_month([one.week for one in views])
    return tuple((_month(month), _time(minutes)) for month, minutes in months)


def _month(day: date) -> str:
    return long_date(day).partition(" ")[2].capitalize()


def _week(view: WeekView) -> HoursWeek:
    monday = view.week.monday
    sunday = monday + timedelta(days=6)
    return HoursWeek(
        title=f"Week van {long_date(monday)} tot en met {long_date(sunday)}",
        days=tuple(_day(one) for one in view.week.days),
        total=_time(view.week.minutes),
        confirmed=_confirmed(view),
        changes=tuple(_change(one) for one in view.confirmed.changes) if view.confirmed else (),
        contested=tuple(_contested(one) for one in view.contested),
    )


def _day(one: Day) -> HoursDay:
    said = dutch.ATTENDANCE[one.code.value] if one.code else _NOTHING
    remark = _UNKNOWN_TIME if one.assumed else ""
    return HoursDay(one.day, said, _time(one.planned), _time(one.counted), remark)


def _confirmed(view: WeekView) -> str:
    if view.confirmed is None:
        return "Niemand heeft deze week bevestigd."
    return f"Bevestigd door {view.confirmed.by} op {_moment(view.confirmed.at)}."


def _contested(one: Contested) -> HoursContest:
    right = one.change
    change = f"{_said(right.before)} is nu {_said(right.after).lower()}." if right else ""
    return HoursContest(
        by=one.by,
        at=_moment(one.at),
        text=one.text,
        answered=f"Antwoord van {one.answered_by}, {_moment(one.answered_at)}"
        if one.answered_at
        else "",
        answer=one.answer,
        change=f"{long_date(right.day).capitalize()}: {change}" if right else "",
    )


def _change(one: Change) -> str:
    return f"{long_date(one.day)} was {_told(one.before)} en is nu {_told(one.after)}."


def _told(day: Day | None) -> str:
    return f"{_said(day.code).lower()} ({_time(day.counted)})" if day else _NOTHING.lower()


def _said(code: object) -> str:
    return dutch.ATTENDANCE[str(code)] if code else _NOTHING


def _time(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    minutes_said = f"{rest} minuut" if rest == 1 else f"{rest} minuten"
    return f"{whole} uur en {minutes_said}" if rest else f"{whole} uur"


def _moment(at: datetime) -> str:
    local = clock.local(at)
    return f"{long_date(local.date())} om {local:%H:%M}"


def _plain(placement: Placement, views: Sequence[WeekView]) -> str:
    """The same for computers: codes and minutes, canonical."""
    weeks = [
        {
            "monday": one.week.monday,
            "days": [day.to_json() for day in one.week.days],
            "minutes": one.week.minutes,
            "confirmed": one.stands,
            "contested": [said.text for said in one.contested],
        }
        for one in views
    ]
    return canonical({"placement": placement.id, "weeks": weeks}).decode()
