"""When a company is closed, as people say it: one holiday of three weeks, not twenty-one days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pwa.domain.workdays import holidays
from pwa.models import ClosedDay


@dataclass(frozen=True)
class Closed:
    """One stretch; a public holiday in the middle does not break it."""

    first: date
    last: date

    @property
    def one_day(self) -> bool:
        return self.first == self.last


def closed(organisation_id: UUID, today: date) -> tuple[list[Closed], list[Closed]]:
    """What comes (or is now), and what was in the last year."""
    rows = (
        ClosedDay.select(ClosedDay.day)
        .where(
            ClosedDay.organisation == organisation_id,
            ClosedDay.day >= today - timedelta(days=366),
        )
        .order_by(ClosedDay.day)
    )
    found = stretches(row.day for row in rows)
    coming = [one for one in found if one.last >= today]
    return coming, [one for one in reversed(found) if one.last < today]


def stretches(days: Iterable[date]) -> list[Closed]:
    """Days in order, joined where only public holidays lie between."""
    found: list[Closed] = []
    for day in days:
        if found and _follows(found[-1].last, day):
            found[-1] = Closed(found[-1].first, day)
        else:
            found.append(Closed(day, day))
    return found


def _follows(last: date, day: date) -> bool:
    between = (last + timedelta(days=n) for n in range(1, (day - last).days))
    return (day - last).days <= 5 and all(one in holidays(one.year) for one in between)
