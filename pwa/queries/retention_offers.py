"""What goes soon of a candidate, for the pages of the candidate and of the coach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain.retention import Kind
from pwa.models import Placement, RetentionOffer
from pwa.models.retention_facts import default_terms

_SHOWN = (Kind.NOTES, Kind.EVALUATIONS, Kind.PLACEMENTS)
NAMES = (*(f"goes_{kind}" for kind in _SHOWN), "goes_unseen")
"""What `columns` are called."""


@dataclass(frozen=True)
class Goes:
    """Kinds of one placement that go on the same day; `unseen`: this is the first time it shows."""

    placement_id: UUID
    who: str
    company: str
    on: date
    what: tuple[str, ...]
    unseen: bool


def columns(seen: Any) -> list[Any]:
    """What a query of placements has to select besides, for `of`. `seen`: who is reading."""
    o = RetentionOffer
    mine = o.placement == Placement.id
    days = [
        o.select(o.goes_on).where(mine, o.kind == kind).alias(f"goes_{kind}") for kind in _SHOWN
    ]
    fresh = o.select(fn.COUNT(o.id)).where(mine, seen.is_null())
    return [*days, fresh.alias("goes_unseen")]


def of(placements: Iterable[Any], language: str) -> tuple[Goes, ...]:
    """From placements that were read with those columns, the first day first."""
    found = [goes for row in placements for goes in _of(row, language)]
    return tuple(sorted(found, key=lambda one: one.on))


def _of(row: Any, language: str) -> Iterable[Goes]:
    days: dict[date, tuple[str, ...]] = {}
    for kind in _SHOWN:
        if told := getattr(row, f"goes_{kind}", None):
            day = date.fromisoformat(str(told)[:10])
            days[day] = (*days.get(day, ()), default_terms()[kind].label.said_in(language))
    company, unseen = row.workplace.organisation.name, bool(days and row.goes_unseen)
    for day, what in days.items():
        yield Goes(row.id, row.candidate.user.name, company, day, what, unseen)
