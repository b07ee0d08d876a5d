"""A goal of a placement was reached, or not after all."""

from uuid import UUID

from pwa.database import transaction
from pwa.domain.errors import NotAllowed, Stale
from pwa.models import Goal, Person, Placement
from pwa.policies import goals as policies
from pwa.services import audit


def mark(by: Person, placement: Placement, goal_id: UUID, reached: bool) -> None:
    """It was reached today, or is open again; a second time changes nothing.

    Raises NotAllowed, and Stale for a goal that is none of this placement any more.
    """
    if not policies.mark(by, placement):
        raise NotAllowed("wrong_actor")
    with transaction():
        goal = Goal.get_or_none(Goal.id == goal_id, Goal.placement == placement.id)
        if goal is None:
            raise Stale()
        day = by.today if reached else None
        was = Goal.reached_on.is_null(reached)
        if Goal.update(reached_on=day).where(Goal.id == goal.id, was).execute():
            audit.record(by, "goal.reached" if reached else "goal.open", goal)
