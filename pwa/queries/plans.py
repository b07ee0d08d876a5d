"""Plans of a coach that are not ready."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.models import Candidate, Organisation, Person, PlacementPlan, User


@dataclass(frozen=True)
class Unfinished:
    """One plan: whom and where it is about, as far as that was chosen."""

    id: UUID
    candidate: str
    company: str
    changed_at: datetime


def unfinished(coach: Person) -> tuple[Unfinished, ...]:
    """The coach's own plans, the last one touched first, in one query."""
    rows: Iterable[Any] = (
        PlacementPlan.select(
            PlacementPlan.id, PlacementPlan.data, User.name, Organisation.name,
            PlacementPlan.changed_at,
        )
        .join(Candidate, JOIN.LEFT_OUTER)
        .join(User, JOIN.LEFT_OUTER, on=(Candidate.user == User.id))
        .switch(PlacementPlan)
        .join(Organisation, JOIN.LEFT_OUTER, on=(PlacementPlan.company == Organisation.id))
        .where(PlacementPlan.coach == coach.id, PlacementPlan.placement.is_null())
        .order_by(PlacementPlan.changed_at.desc())
        .tuples()
    )  # fmt: skip
    return tuple(
        Unfinished(
            id, named(data, "candidate", candidate), named(data, "company", company), changed_at
        )
        for id, data, candidate, company, changed_at in rows
    )


def named(data: Mapping[str, str], what: str, known: str | None) -> str:
    return data.get(f"{what}_name", "") if data.get(what) == "new" else known or ""
