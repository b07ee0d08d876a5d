"""Rounds of an evaluation: sent back and changed, or corrected after it was final."""

from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Rater, SignatureRole
from pwa.domain.errors import BadInput, Code, MoveRefused, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.states import NEW_VERSION_STATE, Actor, EvaluationState, can_supersede
from pwa.models import ActionItem, Evaluation, Person, Rating, RatingNote
from pwa.policies import evaluations as policies
from pwa.services import audit, replaced_documents
from pwa.services.evaluation_entries import texts_of
from pwa.services.evaluation_moves import again, check, hold, move
from pwa.services.evaluation_signing import company_of

_ROLES = {SignatureRole.SUPERVISOR: Actor.SUPERVISOR, SignatureRole.COACH: Actor.COACH}


def return_(
    by: Person,
    evaluation: Evaluation,
    reason: str,
    *,
    candidate: bool = False,
    company: bool = False,
) -> Evaluation:
    """The coach sends it back; the reason is mandatory and says what has to change.

    The supervisor always reads it. `candidate`: it is about the own view, which opens again.
    `company`: it is about what the company says, where the company signs.
    """
    text = _reason(reason)
    company = company and bool(company_of(evaluation).company_signs)
    with transaction():
        return move(
            by, evaluation, "return", Actor.COACH, return_reason=text,
            return_to_candidate=candidate, return_to_company=company,
        )  # fmt: skip


def change(by: Person, evaluation: Evaluation) -> Evaluation:
    """Open a returned one for changes. Which signatures stand, the next freeze decides."""
    with transaction():
        return move(by, evaluation, "change", Actor.SUPERVISOR)


def ask_correction(by: Person, evaluation: Evaluation, reason: str) -> Evaluation:
    """Supervisor or coach found an error in a final one; the other one has to agree.

    Raises BadInput, MoveRefused, Stale where one is asked already: it is answered first.
    """
    role = _role(by, evaluation)
    text = _reason(reason)
    if evaluation.state is not EvaluationState.FINAL:
        state = str(evaluation.state)
        raise MoveRefused(Code.WRONG_STATE, action="supersede", state=state, actor=str(role))
    if evaluation.correction_role:
        raise Stale()
    with transaction():
        hold(
            evaluation, edition=Evaluation.edition + 1,
            correction_reason=text, correction_role=role,
        )  # fmt: skip
        audit.record(by, "evaluation.ask_correction", evaluation, role=role)
    return again(evaluation)


def drop_correction(by: Person, evaluation: Evaluation) -> Evaluation:
    """It stays as it is: who asked does not ask any more, or the other does not agree.

    Raises MoveRefused where nothing is asked, Stale.
    """
    role = _role(by, evaluation)
    if evaluation.state is not EvaluationState.FINAL or evaluation.correction_role is None:
        state = str(evaluation.state)
        raise MoveRefused(Code.WRONG_STATE, action="drop_correction", state=state, actor=str(role))
    with transaction():
        hold(evaluation, edition=Evaluation.edition + 1, correction_reason="", correction_role=None)
        audit.record(by, "evaluation.drop_correction", evaluation, role=role)
    return again(evaluation)


def supersede(by: Person, evaluation: Evaluation) -> Evaluation:
    """The other one agrees: the final one is superseded, and its content goes into a new version.

    Its PDF says so from now on. Gives the new evaluation, discussed and without signatures. Raises
    NotAllowed (both_must_agree, pdf_..., seal_failed), MoveRefused, Stale.
    """
    role, asked = _role(by, evaluation), evaluation.correction_role
    agreed = {asked, role if asked else None}
    problems = can_supersede(
        supervisor_agrees=SignatureRole.SUPERVISOR in agreed,
        coach_agrees=SignatureRole.COACH in agreed,
    )
    if evaluation.state is EvaluationState.FINAL and problems:
        raise NotAllowed(problems[0].code)
    check(by, evaluation, "supersede", _ROLES[role])
    marked = replaced_documents.make(evaluation)
    with transaction():
        moved = move(by, evaluation, "supersede", _ROLES[role])
        replaced_documents.keep(by, moved, marked)
        made = _copy(evaluation)
        audit.record(by, "evaluation.new_version", made, supersedes=evaluation.id)
    made.placement = evaluation.placement
    return made


def _role(by: Person, evaluation: Evaluation) -> SignatureRole:
    if policies.write(by, evaluation):
        return SignatureRole.SUPERVISOR
    if policies.decide(by, evaluation):
        return SignatureRole.COACH
    state = str(evaluation.state)
    raise MoveRefused(Code.WRONG_ACTOR, action="supersede", state=state, actor="")


def _reason(text: str) -> str:
    clean = texts_of({"reason": text})["reason"]
    if not clean:
        raise BadInput({"reason": "reason_missing"})
    return clean


_COPIED = (
    "kind", "from_on", "to_on", "version", "started_by_id", "started_at", "ready_at", "talk_on",
    "talk_with", "short_reading_reason", "strengths", "points", "support", "company_statement",
    "advice", "advice_details", "candidate_words",
)  # fmt: skip


def _copy(old: Evaluation) -> Evaluation:
    facts: dict[str, Any] = {name: getattr(old, name) for name in _COPIED}
    made = Evaluation.create(
        placement=old.placement_id, state=NEW_VERSION_STATE, supersedes=old.id,
        saved_at=clock.now(), **facts,
    )  # fmt: skip
    for rating in Rating.select().where(Rating.evaluation == old.id):
        _copy_rating(made, rating)
    for item in ActionItem.select().where(ActionItem.evaluation == old.id):
        ActionItem.create(
            evaluation=made.id, who=item.who, what=item.what, by_on=item.by_on,
            position=item.position, whose=item.whose,
        )  # fmt: skip
    return made


def _copy_rating(made: Evaluation, rating: Rating) -> None:
    copied = Rating.create(
        evaluation=made.id, competence=rating.competence_id, rater=Rater(rating.rater),
        level=rating.level, example=rating.example,
    )  # fmt: skip
    links = [
        {"id": uuid7(), "rating": copied.id, "note": link.note_id}
        for link in RatingNote.select().where(RatingNote.rating == rating.id)
    ]
    if links:
        RatingNote.insert_many(links).execute()
