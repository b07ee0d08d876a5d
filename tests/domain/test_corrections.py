"""Who may do what with a request for correction, and where it leads: the whole table."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from pwa.domain.corrections import (
    CORRECTION_MOVES,
    OPEN,
    CorrectionAct,
    CorrectionHat,
    CorrectionState,
    acts,
    is_late,
    next_state,
)
from pwa.domain.errors import MoveRefused
from pwa.domain.workdays import WorkCalendar

WRITTEN = """
waiting    put_right  guide      corrected
waiting    keep       guide      kept
waiting    keep       coach_alone kept
waiting    ask_again  coach      asked
waiting    take_back  candidate  taken_back
kept       ask_again  coach      asked
asked      put_right  guide      corrected
asked      keep       guide      settled
asked      keep       coach_alone settled
asked      take_back  candidate  taken_back
"""
EXPECTED = {tuple(line.split()[:3]): line.split()[3] for line in WRITTEN.split("\n") if line}
EVERY = list(product(CorrectionState, CorrectionAct, CorrectionHat))


@pytest.mark.parametrize(("state", "act", "hat"), EVERY, ids=lambda one: one.value)
def test_a_request_moves_along_its_lines_only(state, act, hat):
    wanted = EXPECTED.get((state.value, act.value, hat.value))
    if wanted is None:
        with pytest.raises(MoveRefused):
            next_state(state, act, frozenset({hat}))
        assert act not in acts(state, frozenset({hat}))
    else:
        assert next_state(state, act, frozenset({hat})) == wanted
        assert act in acts(state, frozenset({hat}))


def test_what_has_no_hat_may_nothing():
    assert all(not acts(state, frozenset()) for state in CorrectionState)


def test_from_every_state_it_comes_to_an_end_and_is_asked_again_at_most_once():
    ways = [[state] for state in (CorrectionState.WAITING,)]
    ended = []
    while ways:
        way = ways.pop()
        nexts = [m.to for (at, _act), m in CORRECTION_MOVES.items() if at is way[-1]]
        ended += [way] if not nexts else []
        ways += [[*way, to] for to in nexts]
    assert ended
    assert all(way.count(CorrectionState.ASKED) <= 1 for way in ended)
    assert {way[-1] for way in ended} == {"corrected", "settled", "taken_back"}


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2026, 3, 11), False),
        (date(2026, 3, 18), False),  # the fifth working day after a Wednesday
        (date(2026, 3, 19), True),
        (date(2026, 3, 22), True),
    ],
)
def test_five_working_days_are_enough_to_answer(today, late):
    asked = datetime(2026, 3, 11, 9, tzinfo=UTC)
    for state in CorrectionState:
        expected = late and state in OPEN
        assert is_late(state, asked, today, WorkCalendar()) is expected
