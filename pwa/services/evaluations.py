"""Write an evaluation: start it, fill it in, hold the talk. Freezing and signing: see below.

The steps after the talk stand in `evaluation_signing` (freeze, signatures, sign-off) and
`evaluation_rounds` (return, change, an error found later); all are offered here by name.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Advice, EvaluationKind, Rater
from pwa.domain.errors import BadInput, Code, MoveRefused, NotAllowed, Stale
from pwa.domain.signing import reading_time_short
from pwa.domain.states import (
    CANDIDATE_WRITES_IN,
    SUPERVISOR_WRITES_IN,
    Actor,
    EvaluationState,
)
from pwa.models import Evaluation, Person, Placement, Rating, Supervision, Workplace
from pwa.models.calendars import work_calendar
from pwa.policies import evaluations as policies
from pwa.services import audit
from pwa.services.evaluation_entries import (
    ActionEntry,
    RatingEntry,
    check_entries,
    texts_of,
    write_actions,
    write_ratings,
)
from pwa.services.evaluation_finishing import close_unsigned, sign_off
from pwa.services.evaluation_moves import again, check, hold, move, require
from pwa.services.evaluation_rounds import ask_correction, change, return_, supersede
from pwa.services.evaluation_signing import (
    candidate_decides,
    candidate_seen,
    company_signs,
    freeze,
)

__all__ = [
    "ActionEntry", "EvaluationContent", "OwnView", "RatingEntry", "again", "ask_correction",
    "candidate_decides", "candidate_seen", "change", "close_unsigned", "company_signs", "freeze",
    "ready", "return_", "save", "save_own_view", "sign_off", "start", "supersede", "talk",
]  # fmt: skip

_OPEN = (EvaluationState.FINAL, EvaluationState.SUPERSEDED)


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


def start(
    by: Person | None,
    placement: Placement,
    kind: EvaluationKind,
    from_on: date,
    to_on: date,
) -> Evaluation:
    """A new draft about a period of the placement. `by` None is the system (by milestone).

    An open evaluation of the same kind is the one that is given back: two supervisors who start at
    the same time write one. Raises BadInput (from_on, to_on), MoveRefused.
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
        & Evaluation.state.not_in(_OPEN)
    )


def _main_supervisor(placement: Placement) -> UUID:
    rows = Supervision.select().where(Supervision.placement == placement)
    first = rows.order_by(Supervision.main.desc()).first()
    if first is None:
        raise NotAllowed("no_supervisor")
    return first.user_id  # type: ignore[no-any-return]


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
        _check_talk(evaluation, content.talk_on, content.talk_with)
        changes |= {"talk_on": content.talk_on, **texts_of({"talk_with": content.talk_with})}
    return changes


def save_own_view(by: Person, evaluation: Evaluation, edition: int, view: OwnView) -> Evaluation:
    """Keep the candidate's own view; `edition` is `candidate_edition`.

    Raises BadInput, Stale, MoveRefused.
    """
    require(by, evaluation, Actor.CANDIDATE, "own_view")
    if evaluation.state not in CANDIDATE_WRITES_IN:
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


def talk(
    by: Person,
    evaluation: Evaluation,
    talk_on: date,
    talk_with: str,
    short_reading_reason: str = "",
) -> Evaluation:
    """The talk was held: when, and who was present (one a line).

    Less than one working day to read asks a reason, and does not block. Raises BadInput.
    """
    check(by, evaluation, "talk", Actor.SUPERVISOR)
    _check_talk(evaluation, talk_on, talk_with)
    said = texts_of({"talk_with": talk_with, "short_reading_reason": short_reading_reason})
    short = time_was_short(evaluation, talk_on)
    if short and not said["short_reading_reason"]:
        raise BadInput({"short_reading_reason": "reason_missing"})
    reason = said["short_reading_reason"] if short else ""
    with transaction():
        return move(
            by, evaluation, "talk", Actor.SUPERVISOR,
            talk_on=talk_on, talk_with=said["talk_with"], short_reading_reason=reason,
        )  # fmt: skip


def _check_talk(evaluation: Evaluation, talk_on: date, talk_with: str) -> None:
    problems = {}
    if talk_on > clock.today():
        problems["talk_on"] = str(Code.DAY_IN_FUTURE)
    elif evaluation.ready_at and talk_on < clock.local(evaluation.ready_at).date():
        problems["talk_on"] = "talk_before_ready"
    if not talk_with.strip():
        problems["talk_with"] = str(Code.MISSING)
    if problems:
        raise BadInput(problems)


def time_was_short(evaluation: Evaluation, talk_on: date) -> bool:
    """Whether the candidate had less than a working day to read."""
    place = Workplace.get_by_id(evaluation.placement.workplace_id)
    calendar = work_calendar(place.organisation_id)
    return bool(evaluation.ready_at) and reading_time_short(
        evaluation.ready_at or clock.now(), talk_on, calendar
    )
