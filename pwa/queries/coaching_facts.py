"""What the coach's page knows of all own placements, each fact in one query or less."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from peewee import fn

from pwa import clock
from pwa.domain.enums import (
    AttendanceCode,
    EvaluationKind,
    SignatureMeaning,
    SignatureRole,
)
from pwa.domain.states import EvaluationState
from pwa.models import (
    ActionItem,
    Attendance,
    Evaluation,
    Note,
    Person,
    Placement,
    Signature,
    Supervision,
    User,
)
from pwa.models.clocks import Clock, clocks_of, text_row
from pwa.queries.starting import Start, tallies_of

UNREPORTED_SINCE = timedelta(weeks=4)

_R = SignatureRole
Signed = set[tuple[UUID, str, SignatureRole, bool]]


class Waiting(StrEnum):
    """For whom an evaluation waits, as far as the coach is concerned."""

    NOBODY = "nobody"
    CANDIDATE = "candidate"
    COMPANY = "company"
    COACH = "coach"


@dataclass(frozen=True)
class EvaluationFact:
    id: UUID
    kind: EvaluationKind
    state: EvaluationState
    waiting: Waiting
    frozen_on: date | None
    agreed: int = 0
    """Open agreements that are the coach's."""
    late: int = 0
    """Open agreements of anybody that stood for a day that is over."""
    fault: bool = False
    """The supervisor found an error in a final one, and the coach did not answer yet."""
    company_waits: bool = False
    """The company signs too and did not do so yet, whoever else did not."""

    @property
    def is_final(self) -> bool:
        return self.state is EvaluationState.FINAL


@dataclass(frozen=True)
class Facts:
    last_notes: dict[UUID, date]
    unreported: dict[UUID, int]
    evaluations: dict[UUID, list[EvaluationFact]]
    supervisors: dict[UUID, str]
    clocks: dict[UUID, Clock]
    outcomes: frozenset[UUID]
    starts: dict[UUID, Start]


def facts_of(placements: Sequence[Placement], coach: Person) -> Facts:
    """Counts and dates only: no text of a note is read here, so nothing has to be logged."""
    ids = [one.id for one in placements]
    tallies = tallies_of(ids)
    last_notes, unreported = _written(ids, coach.today - UNREPORTED_SINCE)
    return Facts(
        last_notes=last_notes,
        unreported=unreported,
        evaluations=_evaluations(placements, coach.today),
        supervisors=_supervisors(ids, coach.today),
        clocks=clocks_of(placements),
        outcomes=tallies.outcomes,
        starts=tallies.starts,
    )


def _written(ids: list[UUID], since: date) -> tuple[dict[UUID, date], dict[UUID, int]]:
    """The day of the last note, and how often somebody stayed away without a word. One query."""
    n, a = Note, Attendance
    notes = n.select(*text_row("note", n.placement, fn.MAX(n.day)))
    away = a.select(*text_row("away", a.placement, fn.COUNT(a.id)))
    unreported = (a.code == AttendanceCode.ABSENT_UNREPORTED) & (a.day >= since)
    rows = (
        notes.where(n.placement.in_(ids), n.withdrawn_at.is_null())
        .group_by(n.placement)
        .union_all(away.where(a.placement.in_(ids), unreported).group_by(a.placement))
    )
    told = [(what, UUID(id), value) for what, id, value, *_rest in rows.tuples()]
    return (
        {id: date.fromisoformat(value) for what, id, value in told if what == "note"},
        {id: int(value) for what, id, value in told if what == "away"},
    )


def _supervisors(ids: list[UUID], today: date) -> dict[UUID, str]:
    rows = (
        Supervision.select(Supervision, User)
        .join(User)
        .where(Supervision.placement.in_(ids), Supervision.to_on >= today)
        .order_by(Supervision.main, Supervision.from_on.desc())
    )
    return {row.placement_id: row.user.name for row in rows}


def _open(which: Any) -> Any:
    """How many agreements of the evaluation are open; counted only, no text is read."""
    return ActionItem.select(fn.COUNT(ActionItem.id)).where(
        ActionItem.evaluation == Evaluation.id,
        ActionItem.done_on.is_null(),
        Evaluation.stands(),
        ActionItem.newest(),
        which,
    )


def _evaluations(placements: Sequence[Placement], today: date) -> dict[UUID, list[EvaluationFact]]:
    company_signs = {one.id: one.workplace.organisation.company_signs for one in placements}
    signed = _signed(list(company_signs))
    found: dict[UUID, list[EvaluationFact]] = {}
    whose: Any = ActionItem.whose.cast("text")
    mine = whose.contains(f'"{SignatureRole.COACH}"')
    rows: Any = Evaluation.select(
        Evaluation,
        _open(mine).alias("agreed"),
        _open(ActionItem.by_on < today).alias("late"),
    ).where(Evaluation.placement.in_(list(company_signs)))
    for row in rows:
        company_waits = company_signs[row.placement_id] and not _has(row, signed, _R.COMPANY)
        waiting = _waiting(row, signed, company_waits)
        frozen = clock.local(row.frozen_at).date() if row.frozen_at else None
        fault = row.correction_role is SignatureRole.SUPERVISOR
        fact = EvaluationFact(
            row.id, row.kind, row.state, waiting, frozen, row.agreed or 0, row.late or 0,
            fault and row.state is EvaluationState.FINAL, company_waits,
        )  # fmt: skip
        found.setdefault(row.placement_id, []).append(fact)
    return found


def _signed(placements: list[UUID]) -> Signed:
    """Valid signatures as (evaluation, hash of the content, role, whether it decides)."""
    rows = (
        Signature.select()
        .join(Evaluation)
        .where(Evaluation.placement.in_(placements), Signature.void_at.is_null())
    )
    seen = SignatureMeaning.SEEN
    return {(r.evaluation_id, r.content_hash, r.role, r.meaning is not seen) for r in rows}


def _has(row: Evaluation, signed: Signed, role: SignatureRole) -> bool:
    return (row.id, row.content_hash, role, True) in signed


def _waiting(row: Evaluation, signed: Signed, company_waits: bool) -> Waiting:
    if row.state is not EvaluationState.SIGNING:
        return Waiting.NOBODY
    if not _has(row, signed, _R.CANDIDATE):
        return Waiting.CANDIDATE
    return Waiting.COMPANY if company_waits else Waiting.COACH
