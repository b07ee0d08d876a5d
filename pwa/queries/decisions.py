"""What a coach sees before deciding, and what was decided: for the coach and the candidate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import Value

from pwa.domain.milestones import CHANCE, PREMIUM
from pwa.domain.premium import ends_at
from pwa.models import ChanceAnswer, Placement, PremiumStatement, User
from pwa.models.clocks import Clock, Stone, clock_of, moment_of, text_row
from pwa.models.premium_facts import Facts, gather, period_of


@dataclass(frozen=True)
class Decided:
    """One decision as it stands: `month` is 0 for the question of nine months."""

    id: UUID
    placement_id: UUID
    month: int
    edition: int
    yes: bool
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class PremiumPage:
    clock: Clock
    stone: Stone
    period: tuple[date, date]
    facts: Facts
    editions: tuple[Decided, ...]

    @property
    def edition(self) -> int:
        return self.editions[0].edition if self.editions else 0


@dataclass(frozen=True)
class ChancePage:
    clock: Clock
    stone: Stone
    ends_on: date | None
    editions: tuple[Decided, ...]

    @property
    def edition(self) -> int:
        return self.editions[0].edition if self.editions else 0


def premium_page(placement: Placement, month: int, today: date) -> PremiumPage | None:
    """The facts of this half year as they are now, and every edition of the decision."""
    law = clock_of(placement)
    stone = _stone(law, PREMIUM, today, month)
    if stone is None:
        return None
    return PremiumPage(
        clock=law,
        stone=stone,
        period=period_of(law, stone.milestone),
        facts=gather(law, stone.milestone, today),
        editions=tuple(one for one in decided(placement) if one.month == month),
    )


def chance_page(placement: Placement, today: date) -> ChancePage | None:
    law = clock_of(placement)
    stone = _stone(law, CHANCE, today)
    if stone is None:
        return None
    rule = stone.milestone.rule
    month = rule.no_ends_at if rule else 0
    ends = ends_at(placement.start_on, month, placement.prior_months) if month else None
    return ChancePage(law, stone, ends, tuple(one for one in decided(placement) if not one.month))


def newest(placement: Placement) -> tuple[Decided, ...]:
    """What stands now, newest first: one for each half year, and the answer after nine months."""
    found: dict[int, Decided] = {}
    for one in decided(placement):
        found.setdefault(one.month, one)
    return tuple(sorted(found.values(), key=lambda one: one.at, reverse=True))


def decided(placement: Placement) -> list[Decided]:
    """All editions in one query, newest first."""
    p, c = PremiumStatement, ChanceAnswer
    premiums: Any = (
        p.select(*text_row("premium", p.id, p.month, p.edition, p.text, p.decided_at, User.name),
                 p.granted)
        .join(User, on=(p.decided_by == User.id))
        .where(p.placement == placement.id)
    )  # fmt: skip
    answers = (
        c.select(*text_row("chance", c.id, Value("0"), c.edition, c.text, c.decided_at,
                           User.name), c.raised)
        .join(User, on=(c.decided_by == User.id))
        .where(c.placement == placement.id)
    )  # fmt: skip
    rows: Iterable[Any] = premiums.union_all(answers).tuples()
    found = [
        Decided(
            UUID(id), placement.id, int(month), int(edition), bool(yes), text, by, moment_of(at)
        )
        for _kind, id, month, edition, text, at, by, yes in rows
    ]
    return sorted(found, key=lambda one: (one.at, one.edition), reverse=True)


def _stone(law: Clock, name: str, today: date, month: int | None = None) -> Stone | None:
    for one in law.stones(today):
        if one.milestone.name == name and month in (None, one.milestone.month):
            return one
    return None
