"""What every step of an evaluation shares: who makes it, from which state, and its witness."""

from typing import Any

from pwa.domain.errors import Code, MoveRefused, Stale
from pwa.domain.states import Actor, check_evaluation_move
from pwa.models import Evaluation, Person
from pwa.policies import evaluations as policies
from pwa.services import audit


def require(by: Person, evaluation: Evaluation, actor: Actor, action: str) -> None:
    """This person wears that hat towards this evaluation. Raises MoveRefused."""
    if actor not in policies.actors(by, evaluation.placement):
        state = str(evaluation.state)
        raise MoveRefused(Code.WRONG_ACTOR, action=action, state=state, actor=str(actor))


def check(by: Person, evaluation: Evaluation, action: str, actor: Actor) -> None:
    """The move exists from here and is this person's. Raises MoveRefused."""
    require(by, evaluation, actor, action)
    check_evaluation_move(evaluation.state, action, actor)


def move(
    by: Person, evaluation: Evaluation, action: str, actor: Actor, **changes: Any
) -> Evaluation:
    """Make the step, in the caller's transaction, with its event; gives the row as it is now.

    Raises MoveRefused, and Stale when somebody else moved or changed it in the meantime.
    """
    check(by, evaluation, action, actor)
    to = check_evaluation_move(evaluation.state, action, actor)
    hold(evaluation, state=to, edition=Evaluation.edition + 1, **changes)
    audit.record(
        by, f"evaluation.{action}", evaluation,
        before=evaluation.state, to=to, version=changes.get("version", evaluation.version),
    )  # fmt: skip
    return again(evaluation)


def hold(evaluation: Evaluation, **changes: Any) -> None:
    """Change the row only when it still is what was read; the database keeps others waiting.

    Raises Stale.
    """
    still = (
        (Evaluation.id == evaluation.id)
        & (Evaluation.state == evaluation.state)
        & (Evaluation.version == evaluation.version)
        & (Evaluation.edition == evaluation.edition)
    )
    changes = changes or {"saved_at": Evaluation.saved_at}
    if Evaluation.update(**changes).where(still).execute() != 1:
        raise Stale()


def again(evaluation: Evaluation) -> Evaluation:
    """The row as it is in the database now, with the people around it as they were read."""
    fresh: Evaluation = Evaluation.get_by_id(evaluation.id)
    fresh.placement = evaluation.placement
    return fresh
