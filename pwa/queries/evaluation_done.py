"""Whether a step of an evaluation was made by this very form, which then came a second time."""

from datetime import date

from pwa.domain.enums import SignatureMeaning
from pwa.domain.states import EvaluationState
from pwa.domain.text import clean
from pwa.models import Evaluation, Person
from pwa.models.evaluation_facts import standing_signatures

_E, _M = EvaluationState, SignatureMeaning


def made_by(by: Person, row: Evaluation, step: str, text: str, edition: int) -> Evaluation | None:
    """What the step led to, where it was made with the same words. `row` is as it is now, `edition`
    as the form of a correction had it."""
    if step in ("sign_off", "close_unsigned"):
        return row if _closed(by, row, step, clean(text)) else None
    if step == "return":
        again = (row.state, row.return_reason) == (_E.RETURNED, clean(text))
        return row if again else None
    if step == "supersede":
        newer: Evaluation | None = Evaluation.get_or_none(Evaluation.supersedes == row.id)
        return newer
    if step == "correct":
        asked = bool(row.correction_role) and row.correction_reason == clean(text)
        return row if asked and row.edition == edition + 1 else None
    return None


def talked(row: Evaluation, day: date | None, there: str) -> bool:
    """Whether this talk stands there, and is not fixed yet."""
    return (row.state, row.talk_on, row.talk_with) == (_E.DISCUSSED, day, clean(there))


def drawn_up(by: Person, row: Evaluation) -> bool:
    """Whether this person fixed and signed it, and the candidate signs now."""
    return row.state is _E.SIGNING and _signed(by, row, _M.DRAWN_UP)


def _closed(by: Person, row: Evaluation, step: str, text: str) -> bool:
    if (row.state, row.coach_conclusion) != (_E.FINAL, text):
        return False
    unsigned = any(one.meaning is _M.OFFERED_UNSIGNED for one in standing_signatures(row))
    return _signed(by, row, _M.SIGNED_OFF) and unsigned is (step == "close_unsigned")


def _signed(by: Person, row: Evaluation, meaning: SignatureMeaning) -> bool:
    return any(one.meaning is meaning and one.user_id == by.id for one in standing_signatures(row))
