"""Small facts around a supervisor's placements, from eight tables in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pwa.domain.enums import EvaluationKind
from pwa.domain.states import EvaluationState
from pwa.models import Handover, HandoverAck, Person, Placement, User
from pwa.models.clocks import Clock, clock_rows, moment_of, read_clocks, text_row


@dataclass(frozen=True)
class Line:
    """What a colleague left for this shift."""

    id: UUID
    placement_id: UUID
    author: str
    text: str
    made_at: datetime


@dataclass(frozen=True)
class Begun:
    """An evaluation that somebody started."""

    id: UUID
    kind: EvaluationKind
    state: EvaluationState


@dataclass(frozen=True)
class Facts:
    clocks: Mapping[UUID, Clock]
    lines: tuple[Line, ...]
    evaluations: Mapping[UUID, tuple[Begun, ...]]


def facts_of(person: Person, placements: list[Placement]) -> Facts:
    """The law clock of each, lines for this shift and evaluations, in one query."""
    ids = [one.id for one in placements]
    rows = list(clock_rows(placements).union_all(_lines(person, ids)).tuples())
    lines = sorted(tuple(rest) for kind, *rest in rows if kind == "line")
    begun = sorted(tuple(rest) for kind, *rest in rows if kind == "evaluation")
    return Facts(
        clocks=read_clocks(placements, rows),
        lines=tuple(_line(row) for row in lines),
        evaluations=_evaluations_by(begun),
    )


def _lines(person: Person, ids: list[UUID]) -> Any:
    h = Handover
    read = HandoverAck.select(HandoverAck.handover).where(HandoverAck.user == person.id)
    return (
        h.select(*text_row("line", h.id, h.placement, h.made_at, User.name, h.text))
        .join(User)
        .where(
            h.placement.in_(ids),
            h.author != person.id,
            h.expires_at > person.now,
            h.id.not_in(read),
        )
    )


def _line(row: tuple[str, ...]) -> Line:
    id, ref, made_at, author, text, _rest = row
    return Line(UUID(id), UUID(ref), author, text, moment_of(made_at))


def _evaluations_by(rows: list[tuple[str, ...]]) -> dict[UUID, tuple[Begun, ...]]:
    found: dict[UUID, tuple[Begun, ...]] = {}
    for id, ref, kind, state, _at, _by in rows:
        one = Begun(UUID(id), EvaluationKind(kind), EvaluationState(state))
        found[UUID(ref)] = (*found.get(UUID(ref), ()), one)
    return found
