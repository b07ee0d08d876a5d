"""The talk about an evaluation: when it was, who was there, and whether there was time to read."""

from datetime import date

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, Code
from pwa.domain.states import Actor
from pwa.models import Evaluation, Person
from pwa.models.evaluation_facts import time_was_short
from pwa.services.evaluation_entries import texts_of
from pwa.services.evaluation_moves import check, move


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
    check_talk(evaluation, talk_on, talk_with)
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


def check_talk(evaluation: Evaluation, talk_on: date, talk_with: str) -> None:
    """Not in the future, not before there was something to read. Raises BadInput."""
    problems = {}
    if talk_on > clock.today():
        problems["talk_on"] = str(Code.DAY_IN_FUTURE)
    elif evaluation.ready_at and talk_on < clock.local(evaluation.ready_at).date():
        problems["talk_on"] = "talk_before_ready"
    if not talk_with.strip():
        problems["talk_with"] = str(Code.MISSING)
    if problems:
        raise BadInput(problems)
