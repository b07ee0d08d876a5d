"""Let a running placement use the version in use: the company proposes, the coach decides."""

from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.handbook_moves import MoveState
from pwa.domain.states import EvaluationState
from pwa.domain.text import clean, too_long
from pwa.models import Competence, Evaluation, Handbook, HandbookMove, Person, Placement, Rating
from pwa.models.handbook_facts import MoveFacts, move_facts
from pwa.policies import handbook_moves as policies
from pwa.services import audit

MOST_REASON = 300


def propose(by: Person, placement: Placement, to: Handbook, reason: str = "") -> HandbookMove:
    """Ask the coach whether this placement moves to `to`. Twice is once.

    Raises BadInput (reason), NotAllowed (why it cannot be), Stale.
    """
    reason = _text(reason, "reason")
    if not policies.propose(by, placement):
        raise NotAllowed("not_yours")
    with transaction():
        _check(move_facts(placement, to, by.today))
        row = _proposed(by, placement, to, reason)
        audit.record(by, "placement.propose_handbook", placement, to=to.id, move=row.id)
    return row


def _proposed(by: Person, placement: Placement, to: Handbook, reason: str) -> HandbookMove:
    facts: dict[str, Any] = {
        "from_book": placement.handbook_id, "state": MoveState.PROPOSED, "reason": reason,
        "proposed_by": by.id, "proposed_at": clock.now(), "answered_by": None,
        "answered_at": None, "answer": "",
    }  # fmt: skip
    mine = (HandbookMove.placement == placement.id) & (HandbookMove.to_book == to.id)
    known = HandbookMove.get_or_none(mine)
    if known is None:
        return HandbookMove.create(placement=placement.id, to_book=to.id, **facts)
    if known.state is not MoveState.PROPOSED:
        HandbookMove.update(**facts).where(HandbookMove.id == known.id).execute()
    return HandbookMove.get_by_id(known.id)


def accept(by: Person, placement: Placement, move: HandbookMove) -> None:
    """The placement uses the new version from now on. What was written keeps its words.

    An evaluation in preparation goes along: what stands under a competence goes to the one with
    the same code. Raises NotAllowed (why it cannot be any more), Stale.
    """
    if not policies.answer(by, placement):
        raise NotAllowed("not_yours")
    to = Handbook.get_by_id(move.to_book_id)
    with transaction():
        facts = move_facts(placement, to, by.today)
        _check(facts)
        _answer(by, move, MoveState.ACCEPTED)
        same = (Placement.id == placement.id) & (Placement.handbook == move.from_book_id)
        if Placement.update(handbook=to.id).where(same).execute() != 1:
            raise Stale()
        _take_drafts_along(placement, to, facts.drafts)
        audit.record(
            by, "placement.move_handbook", placement,
            before=move.from_book_id, after=to.id, move=move.id,
        )  # fmt: skip


def _take_drafts_along(placement: Placement, to: Handbook, expected: int) -> None:
    """Whoever has such a form open hears it: the form is an edition older now."""
    drafts = (Evaluation.placement == placement.id) & (Evaluation.state == EvaluationState.DRAFT)
    facts: dict[str, Any] = {
        "edition": Evaluation.edition + 1,
        "candidate_edition": Evaluation.candidate_edition + 1,
    }
    if Evaluation.update(**facts).where(drafts).execute() != expected:
        raise Stale()
    rows = Competence.select(Competence.id, Competence.code).where(Competence.handbook == to)
    new = {row.code: row.id for row in rows}
    ratings: Any = (
        Rating.select(Rating.id, Competence.code)
        .join(Evaluation)
        .switch(Rating)
        .join(Competence)
        .where(drafts)
    )
    for id, code in list(ratings.tuples()):
        Rating.update(competence=new[code]).where(Rating.id == id).execute()


def decline(by: Person, placement: Placement, move: HandbookMove, answer: str) -> None:
    """The placement keeps its version. Raises BadInput (answer), Stale."""
    answer = _text(answer, "answer")
    if not answer:
        raise BadInput({"answer": "reason_missing"})
    if not policies.answer(by, placement):
        raise NotAllowed("not_yours")
    with transaction():
        _answer(by, move, MoveState.DECLINED, answer)
        audit.record(by, "placement.keep_handbook", placement, move=move.id)


def _answer(by: Person, move: HandbookMove, state: MoveState, answer: str = "") -> None:
    open_ = (HandbookMove.id == move.id) & (HandbookMove.state == MoveState.PROPOSED)
    facts: dict[str, Any] = {"state": state, "answered_by": by.id, "answered_at": clock.now()}
    if HandbookMove.update(answer=answer, **facts).where(open_).execute() != 1:
        raise Stale()


def _check(facts: MoveFacts) -> None:
    if facts.problems:
        raise NotAllowed(facts.problems[0], names=", ".join(facts.lost))


def _text(text: str, name: str) -> str:
    if too_long(text, MOST_REASON):
        raise BadInput({name: f"too_long:{MOST_REASON}"})
    return clean(text)
