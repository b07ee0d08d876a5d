"""Days on which a company is closed: not a working day for anyone there."""

from collections.abc import Iterator
from datetime import date, timedelta

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.history import Changed
from pwa.domain.workdays import holidays
from pwa.models import ClosedDay, Organisation, Person
from pwa.policies import companies as policies
from pwa.services import audit, history

MOST_DAYS = 62
BACK, AHEAD = timedelta(days=366), timedelta(days=3 * 366)


def close(by: Person, company: Organisation, first: date, last: date) -> int:
    """The company is closed from first up to and including last; says how many days are new.

    Public holidays are free already and are left out. Raises BadInput, NotAllowed.
    """
    check_close(by, company, first, last)
    days = new_days(first, last)
    now = clock.now()
    with transaction():
        known = _within(company, first, last)
        rows = [
            {"organisation": company.id, "day": day, "made_by": by.id, "made_at": now}
            for day in days
            if day not in known
        ]
        for row in rows:
            ClosedDay.insert(row).on_conflict_ignore().execute()
        if rows:
            told = {"first": first.isoformat(), "last": last.isoformat(), "days": len(rows)}
            history.chosen(by, company, Changed.CLOSED, None, told)
            audit.record(by, "company.close", company, first=first, last=last, days=len(rows))
    return len(rows)


def check_close(by: Person, company: Organisation, first: date, last: date) -> None:
    """Nothing is written. Raises BadInput, NotAllowed."""
    check(by, company, first, last)
    if not new_days(first, last):
        raise BadInput({"first": "free_already"})


def new_days(first: date, last: date) -> list[date]:
    """The days of this stretch that are not free for everybody already."""
    return [day for day in _days(first, last) if day not in holidays(day.year)]


def open_again(by: Person, company: Organisation, first: date, last: date) -> int:
    """The company is open on these days after all; says how many were closed."""
    check(by, company, first, last)
    here = (ClosedDay.organisation == company.id) & ClosedDay.day.between(first, last)
    with transaction():
        n = int(ClosedDay.delete().where(here).execute())
        if n:
            told = {"first": first.isoformat(), "last": last.isoformat(), "days": n}
            history.chosen(by, company, Changed.CLOSED, told, None)
            audit.record(by, "company.open", company, first=first, last=last, days=n)
    return n


def check(by: Person, company: Organisation, first: date, last: date) -> None:
    """Raises BadInput (first, last), NotAllowed."""
    if not policies.edit(by, company):
        raise NotAllowed("not_yours")
    today = clock.today()
    if last < first:
        raise BadInput({"last": "end_before_start"})
    if (last - first).days >= MOST_DAYS:
        raise BadInput({"last": "too_many_days"})
    if first < today - BACK or last > today + AHEAD:
        raise BadInput({"first": "absurd_date"})


def _within(company: Organisation, first: date, last: date) -> set[date]:
    rows = ClosedDay.select(ClosedDay.day).where(
        ClosedDay.organisation == company.id, ClosedDay.day.between(first, last)
    )
    return {row.day for row in rows}


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
