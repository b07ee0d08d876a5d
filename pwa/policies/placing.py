"""Who may put somebody on a workplace."""

from typing import Any

from pwa.models import Person, PlacementPlan
from pwa.policies.basics import as_coach


def plan(person: Person, *_rows: Any) -> bool:
    """Coaches place their own candidates."""
    return as_coach(person)


def own_plan(person: Person, plan: PlacementPlan) -> bool:
    """Go on with a plan that one began."""
    return as_coach(person) and plan.coach_id == person.id
