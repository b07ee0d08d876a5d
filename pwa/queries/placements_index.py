"""Whom a supervisor guides, and what a company may count of its placements."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain.states import PlacementState
from pwa.models import Note, Person, Placement
from pwa.models.placement import STARTS_BY_ITSELF
from pwa.policies import placements as policies


@dataclass(frozen=True)
class Listed:
    """One placement in the list; `mine` when this person guides it."""

    placement_id: UUID
    name: str
    place: str
    start_on: date
    last_day: date
    state: PlacementState
    notes: int
    last_note: date | None
    mine: bool

    @property
    def over(self) -> bool:
        return self.state in (
            PlacementState.COMPLETED,
            PlacementState.ENDED_EARLY,
            PlacementState.CANCELLED,
        )


def listed(person: Person) -> list[Listed]:
    """Own people first, then the others of the company; who is over comes last."""
    rows = [row for row in Placement.visible_to(person) if _counts(person, row)]
    ids = [row.id for row in rows]
    query: Any = (
        Note.select(Note.placement, fn.COUNT(Note.id), fn.MAX(Note.day))
        .where(Note.placement.in_(ids), Note.withdrawn_at.is_null())
        .group_by(Note.placement)
    )
    counts = {one: (number, _as_day(last)) for one, number, last in query.tuples()}
    found = [_one(person, row, *counts.get(row.id, (0, None))) for row in rows]
    return sorted(found, key=lambda one: (one.over, not one.mine, one.name))


def _counts(person: Person, row: Placement) -> bool:
    return policies.guides(person, row) or policies.administers(person, row)


def _as_day(value: object) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value  # type: ignore[return-value]


def _one(person: Person, row: Placement, notes: int, last: date | None) -> Listed:
    over = row.last_day < person.today and row.state in STARTS_BY_ITSELF
    return Listed(
        placement_id=row.id,
        name=row.candidate.user.name,
        place=row.workplace.title,
        start_on=row.start_on,
        last_day=row.last_day,
        state=PlacementState.COMPLETED if over else row.state_on(person.today),
        notes=notes,
        last_note=last,
        mine=policies.guides(person, row),
    )
