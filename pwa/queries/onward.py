"""What the company proposes for after the placement, and who may have told a stop."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa.domain.enums import Advice, EvaluationKind
from pwa.domain.evaluation import advice_needs
from pwa.domain.notes import LATE_WITHIN
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, Placement, Supervision, User
from pwa.models.calendars import work_calendar
from pwa.models.placement import EVALUATE_AFTER_END

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


def open_until(placement: Placement, last_on: date) -> tuple[date, date]:
    """When it ends on that day: the last day for a note, and the last one for an evaluation."""
    calendar = work_calendar(placement.workplace.organisation_id)
    return calendar.add(last_on, LATE_WITHIN), last_on + EVALUATE_AFTER_END
