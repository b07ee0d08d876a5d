"""What the company proposes for after the placement, and who may have told a stop."""

from dataclasses import dataclass
from uuid import UUID

from pwa.domain.enums import Advice, EvaluationKind
from pwa.domain.evaluation import advice_needs
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, Placement, Supervision, User

_READ = (
    EvaluationState.READY, EvaluationState.DISCUSSED, EvaluationState.SIGNING,
    EvaluationState.RETURNED, EvaluationState.FINAL,
)  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """The advice of the final evaluation, as far as the coach may read it."""

    evaluation: UUID
    state: EvaluationState
    advice: Advice
    details: tuple[tuple[str, str], ...]


def proposal(placement: Placement) -> Proposal | None:
    row = (
        Evaluation.select()
        .where(
            Evaluation.placement == placement.id,
            Evaluation.kind == EvaluationKind.FINAL,
            Evaluation.state.in_(_READ),
            Evaluation.advice.is_null(False),
        )
        .order_by(Evaluation.started_at.desc())
        .first()
    )
    if row is None or row.advice is None:
        return None
    asked = [str(one) for one in advice_needs(row.advice)]
    said = tuple((name, row.advice_details.get(name, "")) for name in asked)
    return Proposal(row.id, row.state, row.advice, tuple(pair for pair in said if pair[1]))


def guides(placement: Placement) -> list[tuple[UUID, str]]:
    """Everybody who guides or guided this placement, the main supervisor first."""
    rows = (
        Supervision.select(Supervision, User)
        .join(User)
        .where(Supervision.placement == placement.id)
        .order_by(Supervision.main.desc(), User.name)
    )
    return list({row.user_id: (row.user_id, row.user.name) for row in rows}.values())
