"""What people write in an evaluation: the supervisor's form and the candidate's own view."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Advice, Rater
from pwa.domain.errors import Code, MoveRefused, Stale
from pwa.domain.states import SUPERVISOR_WRITES_IN, Actor, EvaluationState
from pwa.models import Evaluation, Person
from pwa.services import audit
from pwa.services.evaluation_entries import (
    ActionEntry,
    RatingEntry,
    check_entries,
    texts_of,
    write_actions,
    write_ratings,
)
from pwa.services.evaluation_moves import again, hold, require
from pwa.services.evaluation_talks import check_talk


@dataclass(frozen=True)
class EvaluationContent:
    """Everything that the supervisor fills in; a save replaces all of it.

    `talk_on` and `talk_with` count only after the talk, to mend what was filled in then.
    """

    ratings: tuple[RatingEntry, ...] = ()
    strengths: str = ""
    points: str = ""
    support: str = ""
    company_statement: str = ""
    advice: Advice | None = None
    advice_details: dict[str, str] = field(default_factory=dict)
    actions: tuple[ActionEntry, ...] = ()
    talk_on: date | None = None
    talk_with: str = ""


@dataclass(frozen=True)
class OwnView:
    """What the candidate says: words, and perhaps a level with an example per competence."""

    words: str = ""
    ratings: tuple[RatingEntry, ...] = ()


def save(
    by: Person, evaluation: Evaluation, edition: int, content: EvaluationContent
) -> Evaluation:
    """Keep what the supervisor filled in, if nobody else saved since `edition`.

    Raises BadInput, Stale, MoveRefused.
    """
    require(by, evaluation, Actor.SUPERVISOR, "save")
    if evaluation.state not in SUPERVISOR_WRITES_IN:
        raise MoveRefused(Code.WRONG_STATE, action="save", state=str(evaluation.state), actor="")
    if edition != evaluation.edition:
        raise Stale()
    check_entries(evaluation, content.ratings, content.actions)
    changes = _changes(evaluation, content)
    with transaction():
        hold(evaluation, edition=edition + 1, saved_at=clock.now(), **changes)
        write_ratings(evaluation, Rater.SUPERVISOR, content.ratings)
        write_actions(evaluation, content.actions)
        audit.record(by, "evaluation.save", evaluation, edition=edition + 1)
    return again(evaluation)


def _changes(evaluation: Evaluation, content: EvaluationContent) -> dict[str, Any]:
    names = ("strengths", "points", "support", "company_statement")
    changes: dict[str, Any] = texts_of({name: getattr(content, name) for name in names})
    details = texts_of(
        {f"advice.{name}": text for name, text in content.advice_details.items()}, most=300
    )
    changes["advice"] = content.advice
    changes["advice_details"] = {
        name.removeprefix("advice."): text for name, text in details.items() if text
    }
    if evaluation.state is EvaluationState.DISCUSSED and content.talk_on:
        check_talk(evaluation, content.talk_on, content.talk_with)
        changes |= {"talk_on": content.talk_on, **texts_of({"talk_with": content.talk_with})}
    return changes


def save_own_view(by: Person, evaluation: Evaluation, edition: int, view: OwnView) -> Evaluation:
    """Keep the candidate's own view; `edition` is `candidate_edition`.

    Raises BadInput, Stale, MoveRefused.
    """
    require(by, evaluation, Actor.CANDIDATE, "own_view")
    if not evaluation.own_view_is_open:
        state = str(evaluation.state)
        raise MoveRefused(Code.WRONG_STATE, action="own_view", state=state, actor="candidate")
    check_entries(evaluation, view.ratings, ())
    words = texts_of({"candidate_words": view.words})
    with transaction():
        still = (
            (Evaluation.id == evaluation.id)
            & (Evaluation.state == evaluation.state)
            & (Evaluation.candidate_edition == edition)
        )
        change = Evaluation.update(candidate_edition=edition + 1, **words).where(still)
        if change.execute() != 1:
            raise Stale()
        write_ratings(evaluation, Rater.CANDIDATE, view.ratings)
        audit.record(by, "evaluation.own_view", evaluation, edition=edition + 1)
    return again(evaluation)
