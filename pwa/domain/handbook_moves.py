"""A running placement moves to a newer version of the handbook: when that can be, and what it maps.

A competence is the same one when it has the same code, however it is called by now.
"""

from collections.abc import Iterable
from enum import StrEnum

from pwa.domain.states import EvaluationState as _E


class MoveState(StrEnum):
    """Of a proposal to let a placement use another version."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


UNDER_WAY = frozenset({_E.READY, _E.DISCUSSED, _E.SIGNING, _E.RETURNED})
"""Others read these by now: the words under their levels stay what they are."""


def problems(
    states: Iterable[_E], written: Iterable[str], codes: Iterable[str], *, newest: bool, over: bool
) -> list[str]:
    """Why it cannot be now, as codes; nothing when it can.

    `written` are the competences about which an evaluation in preparation says something already:
    each must be in the new version (`codes`), so that nothing that somebody wrote disappears.
    """
    found = []
    if over:
        found.append("move_over")
    if not newest:
        found.append("move_not_newest")
    if set(states) & UNDER_WAY:
        found.append("move_evaluation_under_way")
    if set(written) - set(codes):
        found.append("move_words_would_go")
    return found
