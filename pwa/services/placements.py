"""Put a candidate on a workplace, with who guides them and what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa.database import transaction
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput
from pwa.domain.ids import uuid7
from pwa.domain.states import PlacementState
from pwa.models import (
    Candidate,
    Goal,
    Handbook,
    Person,
    Placement,
    Supervision,
    User,
    Workplace,
)
from pwa.models.placement import EVALUATE_AFTER_END
from pwa.services import audit, history
from pwa.services.workplaces import add_workplace as add_workplace


@dataclass(frozen=True)
class Agreed:
    """What company, candidate and coach agreed on."""

    kind: PlacementKind
    start_on: date
    end_on: date
    schedule: dict[str, Any]
    goals: Sequence[str] = ()
    prior_months: int = 0


def place(
    by: Person | None,
    candidate: Candidate,
    workplace: Workplace,
    handbook: Handbook,
    agreed: Agreed,
    id: UUID | None = None,
    state: PlacementState = PlacementState.PLANNED,
) -> Placement:
    """A planned placement, which runs by itself from its first day, or one that has still to be
    agreed on (`state`). Raises BadInput."""
    if agreed.end_on < agreed.start_on:
        raise BadInput({"end_on": "end_before_start"})
    with transaction():
        row = Placement.create(
            id=id or uuid7(),
            candidate=candidate,
            workplace=workplace,
            handbook=handbook,
            kind=agreed.kind,
            state=state,
            start_on=agreed.start_on,
            planned_end_on=agreed.end_on,
            schedule=agreed.schedule,
            prior_months=agreed.prior_months,
            made_by=by.id if by else None,
        )
        for position, goal in enumerate(agreed.goals):
            Goal.create(placement=row, text=goal, position=position)
        audit.record(by, "placement.plan", row, handbook=handbook.id, kind=agreed.kind)
    return row


def assign(
    by: Person | None,
    placement: Placement,
    user: User,
    *,
    main: bool,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Supervision:
    """Let this user guide the placement, for the whole of it or for a period."""
    end = to_on or placement.last_day
    with transaction():
        row = Supervision.create(
            placement=placement,
            user=user,
            main=main,
            from_on=from_on or placement.start_on,
            to_on=end,
            evaluate_until=end + EVALUATE_AFTER_END if to_on is None else end,
        )
        history.guidance(by, placement.id, None, history.guides(row))
        audit.record(by, "supervision.add", row, user=user.id, main=main)
    return row
