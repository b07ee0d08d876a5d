"""Weeks of hours: for who guides, for the candidate, and as one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.corrections import OPEN
from pwa.domain.enums import AttendanceCode
from pwa.domain.hours import Change, Day, Week, changes, monday_of
from pwa.domain.states import PlacementState
from pwa.models import Correction, Person, Placement, User, WeekDispute, WeekHours
from pwa.models.hour_weeks import Key, newest_confirmations, weeks_of
from pwa.policies import hours as policies

_NOT_AGREED = (PlacementState.DRAFT, PlacementState.TO_SIGN, PlacementState.CANCELLED)
_LOOK_BACK = timedelta(weeks=6)


@dataclass(frozen=True)
class Confirmed:
    """Who confirmed a week when; `changes` is what became different since, which makes it void."""

    by: str
    at: datetime
    changes: tuple[Change, ...]

    @property
    def stands(self) -> bool:
        return not self.changes


@dataclass(frozen=True)
class PutRight:
    """The day that an answer changed."""

    day: date
    before: AttendanceCode | None
    after: AttendanceCode


@dataclass(frozen=True)
class Contested:
    id: UUID
    text: str
    by: str
    at: datetime
    answer: str
    change: PutRight | None
    answered_by: str
    answered_at: datetime | None
    day: date | None = None
    """The day of the week that is wrong, where one was chosen."""
    open: bool = False
    """Somebody has to answer, for the first time or because the coach asked again."""


@dataclass(frozen=True)
class WeekView:
    """One week of one placement, with what was said about it."""

    week: Week
    confirmed: Confirmed | None
    contested: tuple[Contested, ...]

    @property
    def stands(self) -> bool:
        return self.confirmed is not None and self.confirmed.stands

    @property
    def waits(self) -> bool:
        """The candidate said that it is wrong, and an answer is due."""
        return any(one.open for one in self.contested)


@dataclass(frozen=True)
class PersonWeek:
    placement: Placement
    view: WeekView
    gaps: tuple[Day, ...]
    may_confirm: bool
    """Something was filled in, the last day has come, and it is not confirmed as it stands."""

    @property
    def name(self) -> str:
        return self.placement.candidate.user.name


@dataclass(frozen=True)
class OpenWeek:
    monday: date
    to_confirm: int
    contested: int


@dataclass(frozen=True)
class WeekPage:
    monday: date
    people: tuple[PersonWeek, ...]
    open: tuple[OpenWeek, ...]
    """Other weeks in which something waits."""

    @property
    def without_gaps(self) -> tuple[PersonWeek, ...]:
        """Whose week is confirmed by the one button for all: never one that waits for an answer."""
        return tuple(
            one for one in self.people if one.may_confirm and not one.gaps and not one.view.waits
        )


def week_page(person: Person, monday: date | None) -> WeekPage:
    """The week of everybody that this person guides; without a week the one that waits."""
    this = monday_of(person.today)
    shown = monday or this
    first = min(shown, this) - _LOOK_BACK
    placements = _guided(person, first)
    found = _views(placements, first, max(shown, this))
    open_ = _open(person, placements, found)
    last_week = this - timedelta(weeks=1)
    if monday is None and any(one.monday == last_week for one in open_):
        shown = last_week
    people = _people(person, placements, found, shown)
    return WeekPage(shown, people, tuple(one for one in open_ if one.monday != shown))


def _people(
    person: Person, placements: Sequence[Placement], found: dict[Key, WeekView], monday: date
) -> tuple[PersonWeek, ...]:
    return tuple(
        _of_person(person, row, found[row.id, monday])
        for row in placements
        if (row.id, monday) in found and policies.confirm(person, row, monday)
    )


def _of_person(person: Person, placement: Placement, view: WeekView) -> PersonWeek:
    ready = view.week.is_over(person.today) and bool(view.week.filled) and not view.stands
    return PersonWeek(placement, view, view.week.gaps(person.today), ready)


def _open(
    person: Person, placements: Sequence[Placement], found: dict[Key, WeekView]
) -> tuple[OpenWeek, ...]:
    """Newest first: weeks that wait for a confirmation or an answer."""
    every = [
        OpenWeek(
            monday,
            sum(one.may_confirm for one in people),
            sum(one.view.waits for one in people),
        )
        for monday in sorted({key[1] for key in found}, reverse=True)
        for people in [_people(person, placements, found, monday)]
    ]
    return tuple(one for one in every if one.to_confirm or one.contested)


def _guided(person: Person, since: date) -> list[Placement]:
    rows = Placement.with_people().where(
        Placement.id.in_(list(person.guides)),
        Placement.state.not_in(_NOT_AGREED),
        Placement.start_on <= person.today,
    )
    return sorted(
        (row for row in rows if row.last_day >= since), key=lambda row: row.candidate.user.name
    )


def own_week(placement: Placement, monday: date) -> WeekView | None:
    """One week of one placement; None where there was no work."""
    return _views([placement], monday, monday).get((placement.id, monday))


def week_to_read(placement: Placement, today: date) -> date:
    """The Monday of the week that a candidate looks at first: last week, or this one as soon as
    somebody confirmed it."""
    last = monday_of(min(today, placement.last_day))
    if last < monday_of(today) or newest_confirmations([placement.id], last, last):
        return last
    return max(monday_of(placement.start_on), last - timedelta(weeks=1))


def statement(placement: Placement, today: date) -> tuple[WeekView, ...]:
    """All weeks from the first day to the last one that is over, oldest first."""
    last = min(today, placement.last_day)
    if last < placement.start_on:
        return ()
    found = _views([placement], placement.start_on, last)
    views = [found[key] for key in sorted(found, key=lambda key: key[1])]
    return tuple(one for one in views if one.week.is_over(today))


def _views(placements: Sequence[Placement], first: date, last: date) -> dict[Key, WeekView]:
    """Days, confirmations and what was contested, of all these weeks. Five queries."""
    if not placements:
        return {}
    ids = [row.id for row in placements]
    weeks = weeks_of(placements, first, last)
    newest = newest_confirmations(ids, first, last)
    said = _contested(ids, first, last)
    return {
        key: WeekView(week, _confirmed(newest.get(key), week), tuple(said.get(key, ())))
        for key, week in weeks.items()
    }


def _confirmed(row: WeekHours | None, week: Week) -> Confirmed | None:
    if row is None:
        return None
    then = [Day.from_json(one) for one in row.days]
    return Confirmed(row.confirmed_by.name, row.confirmed_at, changes(then, week.filled))


def _contested(ids: Iterable[UUID], first: date, last: date) -> dict[Key, list[Contested]]:
    helper = User.alias()
    rows = (
        WeekDispute.select(WeekDispute, User, helper, Correction)
        .join(User, on=(WeekDispute.made_by == User.id), attr="author")
        .switch(WeekDispute)
        .join(helper, JOIN.LEFT_OUTER, on=(WeekDispute.answered_by == helper.id), attr="helper")
        .switch(WeekDispute)
        .join(Correction, on=(Correction.dispute == WeekDispute.id), attr="request")
        .where(
            WeekDispute.placement.in_(list(ids)),
            WeekDispute.monday >= monday_of(first),
            WeekDispute.monday <= last,
        )
        .order_by(WeekDispute.made_at, WeekDispute.id)
    )
    found: dict[Key, list[Contested]] = {}
    for row in rows:
        found.setdefault((row.placement_id, row.monday), []).append(_said(row))
    return found


def _said(row: Any) -> Contested:
    helper = getattr(row, "helper", None)
    return Contested(
        id=row.id,
        text=row.text,
        by=row.author.name,
        at=row.made_at,
        answer=row.answer,
        change=_put_right(row),
        answered_by=helper.name if helper and row.answered_at else "",
        answered_at=row.answered_at,
        day=row.request.day,
        open=row.request.state in OPEN,
    )


def _put_right(row: WeekDispute) -> PutRight | None:
    if not row.change:
        return None
    before, after = row.change["before"], row.change["after"]
    return PutRight(
        date.fromisoformat(row.change["day"]),
        AttendanceCode(before) if before else None,
        AttendanceCode(after),
    )
