"""How many talks a company has this month: counts by kind, never whose."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa.domain.enums import Role
from pwa.domain.periods import add_months
from pwa.models import Placement, Workplace
from pwa.models.clocks import clocks_of, runs_on

AT_THE_COMPANY = (Role.SUPERVISOR, Role.EMPLOYER_ADMIN)


@dataclass(frozen=True)
class Talks:
    """What is still to come until the end of the month, and what is late."""

    coming: tuple[tuple[str, int], ...]
    late: int

    @property
    def total(self) -> int:
        return sum(n for _what, n in self.coming)


def talks(companies: Sequence[UUID], today: date, language: str) -> Talks:
    rows = Placement.with_people().where(
        Workplace.organisation.in_(companies),
        runs_on(today),
        Placement.start_on < _next_month(today),
        Placement.planned_end_on >= today,
    )
    counts: Counter[str] = Counter()
    late = 0
    for law in clocks_of(list(rows)).values():
        for one in law.stones(today):
            if one.done or one.milestone.who not in AT_THE_COMPANY:
                continue
            late += one.due < today
            if today <= one.due < _next_month(today):
                counts[one.milestone.what.said_in(language)] += 1
    return Talks(tuple(sorted(counts.items())), late)


def _next_month(today: date) -> date:
    return add_months(today.replace(day=1), 1)
