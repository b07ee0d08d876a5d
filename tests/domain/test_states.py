import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain import states
from pwa.domain.errors import MoveRefused
from pwa.domain.states import (
    EVALUATION_MOVES,
    PLACEMENT_MOVES,
    Actor,
    EvaluationState,
    PlacementState,
    check_evaluation_move,
    check_placement_move,
    evaluation_actions,
    placement_actions,
)

E, P = EvaluationState, PlacementState

EVALUATION_TABLE = {
    (None, "start", "system supervisor coach"): "draft",
    ("draft", "own_view", "candidate"): "draft",
    ("draft", "ready", "supervisor"): "ready",
    ("ready", "talk", "supervisor"): "discussed",
    ("discussed", "freeze", "supervisor"): "signing",
    ("signing", "candidate_sign", "candidate"): "signing",
    ("signing", "company_sign", "employer_admin"): "signing",
    ("signing", "sign_off", "coach"): "final",
    ("signing", "return", "coach"): "returned",
    ("returned", "change", "supervisor"): "discussed",
    ("signing", "close_unsigned", "coach"): "final",
    ("final", "supersede", "supervisor coach"): "superseded",
}
PLACEMENT_TABLE = {
    (None, "start", "coach"): "draft",
    ("draft", "offer", "coach"): "to_sign",
    ("to_sign", "plan", "system coach"): "planned",
    ("draft", "cancel", "coach"): "cancelled",
    ("to_sign", "cancel", "coach"): "cancelled",
    ("planned", "cancel", "coach"): "cancelled",
    ("planned", "begin", "system coach"): "active",
    ("active", "pause", "coach"): "paused",
    ("paused", "resume", "coach"): "active",
    ("active", "near_end", "system coach"): "closing",
    ("active", "extend", "coach"): "active",
    ("closing", "extend", "coach"): "active",
    ("closing", "complete", "coach"): "completed",
    ("active", "end_early", "coach"): "ended_early",
    ("paused", "end_early", "coach"): "ended_early",
    ("closing", "end_early", "coach"): "ended_early",
}


def expected(table, state, action, actor):
    found = [
        to for (at, name, who), to in table.items()
        if (at, name) == (state, action) and actor in who.split()
    ]  # fmt: skip
    return found[0] if found else None


def answer(check, state, action, actor):
    try:
        return check(state, action, actor)
    except MoveRefused:
        return None


@pytest.mark.parametrize("state", [None, *E])
@pytest.mark.parametrize("action", sorted({move.name for move in EVALUATION_MOVES}))
@pytest.mark.parametrize("actor", list(Actor))
def test_an_evaluation_moves_only_along_its_lines(state, action, actor):
    wanted = expected(EVALUATION_TABLE, state, action, actor)
    assert answer(check_evaluation_move, state, action, actor) == wanted


@pytest.mark.parametrize("state", [None, *P])
@pytest.mark.parametrize("action", sorted({move.name for move in PLACEMENT_MOVES}))
@pytest.mark.parametrize("actor", list(Actor))
def test_a_placement_moves_only_along_its_lines(state, action, actor):
    wanted = expected(PLACEMENT_TABLE, state, action, actor)
    assert answer(check_placement_move, state, action, actor) == wanted


def test_the_tables_hold_nothing_more_than_was_agreed():
    assert len(EVALUATION_MOVES) == len(EVALUATION_TABLE)
    assert len(PLACEMENT_MOVES) == len(PLACEMENT_TABLE)


@pytest.mark.parametrize(
    ("state", "action", "actor", "code"),
    [
        (E.DRAFT, "fly", Actor.COACH, "unknown_action"),
        (E.DRAFT, "freeze", Actor.SUPERVISOR, "wrong_state"),
        (E.SIGNING, "sign_off", Actor.SUPERVISOR, "wrong_actor"),
    ],
)
def test_a_refusal_says_whether_action_state_or_actor_was_wrong(state, action, actor, code):
    with pytest.raises(MoveRefused) as refused:
        check_evaluation_move(state, action, actor)
    assert refused.value.code == code
    assert refused.value.details == {"action": action, "state": state, "actor": actor}


@given(st.sampled_from(list(E)), st.sampled_from(list(Actor)))
def test_every_offered_action_is_accepted(state, actor):
    for action in evaluation_actions(state, actor):
        check_evaluation_move(state, action, actor)


def test_buttons_follow_the_table():
    assert evaluation_actions(E.SIGNING, Actor.COACH) == ("sign_off", "return", "close_unsigned")
    assert placement_actions(P.CLOSING, Actor.COACH) == ("extend", "complete", "end_early")
    assert placement_actions(P.COMPLETED, Actor.COACH) == ()


def test_every_state_but_the_first_can_be_reached():
    assert {move.to for move in EVALUATION_MOVES} == set(E)
    assert {move.to for move in PLACEMENT_MOVES} == set(P)


def test_reading_opens_when_the_supervisor_says_ready():
    assert E.DRAFT not in states.CANDIDATE_READS_FROM
    assert set(E) - {E.DRAFT} == states.CANDIDATE_READS_FROM


def test_nothing_is_written_once_it_is_frozen():
    assert {E.DRAFT, E.READY, E.DISCUSSED} == states.SUPERVISOR_WRITES_IN
    assert states.NEW_VERSION_STATE in states.SUPERVISOR_WRITES_IN
