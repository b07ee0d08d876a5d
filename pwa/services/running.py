"""What every change of a running placement shares: whose it is, from which state, who was first."""

from datetime import date
from typing import Any

from pwa import clock
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.states import Actor, PlacementState, check_placement_move
from pwa.models import Person, Placement, Supervision
from pwa.models.placement import EVALUATE_AFTER_END
from pwa.policies import placements as policies
from pwa.services import history


def require_move(by: Person, placement: Placement, action: str) -> PlacementState:
    """This coach may do this now: gives the state that follows. Raises NotAllowed, MoveRefused."""
    if not policies.coaches(by, placement):
        raise NotAllowed("not_yours")
    over = (PlacementState.ENDED_EARLY, PlacementState.COMPLETED)
    state = placement.state if placement.state in over else placement.state_on(clock.today())
    return check_placement_move(state, action, Actor.COACH)


def check_seen(placement: Placement, seen: str | None) -> None:
    """The form was made from the placement as it still is. Raises Stale."""
    if seen is not None and seen != placement.mark:
        raise Stale()


def hold(placement: Placement, **changes: Any) -> Placement:
    """Change the row only when it still is what was read, and give it as it is now. Raises Stale.

    The caller holds the transaction.
    """
    p = Placement
    still = (
        (p.id == placement.id)
        & (p.state == placement.state)
        & (p.planned_end_on == placement.planned_end_on)
        & _same(p.ended_on, placement.ended_on)
        & _same(p.paused_from, placement.paused_from)
        & _same(p.paused_to, placement.paused_to)
    )
    if Placement.update(**changes).where(still).execute() != 1:
        raise Stale()
    row: Placement = Placement.with_people().where(Placement.id == placement.id).get()
    return row


def _same(field: Any, value: date | None) -> Any:
    return field.is_null() if value is None else field == value


def guide_until(by: Person, placement: Placement, old_end: date, new_end: date) -> None:
    """Who guides until the end guides until the new one; colleagues for a period are left alone."""
    s = Supervision
    whole = (s.placement == placement.id) & (s.to_on == old_end) & (s.evaluate_until > s.to_on)
    for row in list(s.select().where(whole)):
        _guide(by, placement, row, new_end, new_end + EVALUATE_AFTER_END)


def guide_no_longer(by: Person, placement: Placement, last_day: date) -> None:
    """After an early stop: the weeks to evaluate count from the real last day."""
    s = Supervision
    mine = s.placement == placement.id
    for row in list(s.select().where(mine & (s.to_on > last_day))):
        if row.from_on > last_day:
            row.delete_instance()
            history.guidance(by, placement.id, history.guides(row), None)
        else:
            whole = row.evaluate_until > row.to_on
            until = last_day + EVALUATE_AFTER_END if whole else last_day
            _guide(by, placement, row, last_day, until)


def _guide(by: Person, placement: Placement, row: Supervision, to_on: date, until: date) -> None:
    before = history.guides(row)
    Supervision.update(to_on=to_on, evaluate_until=until).where(Supervision.id == row.id).execute()
    history.guidance(by, placement.id, before, before | {"to": to_on.isoformat()})
