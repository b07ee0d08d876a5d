"""Small facts around a supervisor's placements, from eight tables in one query."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.corrections import OPEN
from pwa.domain.enums import EvaluationKind, SignatureRole
from pwa.domain.states import CANDIDATE_WRITES_AGAIN_IN, EvaluationState
from pwa.models import (
    ActionItem,
    Correction,
    Evaluation,
    Handover,
    HandoverAck,
    Note,
    Person,
    Placement,
    User,
    WeekDispute,
)
from pwa.models.clocks import Clock, clock_rows, moment_of, read_clocks, text_row
from pwa.queries.claimed import Claim, claim_rows, read_claims
from pwa.queries.corrections import Asked, asked_in_news
from pwa.queries.evaluation_documents import Kept, kept_rows, read_kept


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
class Agreed:
    """An agreement of a signed evaluation, open or ticked off today."""

    id: UUID
    by_on: date | None
    who: str
    what: str
    whose: tuple[str, ...]
    done_on: date | None


@dataclass(frozen=True)
class Facts:
    clocks: Mapping[UUID, Clock]
    lines: tuple[Line, ...]
    evaluations: Mapping[UUID, tuple[Begun, ...]]
    agreed: Mapping[UUID, tuple[Agreed, ...]]
    kept: Mapping[UUID, tuple[Kept, ...]]
    claims: tuple[Claim, ...]
    """Written under this name on a locked tablet."""
    sent_back: Mapping[UUID, str]
    """Evaluation -> why the coach sent it back, or what the coach found wrong in a final one."""
    asked: tuple[Asked, ...] = ()
    """What candidates asked to put right and nobody answered yet, the oldest first."""


def facts_of(person: Person, placements: list[Placement], *, lines: bool = True) -> Facts:
    """The law clock of each, lines for this shift, evaluations and agreements, in one query."""
    ids = [one.id for one in placements]
    mine = clock_rows(placements)
    left = (_lines(person, ids), claim_rows(person)) if lines else ()
    for part in (*left, *_agreed(person, ids), *_sent_back(ids), *_asked(ids), *kept_rows(ids)):
        mine = mine.union_all(part)
    rows = list(mine.tuples())
    found = sorted(tuple(rest) for kind, *rest in rows if kind == "line")
    begun = sorted(tuple(rest) for kind, *rest in rows if kind == "evaluation")
    return Facts(
        clocks=read_clocks(placements, rows),
        lines=tuple(_line(row) for row in found),
        evaluations=_evaluations_by(begun),
        agreed=_agreed_by(person, rows),
        kept=read_kept(rows),
        claims=read_claims(person, rows),
        sent_back={UUID(row[1]): row[3] for row in rows if row[0] == "sent_back"},
        asked=_asked_by(placements, rows),
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


def _agreed(person: Person, ids: list[UUID]) -> tuple[Any, Any]:
    a, e = ActionItem, Evaluation
    found = []
    for kind, which in (("open", a.done_on.is_null()), ("kept", a.done_on >= person.today)):
        columns = (a.id, e.placement, a.by_on, a.who, a.what, a.whose)
        rows = a.select(*text_row(kind, *columns)).join(e)
        found.append(rows.where(e.placement.in_(ids), e.stands(), a.newest(), which))
    return found[0], found[1]


def _agreed_by(person: Person, rows: list[Any]) -> dict[UUID, tuple[Agreed, ...]]:
    """Placement -> its agreements, what comes first first."""
    found: dict[UUID, tuple[Agreed, ...]] = {}
    said = [row for row in rows if row[0] in ("open", "kept")]
    for kind, id, ref, by_on, who, what, whose in sorted(said, key=lambda row: row[3] or "9"):
        roles = tuple(json.loads(whose))
        day = date.fromisoformat(by_on) if by_on else None
        done = person.today if kind == "kept" else None
        one = Agreed(UUID(id), day, who, what, roles, done)
        found[UUID(ref)] = (*found.get(UUID(ref), ()), one)
    return found


def _sent_back(ids: list[UUID]) -> Iterator[Any]:
    e = Evaluation
    back = e.state.in_(list(CANDIDATE_WRITES_AGAIN_IN)) & (e.return_reason != "")
    fault = (e.state == EvaluationState.FINAL) & (e.correction_role == SignatureRole.COACH)
    for which, why in ((back, e.return_reason), (fault, e.correction_reason)):
        rows = e.select(*text_row("sent_back", e.id, e.placement, why))
        yield rows.where(e.placement.in_(ids), which)


def _asked(ids: list[UUID]) -> Iterator[Any]:
    c = Correction
    for state in OPEN:
        told = text_row(state, c.id, c.placement, c.since, Note.day, c.day, WeekDispute.monday)
        rows = (
            c.select(*told).join(Note, JOIN.LEFT_OUTER).switch(c).join(WeekDispute, JOIN.LEFT_OUTER)
        )
        yield rows.where(c.placement.in_(ids), c.state == state)


def _asked_by(placements: list[Placement], rows: list[Any]) -> tuple[Asked, ...]:
    at = {one.id: one for one in placements}
    found = []
    for state, id, ref, since, note_day, day, monday in rows:
        if state in {str(one) for one in OPEN}:
            told = (id, None, note_day, day, monday, state, since)
            found.append(asked_in_news(told, at[UUID(ref)]))
    return tuple(sorted(found, key=lambda one: one.since))


def _line(row: tuple[str, ...]) -> Line:
    id, ref, made_at, author, text, _rest = row
    return Line(UUID(id), UUID(ref), author, text, moment_of(made_at))


def _evaluations_by(rows: list[tuple[str, ...]]) -> dict[UUID, tuple[Begun, ...]]:
    found: dict[UUID, tuple[Begun, ...]] = {}
    for id, ref, kind, state, _at, _by in rows:
        one = Begun(UUID(id), EvaluationKind(kind), EvaluationState(state))
        found[UUID(ref)] = (*found.get(UUID(ref), ()), one)
    return found
