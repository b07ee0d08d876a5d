"""What changed on a company or a placement: what it was, what it became, who and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.history import Changed
from pwa.models import Change, Placement, Supervision, User

MOST = 100
"""Lines of history that one page shows, the newest first."""


@dataclass(frozen=True)
class Line:
    """One change; `by` is empty for what an installation did by itself."""

    what: Changed
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Period:
    """Who guides a placement, from .. to."""

    name: str
    main: bool
    from_on: date
    to_on: date


@dataclass(frozen=True)
class Guidance:
    """Who guides and guided, how that came to be, and the names behind the ids in the lines."""

    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    names: dict[str, str]


def of_company(organisation_id: UUID, *what: Changed) -> tuple[Line, ...]:
    """These choices of a company, newest change first."""
    return _lines((Change.organisation == organisation_id) & Change.what.in_(what))


def _lines(which: Any) -> tuple[Line, ...]:
    rows: Iterable[Any] = (
        Change.select(Change, User.name.alias("who"))
        .join(User, JOIN.LEFT_OUTER, on=(Change.made_by == User.id))
        .where(which)
        .order_by(Change.made_at.desc(), Change.id.desc())
        .limit(MOST)
        .objects()
    )
    return tuple(Line(row.what, row.before, row.after, row.who or "", row.made_at) for row in rows)


def guidance_of(placement: Placement) -> Guidance:
    """All periods of one placement, the first one first."""
    rows = (
        Supervision.select(Supervision, User)
        .join(User)
        .where(Supervision.placement == placement.id)
        .order_by(Supervision.from_on, Supervision.main.desc(), User.name)
    )
    lines = _lines((Change.placement == placement.id) & (Change.what == Changed.GUIDANCE))
    ids = {UUID(one["user"]) for line in lines for one in (line.before, line.after) if one}
    named = User.select(User.id, User.name).where(User.id.in_(list(ids)))
    return Guidance(
        tuple(Period(row.user.name, row.main, row.from_on, row.to_on) for row in rows),
        lines,
        {str(row.id): row.name for row in named} if ids else {},
    )
