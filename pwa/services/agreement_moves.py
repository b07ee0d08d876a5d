"""What every step before the start shares: who makes it, from which state, and its witness."""

from typing import Any, NoReturn

from pwa.domain.errors import Code, MoveRefused, NotAllowed, Stale
from pwa.domain.states import Actor, PlacementState, check_placement_move
from pwa.models import Agreement, Person, Placement
from pwa.models.agreement_facts import agreement_of
from pwa.policies import agreements as policies
from pwa.policies.evaluations import actors
from pwa.services import audit


def needed(placement: Placement) -> Agreement:
    """The agreement of this placement. Raises NotAllowed("no_agreement")."""
    found = agreement_of(placement.id)
    if found is None:
        raise NotAllowed("no_agreement")
    return found


def require_coach(by: Person, placement: Placement, action: str) -> None:
    """Raises MoveRefused for anybody but the candidate's coach."""
    if not policies.decide(by, placement):
        refuse(placement, action)


def refuse(placement: Placement, action: str) -> NoReturn:
    raise MoveRefused(Code.WRONG_ACTOR, action=action, state=str(placement.state), actor="")


def move(
    by: Person, placement: Placement, action: str, actor: Actor, **changes: Any
) -> PlacementState:
    """Make the step in the caller's transaction, with its event; the row follows.

    Raises MoveRefused, and Stale when somebody else was faster.
    """
    if actor is not Actor.SYSTEM and actor not in actors(by, placement):
        refuse(placement, action)
    before = placement.state
    to = check_placement_move(before, action, actor)
    same = (Placement.id == placement.id) & (Placement.state == before)
    if Placement.update(state=to, **changes).where(same).execute() != 1:
        raise Stale()
    placement.state = to
    audit.record(by, f"placement.{action}", placement, before=before, after=to)
    return to


def hold(agreement: Agreement, **changes: Any) -> None:
    """Change the row only when it still is what was read; the database keeps others waiting.

    Raises Stale.
    """
    still = (Agreement.id == agreement.id) & (Agreement.edition == agreement.edition)
    changes["edition"] = agreement.edition + 1
    if Agreement.update(**changes).where(still).execute() != 1:
        raise Stale()
    for name, value in changes.items():
        setattr(agreement, name, value)
