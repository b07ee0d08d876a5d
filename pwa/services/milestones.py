"""Tick off what had to happen in a placement."""

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.milestones import Milestone
from pwa.models import MilestoneDone, Person, Placement, PlacementRules
from pwa.models.clocks import Version, clock_of
from pwa.policies import milestones as policies
from pwa.services import audit


def done(by: Person, placement: Placement, code: str) -> None:
    """This check has been done; ticking it twice changes nothing. Raises BadInput, NotAllowed.

    What the coach has to decide with words is ticked off by deciding it.
    """
    if _allowed(by, placement, code).is_decision:
        raise NotAllowed("decide_it")
    with transaction():
        tick(by, placement, code)


def tick(by: Person, placement: Placement, code: str) -> None:
    """The row and its event; the caller holds the transaction and asked who may."""
    row = {"placement": placement.id, "code": code, "done_at": clock.now(), "done_by": by.id}
    made = MilestoneDone.insert(row).on_conflict_ignore().as_rowcount().execute()
    if made:
        audit.record(by, "milestone.done", placement, code=code)


def undo(by: Person, placement: Placement, code: str) -> None:
    """It was not done after all; what was decided with words stays. Raises BadInput, NotAllowed."""
    if _allowed(by, placement, code).is_decision:
        raise NotAllowed("decide_it")
    here = (MilestoneDone.placement == placement.id) & (MilestoneDone.code == code)
    with transaction():
        if MilestoneDone.delete().where(here).execute():
            audit.record(by, "milestone.undone", placement, code=code)


def _allowed(by: Person, placement: Placement, code: str) -> Milestone:
    found = next((one for one in clock_of(placement).milestones if one.code == code), None)
    if found is None:
        raise BadInput({"code": "unknown"})
    if not policies.tick_for(by, placement, found.who):
        raise NotAllowed("wrong_actor")
    return found


def move_to_newest(by: Person, placement: Placement, version: int) -> Version:
    """Let a running placement follow the newest rules of its municipality from now on.

    `version` is the one that was shown. Raises NotAllowed where another one is the newest by now,
    or where it follows this one already.
    """
    with transaction():
        now = clock_of(placement)
        if now.newest.id is None or now.newest.number != version or now.version == now.newest:
            raise NotAllowed("other_rules")
        PlacementRules.create(placement=placement, rule_profile=now.newest.id, made_by=by.id)
        audit.record(by, "placement.rules", placement, rule_profile=now.newest.id, version=version)
    return now.newest
