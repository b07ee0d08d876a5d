"""What both the page and the step ask before a placement moves to another version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from pwa.domain.handbook_moves import problems
from pwa.domain.states import EvaluationState, HandbookState, PlacementState
from pwa.models.employer import Competence, Handbook
from pwa.models.evaluation import Evaluation, Rating
from pwa.models.placement import Placement

OVER = (PlacementState.COMPLETED, PlacementState.ENDED_EARLY, PlacementState.CANCELLED)


@dataclass(frozen=True)
class MoveFacts:
    """`lost`: label of each competence that a draft evaluation writes about and that goes."""

    drafts: int
    problems: tuple[str, ...]
    lost: tuple[str, ...]


def move_facts(placement: Placement, to: Handbook, today: date) -> MoveFacts:
    """Why this placement cannot move to this version now, if it cannot. Two queries."""
    states, written = _evaluations(placement)
    rows = Competence.select(Competence.code).where(Competence.handbook == to, ~Competence.hidden)
    codes = {row.code for row in rows}
    found = problems(
        states.values(),
        written,
        codes,
        newest=to.state is HandbookState.ACTIVE and placement.handbook_id != to.id,
        over=placement.state in OVER or placement.last_day < today,
    )
    lost = tuple(label for code, label in written.items() if code not in codes)
    drafts = sum(state is EvaluationState.DRAFT for state in states.values())
    return MoveFacts(drafts, tuple(found), lost)


def _evaluations(
    placement: Placement,
) -> tuple[Mapping[object, EvaluationState], Mapping[str, str]]:
    """The state of each evaluation, and what those in preparation write about: code -> label."""
    rows: Any = (
        Evaluation.select(Evaluation.id, Evaluation.state, Competence.code, Competence.label)
        .join(Rating, JOIN.LEFT_OUTER)
        .join(Competence, JOIN.LEFT_OUTER)
        .where(Evaluation.placement == placement.id)
        .tuples()
    )
    states: dict[object, EvaluationState] = {}
    written: dict[str, str] = {}
    for id, state, code, label in rows:
        states[id] = state
        if code and state is EvaluationState.DRAFT:
            written[code] = label
    return states, written
