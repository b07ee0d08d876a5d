"""Begin an evaluation and let it be read; every other step is offered here by name.

What people write in it stands in `evaluation_writing`, the talk in `evaluation_talks`, freezing
and signatures in `evaluation_signing`, the coach's last step in `evaluation_finishing`, and what
is sent back or corrected in `evaluation_rounds`.
"""

from datetime import date
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import EvaluationKind, Rater
from pwa.domain.errors import BadInput, Code, MoveRefused, NotAllowed
from pwa.domain.states import Actor, EvaluationState
from pwa.models import Evaluation, Person, Placement, Rating, Supervision
from pwa.policies import evaluations as policies
from pwa.services import audit
from pwa.services.evaluation_entries import ActionEntry, RatingEntry
from pwa.services.evaluation_finishing import close_unsigned, sign_off
from pwa.services.evaluation_moves import again, check, move
from pwa.services.evaluation_rounds import (
    ask_correction,
    change,
    drop_correction,
    return_,
    supersede,
)
from pwa.services.evaluation_signing import (
    candidate_decides,
    candidate_seen,
    company_signs,
    freeze,
)
from pwa.services.evaluation_talks import talk
from pwa.services.evaluation_writing import EvaluationContent, OwnView, save, save_own_view

__all__ = [
    "ActionEntry", "EvaluationContent", "OwnView", "RatingEntry", "again", "ask_correction",
    "candidate_decides", "candidate_seen", "change", "close_unsigned", "company_signs",
    "drop_correction", "freeze", "ready", "return_", "save", "save_own_view", "sign_off", "start",
    "supersede", "talk",
]  # fmt: skip

_DONE = (EvaluationState.FINAL, EvaluationState.SUPERSEDED)


def start(
    by: Person | None,
    placement: Placement,
    kind: EvaluationKind,
    from_on: date,
    to_on: date,
) -> Evaluation:
    """A new draft about a period of the placement. `by` None is the system (by milestone).

    An open evaluation of the same kind is the one that is given back: two supervisors who start at
    the same time write one. A correction is not: it is about a period of before.
    Raises BadInput (from_on, to_on), MoveRefused.
    """
    if by is not None and not policies.start(by, placement):
        raise MoveRefused(Code.WRONG_ACTOR, action="start", state="", actor="")
    _check_period(placement, from_on, to_on)
    with transaction():
        Placement.update(kind=placement.kind).where(Placement.id == placement.id).execute()
        row = _open_one(placement, kind)
        if row is None:
            row = Evaluation.create(
                placement=placement, kind=kind, from_on=from_on, to_on=to_on,
                started_by=by.id if by else _main_supervisor(placement),
            )  # fmt: skip
            audit.record(by, "evaluation.start", row, kind=kind)
    row.placement = placement
    return row


def _check_period(placement: Placement, from_on: date, to_on: date) -> None:
    problems = {}
    if from_on < placement.start_on:
        problems["from_on"] = str(Code.DAY_BEFORE_START)
    if to_on > placement.last_day:
        problems["to_on"] = str(Code.DAY_AFTER_END)
    if to_on < from_on:
        problems["to_on"] = "period_turned"
    if problems:
        raise BadInput(problems)


def _open_one(placement: Placement, kind: EvaluationKind) -> Evaluation | None:
    return Evaluation.get_or_none(
        (Evaluation.placement == placement.id)
        & (Evaluation.kind == kind)
        & Evaluation.supersedes.is_null()
        & Evaluation.state.not_in(_DONE)
    )


def _main_supervisor(placement: Placement) -> UUID:
    rows = Supervision.select().where(Supervision.placement == placement)
    first = rows.order_by(Supervision.main.desc()).first()
    if first is None:
        raise NotAllowed("no_supervisor")
    return first.user_id  # type: ignore[no-any-return]


def ready(by: Person, evaluation: Evaluation) -> Evaluation:
    """Let the candidate and the coach read it before the talk. Raises NotAllowed when empty."""
    check(by, evaluation, "ready", Actor.SUPERVISOR)
    with transaction():
        given = Rating.select().where(
            Rating.evaluation == evaluation.id,
            Rating.rater == Rater.SUPERVISOR,
            Rating.level.is_null(False),
        )
        written = (evaluation.strengths, evaluation.points, evaluation.company_statement)
        if not any(written) and not given.exists():
            raise NotAllowed("evaluation_empty")
        return move(by, evaluation, "ready", Actor.SUPERVISOR, ready_at=clock.now())
