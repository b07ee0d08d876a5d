"""Cases as the officer's pages, the candidate and the coach see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.domain.privacy_cases import CaseKind, RemovalReason
from pwa.domain.states import CANDIDATE_READS_FROM
from pwa.models import (
    Candidate,
    CaseExtension,
    Evaluation,
    HoldMove,
    Person,
    Placement,
    PrivacyCase,
    Redaction,
    User,
)

CLOSED_AT_MOST = 40


@dataclass(frozen=True)
class CaseLine:
    """One case. `told` is in the words that the candidate reads."""

    id: UUID
    name: str
    kind: CaseKind
    officer: str
    mine: bool
    told: str
    since: date
    until: date
    over: date | None
    """The last day on which it was open; None while it still is."""


@dataclass(frozen=True)
class Overview:
    open: tuple[CaseLine, ...]
    closed: tuple[CaseLine, ...]

    def ends_soon(self, today: date) -> tuple[CaseLine, ...]:
        near = today + timedelta(days=3)
        return tuple(one for one in self.open if one.mine and one.until <= near)


@dataclass(frozen=True)
class Step:
    """Something that was done in a case."""

    at: datetime
    by: str
    what: str
    text: str = ""
    code: RemovalReason | None = None
    number: int = 0
    day: date | None = None
    where: str = ""
    """The table and column from which words were removed."""


@dataclass(frozen=True)
class Held:
    """A placement of the candidate, and whether it has to be kept."""

    id: UUID
    work: str
    start: date
    end: date
    held: bool


@dataclass(frozen=True)
class Readable:
    id: UUID
    kind: Any
    state: Any
    to_on: date


@dataclass(frozen=True)
class CasePage:
    line: CaseLine
    reason: str
    result: str
    steps: tuple[Step, ...]
    placements: tuple[Held, ...]
    evaluations: tuple[Readable, ...]


def overview(person: Person) -> Overview:
    """The cases of the own municipality, open ones first by the day on which they end."""
    lines = _lines(person, PrivacyCase.visible_to(person).order_by(PrivacyCase.until_on))
    over = sorted((one for one in lines if one.over), key=lambda one: str(one.over), reverse=True)
    return Overview(tuple(one for one in lines if not one.over), tuple(over[:CLOSED_AT_MOST]))


def _lines(person: Person, query: Any) -> list[CaseLine]:
    rows = list(query)
    ids = {row.officer_id for row in rows}
    names = {one.id: one.name for one in User.select().where(User.id.in_(list(ids)))} if ids else {}
    return [_line(person, row, names[row.officer_id]) for row in rows]


def _line(person: Person, row: PrivacyCase, officer: str) -> CaseLine:
    return CaseLine(
        id=row.id, name=row.candidate.user.name, kind=row.kind, officer=officer,
        mine=row.officer_id == person.id, told=row.told, until=row.until_on,
        since=clock.local(row.opened_at).date(),
        over=row.over_by(person.today),
    )  # fmt: skip


def told_to(person: Person) -> tuple[CaseLine, ...]:
    """All cases about this candidate, newest first. Open ones are told on Mijn voortgang too."""
    if person.candidate_id is None:
        return ()
    rows = (
        PrivacyCase.select(PrivacyCase, Candidate, User)
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .where(PrivacyCase.candidate == person.candidate_id)
        .order_by(PrivacyCase.opened_at.desc())
    )
    return tuple(_lines(person, rows))


def case_page(person: Person, case: PrivacyCase) -> CasePage:
    """One case with everything that was done in it, and what can be read on it."""
    return CasePage(
        line=_lines(person, PrivacyCase.visible_to(person).where(PrivacyCase.id == case.id))[0],
        reason=case.reason,
        result=case.result,
        steps=tuple(sorted(_steps(case), key=lambda one: one.at)),
        placements=tuple(_placements(case)),
        evaluations=tuple(_evaluations(case)),
    )


def _steps(case: PrivacyCase) -> Iterable[Step]:
    for table in (CaseExtension, Redaction, HoldMove):
        rows = table.select(table, User).join(User).where(table.case == case.id)
        yield from map(_step, rows)


def _step(row: Any) -> Step:
    about = {"at": row.made_at, "by": row.made_by.name}
    if isinstance(row, CaseExtension):
        return Step(**about, what="extended", text=row.reason, day=row.until_on)
    if isinstance(row, HoldMove):
        return Step(**about, what="held" if row.held else "released", text=row.reason)
    return Step(
        **about, what="redacted", code=row.code, number=row.characters, where=row.object_type
    )


def _placements(case: PrivacyCase) -> Iterable[Held]:
    rows = Placement.with_people().where(Placement.candidate == case.candidate_id)
    for one in rows.order_by(Placement.start_on.desc()):
        work = f"{one.workplace.title}, {one.workplace.organisation.name}"
        yield Held(one.id, work, one.start_on, one.last_day, one.legal_hold)


def _evaluations(case: PrivacyCase) -> Iterable[Readable]:
    rows = (
        Evaluation.select(Evaluation.id, Evaluation.kind, Evaluation.state, Evaluation.to_on)
        .join(Placement)
        .where(
            Placement.candidate == case.candidate_id,
            Evaluation.state.in_(list(CANDIDATE_READS_FROM)),
        )
        .order_by(Evaluation.to_on.desc())
    )
    for one in rows:
        yield Readable(one.id, one.kind, one.state, one.to_on)
