"""The end of a placement: before its time, with dignity, or on its day with what comes after."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Advice, EvaluationKind
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.running import AHEAD, StopReason
from pwa.domain.states import PlacementState
from pwa.models import EarlyStop, Membership, Outcome, Person, Placement, Supervision
from pwa.policies import placements as policies
from pwa.services import audit, evaluations
from pwa.services.running import check_seen, guide_no_longer, hold, require_move

MOST_TEXT = 600


@dataclass(frozen=True)
class Stopping:
    """What the coach, the candidate and the company agreed; the candidate heard it from a person
    first, which is why `told_on` cannot be later than today."""

    last_on: date
    reason: StopReason
    told_by: UUID
    told_on: date
    text: str = ""
    candidate_words: str = ""
    evaluation: bool = True


def end_early(
    by: Person, placement: Placement, wanted: Stopping, seen: str | None = None
) -> EarlyStop:
    """Stop before the planned end; supervisors keep access to write a short evaluation. Asked twice
    it is one.

    Raises BadInput by field, MoveRefused, Stale.
    """
    with transaction():
        if known := _same_stop(by, placement, wanted):
            return known
        check_stop(by, placement, wanted, seen)
        now = hold(
            placement, state=PlacementState.ENDED_EARLY, ended_on=wanted.last_on,
            end_reason=wanted.reason.value,
        )  # fmt: skip
        row = EarlyStop.create(
            placement=placement, last_on=wanted.last_on, reason=wanted.reason, text=wanted.text,
            candidate_words=wanted.candidate_words, evaluation=wanted.evaluation,
            told_by=wanted.told_by, told_on=wanted.told_on, made_by=by.id,
        )  # fmt: skip
        guide_no_longer(by, placement, wanted.last_on)
        audit.record(
            by, "placement.end_early", placement, before=placement.state_on(clock.today()),
            after=PlacementState.ENDED_EARLY, on=wanted.last_on, reason=wanted.reason,
        )  # fmt: skip
        if wanted.evaluation:
            evaluations.start(by, now, EvaluationKind.FINAL, now.start_on, wanted.last_on)
    return row


def _same_stop(by: Person, placement: Placement, wanted: Stopping) -> EarlyStop | None:
    """The stop that stands there, where this person wrote it down with the same words."""
    mine = (EarlyStop.placement == placement.id) & (EarlyStop.made_by == by.id)
    row = EarlyStop.get_or_none(mine)
    if row is None:
        return None
    here = Stopping(
        row.last_on, row.reason, row.told_by_id, row.told_on, row.text, row.candidate_words,
        row.evaluation,
    )  # fmt: skip
    return row if here == wanted else None


def check_stop(by: Person, placement: Placement, wanted: Stopping, seen: str | None) -> None:
    check_seen(placement, seen)
    require_move(by, placement, "end_early")
    today, problems = clock.today(), {}
    if wanted.last_on < placement.start_on:
        problems["last_on"] = "day_before_start"
    elif wanted.last_on > placement.planned_end_on:
        problems["last_on"] = "stop_after_end"
    if wanted.told_on > today:
        problems["told_on"] = "tell_first"
    elif wanted.told_on < min(placement.start_on, today - AHEAD):
        problems["told_on"] = "absurd_date"
    if wanted.told_by not in tellers(placement):
        problems["told_by"] = "unknown"
    if wanted.reason is StopReason.SOMETHING_ELSE and not wanted.text:
        problems["text"] = "reason_missing"
    if problems:
        raise BadInput(problems)


def tellers(placement: Placement) -> set[UUID]:
    """Who may have told it: a coach of the municipality, or somebody who guides."""
    guides = Supervision.select(Supervision.user).where(Supervision.placement == placement.id)
    here = Membership.organisation == placement.candidate.municipality_id
    coaches = Membership.select(Membership.user).where(here)
    return {row.user_id for row in guides} | {row.user_id for row in coaches}


@dataclass(frozen=True)
class Onward:
    """What comes after, decided by the coach."""

    advice: Advice
    text: str = ""


def decide(by: Person, placement: Placement, wanted: Onward, seen: str | None = None) -> Outcome:
    """What came after. On or after its last day this completes the placement; of one that ended
    already it only adds the outcome, and the newest counts. The same as the newest is that one.
    Raises NotAllowed, MoveRefused, Stale.
    """
    with transaction():
        newest = Outcome.select().where(Outcome.placement == placement.id)
        known: Outcome | None = newest.order_by(Outcome.made_at.desc(), Outcome.id.desc()).first()
        said = (by.id, wanted.advice, wanted.text)
        if known and (known.decided_by.id, known.advice, known.text) == said:
            return known
        check_decide(by, placement, seen)
        if placement.ended_on is None:
            hold(placement, state=PlacementState.COMPLETED, ended_on=placement.planned_end_on)
            audit.record(
                by, "placement.complete", placement, before=PlacementState.CLOSING,
                after=PlacementState.COMPLETED, on=placement.planned_end_on,
            )  # fmt: skip
        row = Outcome.create(
            placement=placement, advice=wanted.advice, text=wanted.text, decided_by=by.id
        )
        audit.record(by, "outcome.decide", row, placement=placement.id, advice=wanted.advice)
    return row


def check_decide(by: Person, placement: Placement, seen: str | None) -> None:
    check_seen(placement, seen)
    if placement.ended_on is not None:
        if not policies.coaches(by, placement):
            raise NotAllowed("not_yours")
        return
    require_move(by, placement, "complete")
    if clock.today() < placement.planned_end_on:
        raise NotAllowed("not_ended_yet")
