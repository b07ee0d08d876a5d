"""States of things that move, and one table of moves for each; no move exists outside its table.

What a move needs beyond state and actor (examples, signatures, days) stands in `signing`; those
names are offered here too, since whoever checks a move needs both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from pwa.domain.errors import Code, MoveRefused
from pwa.domain.signing import Problem as Problem
from pwa.domain.signing import RatingFacts as RatingFacts
from pwa.domain.signing import SignOffFacts as SignOffFacts
from pwa.domain.signing import can_close_unsigned as can_close_unsigned
from pwa.domain.signing import can_freeze as can_freeze
from pwa.domain.signing import can_sign_off as can_sign_off
from pwa.domain.signing import can_supersede as can_supersede
from pwa.domain.signing import reading_time_short as reading_time_short
from pwa.domain.signing import signature_stands as signature_stands


class PlacementState(StrEnum):
    DRAFT = "draft"
    TO_SIGN = "to_sign"
    PLANNED = "planned"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSING = "closing"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    CANCELLED = "cancelled"


class EvaluationState(StrEnum):
    DRAFT = "draft"
    READY = "ready"
    DISCUSSED = "discussed"
    SIGNING = "signing"
    RETURNED = "returned"
    FINAL = "final"
    SUPERSEDED = "superseded"


class NoteVisibility(StrEnum):
    """When the candidate reads a note: after the ten minutes of undo, or after a talk."""

    DIRECT = "direct"
    DISCUSS_FIRST = "discuss_first"


class HandbookState(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class UserState(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    BLOCKED = "blocked"


class Actor(StrEnum):
    """Who makes a move: the hat a person wears at that moment, or the system itself."""

    SYSTEM = "system"
    SUPERVISOR = "supervisor"
    CANDIDATE = "candidate"
    EMPLOYER_ADMIN = "employer_admin"
    COACH = "coach"


class SignatureEffect(StrEnum):
    """What a move does to the signatures under an evaluation."""

    NONE = "none"
    DRAWN_UP = "drawn_up"  # the supervisor signs by freezing
    CANDIDATE = "candidate"
    COMPANY = "company"
    COACH = "coach"
    VOID_WHEN_CHANGED = "void_when_changed"  # decided at the next freeze, by content hash
    OFFERED_UNSIGNED = "offered_unsigned"  # recorded instead of the candidate's signature
    NEW_ROUND = "new_round"  # the new version starts without any


State = TypeVar("State", PlacementState, EvaluationState)


@dataclass(frozen=True, slots=True)
class Move(Generic[State]):
    """One line of a table of states; `from_` is None where the move makes the thing itself."""

    name: str
    from_: State | None
    actors: frozenset[Actor]
    to: State
    signatures: SignatureEffect = SignatureEffect.NONE


def _who(*actors: Actor) -> frozenset[Actor]:
    return frozenset(actors)


_SYSTEM, _COACH, _SUPERVISOR = Actor.SYSTEM, Actor.COACH, Actor.SUPERVISOR
_E, _P, _S = EvaluationState, PlacementState, SignatureEffect

EVALUATION_MOVES: tuple[Move[EvaluationState], ...] = (
    Move("start", None, _who(_SYSTEM, _SUPERVISOR, _COACH), _E.DRAFT),
    Move("own_view", _E.DRAFT, _who(Actor.CANDIDATE), _E.DRAFT),
    Move("ready", _E.DRAFT, _who(_SUPERVISOR), _E.READY),
    Move("talk", _E.READY, _who(_SUPERVISOR), _E.DISCUSSED),
    Move("freeze", _E.DISCUSSED, _who(_SUPERVISOR), _E.SIGNING, _S.DRAWN_UP),
    Move("candidate_sign", _E.SIGNING, _who(Actor.CANDIDATE), _E.SIGNING, _S.CANDIDATE),
    Move("company_sign", _E.SIGNING, _who(Actor.EMPLOYER_ADMIN), _E.SIGNING, _S.COMPANY),
    Move("sign_off", _E.SIGNING, _who(_COACH), _E.FINAL, _S.COACH),
    Move("return", _E.SIGNING, _who(_COACH), _E.RETURNED),
    Move("change", _E.RETURNED, _who(_SUPERVISOR), _E.DISCUSSED, _S.VOID_WHEN_CHANGED),
    Move("close_unsigned", _E.SIGNING, _who(_COACH), _E.FINAL, _S.OFFERED_UNSIGNED),
    # The other one of the two agrees first, see `signing.can_supersede`.
    Move("supersede", _E.FINAL, _who(_SUPERVISOR, _COACH), _E.SUPERSEDED, _S.NEW_ROUND),
)

NEW_VERSION_STATE = EvaluationState.DISCUSSED
"""Where the version after a superseded one starts: the talk was held, the content is corrected."""

SUPERVISOR_WRITES_IN = frozenset({_E.DRAFT, _E.READY, _E.DISCUSSED})
"""Where the supervisor may change the content; a returned one first moves by `change`."""

CANDIDATE_WRITES_IN = frozenset({_E.DRAFT, _E.READY})
"""Where the candidate may change the own view: until the talk, also after reading the rest."""

CANDIDATE_WRITES_AGAIN_IN = frozenset({_E.RETURNED, _E.DISCUSSED})
"""Where the own view opens once more: it was sent back, and that concerned the candidate too."""

CANDIDATE_READS_FROM = frozenset(set(EvaluationState) - {_E.DRAFT})
"""States in which candidate and coach may read the content of the supervisor."""

PLACEMENT_MOVES: tuple[Move[PlacementState], ...] = (
    Move("start", None, _who(_COACH), _P.DRAFT),
    Move("offer", _P.DRAFT, _who(_COACH), _P.TO_SIGN),
    Move("plan", _P.TO_SIGN, _who(_SYSTEM, _COACH), _P.PLANNED),
    Move("cancel", _P.DRAFT, _who(_COACH), _P.CANCELLED),
    Move("cancel", _P.TO_SIGN, _who(_COACH), _P.CANCELLED),
    Move("cancel", _P.PLANNED, _who(_COACH), _P.CANCELLED),
    Move("begin", _P.PLANNED, _who(_SYSTEM, _COACH), _P.ACTIVE),
    Move("pause", _P.ACTIVE, _who(_COACH), _P.PAUSED),
    Move("resume", _P.PAUSED, _who(_COACH), _P.ACTIVE),
    Move("near_end", _P.ACTIVE, _who(_SYSTEM, _COACH), _P.CLOSING),
    Move("extend", _P.ACTIVE, _who(_COACH), _P.ACTIVE),
    Move("extend", _P.CLOSING, _who(_COACH), _P.ACTIVE),
    Move("complete", _P.CLOSING, _who(_COACH), _P.COMPLETED),
    Move("end_early", _P.ACTIVE, _who(_COACH), _P.ENDED_EARLY),
    Move("end_early", _P.PAUSED, _who(_COACH), _P.ENDED_EARLY),
    Move("end_early", _P.CLOSING, _who(_COACH), _P.ENDED_EARLY),
)

CLOSING_DAYS = 14
"""Calendar days before the planned end from which a placement is closing."""


def check_evaluation_move(
    state: EvaluationState | None, action: str, actor: Actor
) -> EvaluationState:
    """The state after this action; `state` is None for `start`. Raises `MoveRefused`."""
    return _check(EVALUATION_MOVES, state, action, actor).to


def check_placement_move(state: PlacementState | None, action: str, actor: Actor) -> PlacementState:
    """The state after this action; `state` is None for `start`. Raises `MoveRefused`."""
    return _check(PLACEMENT_MOVES, state, action, actor).to


def evaluation_actions(state: EvaluationState | None, actor: Actor) -> tuple[str, ...]:
    """What this actor could do now as far as the table goes: what buttons are made from."""
    return _actions(EVALUATION_MOVES, state, actor)


def placement_actions(state: PlacementState | None, actor: Actor) -> tuple[str, ...]:
    """What this actor could do now as far as the table goes: what buttons are made from."""
    return _actions(PLACEMENT_MOVES, state, actor)


def _check(
    moves: Iterable[Move[State]], state: State | None, action: str, actor: Actor
) -> Move[State]:
    named = [move for move in moves if move.name == action]
    here = [move for move in named if move.from_ == state]
    for move in here:
        if actor in move.actors:
            return move
    code = Code.WRONG_ACTOR if here else Code.WRONG_STATE if named else Code.UNKNOWN_ACTION
    raise MoveRefused(code, action=action, state=str(state or ""), actor=str(actor))


def _actions(moves: Iterable[Move[State]], state: State | None, actor: Actor) -> tuple[str, ...]:
    return tuple(m.name for m in moves if m.from_ == state and actor in m.actors)
