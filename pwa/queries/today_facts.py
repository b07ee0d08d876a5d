"""Small facts around a supervisor's placements, from six tables in one query."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from peewee import Value

from pwa.domain.enums import EvaluationKind, PlacementKind
from pwa.domain.states import EvaluationState
from pwa.domain.workdays import WorkCalendar
from pwa.models import (
    ClosedDay,
    Evaluation,
    Handover,
    HandoverAck,
    MilestoneDone,
    Person,
    RuleProfileRow,
    User,
)


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
    calendars: Mapping[UUID, WorkCalendar]
    lines: tuple[Line, ...]
    done: Mapping[UUID, frozenset[str]]
    evaluations: Mapping[UUID, tuple[Begun, ...]]
    rules: Mapping[tuple[UUID, PlacementKind], Any]


def facts_of(person: Person, places: list[Any]) -> Facts:
    """Closed days, lines for this shift, milestones done, evaluations and own rules.

    One query: rows of different tables as texts under each other, since Vandaag may ask four.
    """
    ids = [one.placement_id for one in places]
    companies = {one.placement.workplace.organisation_id for one in places}
    towns = {one.placement.candidate.municipality_id for one in places}
    query = _closed(companies).union_all(_done(ids)).union_all(_evaluations(ids))
    query = query.union_all(_rules(towns)).union_all(_lines(person, ids))
    found: dict[str, list[tuple[str, ...]]] = {}
    for kind, *rest in query.tuples():
        found.setdefault(kind, []).append(tuple(rest))
    return Facts(
        calendars={one: _calendar(one, found.get("closed", [])) for one in companies},
        lines=tuple(_line(row) for row in sorted(found.get("line", []))),
        done=_done_by(found.get("done", [])),
        evaluations=_evaluations_by(found.get("evaluation", [])),
        rules=_newest(found.get("rules", [])),
    )


def _row(kind: str, id: Any, ref: Any, a: Any, b: Any, c: Any) -> list[Any]:
    """One shape for all: every column as text, on both databases."""
    return [Value(kind).cast("text"), *(one.cast("text") for one in (id, ref, a, b, c))]


_NOTHING = Value("")


def _closed(companies: set[UUID]) -> Any:
    c = ClosedDay
    row = _row("closed", c.id, c.organisation, c.day, _NOTHING, _NOTHING)
    return c.select(*row).where(c.organisation.in_(list(companies)))


def _done(ids: list[UUID]) -> Any:
    m = MilestoneDone
    return m.select(*_row("done", m.id, m.placement, m.code, _NOTHING, _NOTHING)).where(
        m.placement.in_(ids)
    )


def _evaluations(ids: list[UUID]) -> Any:
    e = Evaluation
    return e.select(*_row("evaluation", e.id, e.placement, e.kind, e.state, _NOTHING)).where(
        e.placement.in_(ids)
    )


def _rules(towns: set[UUID]) -> Any:
    r = RuleProfileRow
    return r.select(*_row("rules", r.id, r.municipality, r.kind, r.version, r.rules)).where(
        r.municipality.in_(list(towns))
    )


def _lines(person: Person, ids: list[UUID]) -> Any:
    h = Handover
    read = HandoverAck.select(HandoverAck.handover).where(HandoverAck.user == person.id)
    return (
        h.select(*_row("line", h.id, h.placement, h.made_at, User.name, h.text))
        .join(User)
        .where(
            h.placement.in_(ids),
            h.author != person.id,
            h.expires_at > person.now,
            h.id.not_in(read),
        )
    )


def _calendar(company: UUID, rows: list[tuple[str, ...]]) -> WorkCalendar:
    days = (date.fromisoformat(a) for _id, ref, a, *_ in rows if UUID(ref) == company)
    return WorkCalendar(frozenset(days))


def _line(row: tuple[str, ...]) -> Line:
    id, ref, made_at, author, text = row
    moment = datetime.fromisoformat(made_at).replace(tzinfo=UTC)
    return Line(UUID(id), UUID(ref), author, text, moment)


def _done_by(rows: list[tuple[str, ...]]) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, frozenset[str]] = {}
    for _id, ref, code, *_ in rows:
        found[UUID(ref)] = found.get(UUID(ref), frozenset()) | {code}
    return found


def _evaluations_by(rows: list[tuple[str, ...]]) -> dict[UUID, tuple[Begun, ...]]:
    found: dict[UUID, tuple[Begun, ...]] = {}
    for id, ref, kind, state, _c in sorted(rows):
        one = Begun(UUID(id), EvaluationKind(kind), EvaluationState(state))
        found[UUID(ref)] = (*found.get(UUID(ref), ()), one)
    return found


def _newest(rows: list[tuple[str, ...]]) -> dict[tuple[UUID, PlacementKind], Any]:
    ordered = sorted(rows, key=lambda row: int(row[3]))
    return {
        (UUID(ref), PlacementKind(kind)): json.loads(rules)
        for _id, ref, kind, _version, rules in ordered
    }
