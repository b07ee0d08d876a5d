"""A candidate says that something that was written down is wrong: who answers, and how it goes on.

One table of moves. A request is about one note, one day of attendance or one week of hours; it has
one open request at a time, and what was asked and answered stays readable for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pwa.domain.errors import Code, MoveRefused
from pwa.domain.periods import local_day
from pwa.domain.workdays import WorkCalendar

MOST_TEXT = 600
ANSWER_WITHIN = 5
"""Working days; a request that waits longer stands on the coach's list."""


class CorrectionState(StrEnum):
    """`kept`: it stays as it is; `settled`: for good. `asked`: the coach asks once more."""

    WAITING = "waiting"
    ASKED = "asked"
    CORRECTED = "corrected"
    KEPT = "kept"
    SETTLED = "settled"
    TAKEN_BACK = "taken_back"


class CorrectionAct(StrEnum):
    """What somebody does with a request that is there."""

    CORRECT = "put_right"
    KEEP = "keep"
    ASK = "ask_again"
    TAKE_BACK = "take_back"


class CorrectionHat(StrEnum):
    """As whom somebody acts on it. `coach_alone`: the coach, where nobody guides any more."""

    GUIDE = "guide"
    COACH = "coach"
    COACH_ALONE = "coach_alone"
    CANDIDATE = "candidate"


@dataclass(frozen=True)
class CorrectionMove:
    by: frozenset[CorrectionHat]
    to: CorrectionState


_S, _A, _H = CorrectionState, CorrectionAct, CorrectionHat
_GUIDE, _COACH, _CANDIDATE = (frozenset({one}) for one in (_H.GUIDE, _H.COACH, _H.CANDIDATE))
_ANSWERS = frozenset({_H.GUIDE, _H.COACH_ALONE})

CORRECTION_MOVES: Mapping[tuple[CorrectionState, CorrectionAct], CorrectionMove] = {
    (_S.WAITING, _A.CORRECT): CorrectionMove(_GUIDE, _S.CORRECTED),
    (_S.WAITING, _A.KEEP): CorrectionMove(_ANSWERS, _S.KEPT),
    (_S.WAITING, _A.ASK): CorrectionMove(_COACH, _S.ASKED),
    (_S.WAITING, _A.TAKE_BACK): CorrectionMove(_CANDIDATE, _S.TAKEN_BACK),
    (_S.KEPT, _A.ASK): CorrectionMove(_COACH, _S.ASKED),
    (_S.ASKED, _A.CORRECT): CorrectionMove(_GUIDE, _S.CORRECTED),
    (_S.ASKED, _A.KEEP): CorrectionMove(_ANSWERS, _S.SETTLED),
    (_S.ASKED, _A.TAKE_BACK): CorrectionMove(_CANDIDATE, _S.TAKEN_BACK),
}
"""Asking again is possible once: from `asked` it ends, whatever is answered."""

OPEN = (_S.WAITING, _S.ASKED)
"""Somebody who guides has to answer; where nobody does any more, the coach."""


def next_state(
    state: CorrectionState, act: CorrectionAct, hats: frozenset[CorrectionHat]
) -> CorrectionState:
    """Where this act leads. Raises MoveRefused (wrong_state, wrong_actor)."""
    move = CORRECTION_MOVES.get((state, act))
    if move is None:
        raise MoveRefused(Code.WRONG_STATE)
    if not move.by & hats:
        raise MoveRefused(Code.WRONG_ACTOR)
    return move.to


def acts(state: CorrectionState, hats: frozenset[CorrectionHat]) -> frozenset[CorrectionAct]:
    """What can be done with it from here, by somebody who wears these hats."""
    return frozenset(
        act for (at, act), move in CORRECTION_MOVES.items() if at is state and move.by & hats
    )


def is_late(state: CorrectionState, since: datetime, today: date, calendar: WorkCalendar) -> bool:
    """Nobody answered for more than five working days since it was asked (again)."""
    return state in OPEN and calendar.between(local_day(since), today) > ANSWER_WITHIN
