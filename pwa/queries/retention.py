"""What a privacy officer sees of forgetting: terms, what comes, what was done. Counts, no names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain.retention import OF_EVERYBODY, Kind, Term, with_numbers
from pwa.models import (
    Candidate,
    Organisation,
    Placement,
    RetentionOffer,
    RetentionRun,
    RetentionStep,
    RetentionTerms,
    User,
)
from pwa.models.retention_counts import until
from pwa.models.retention_facts import InForce, default_terms, in_force, version_of

AHEAD = timedelta(days=30)
RUNS = 10


@dataclass(frozen=True)
class Line:
    """One kind: its term, what counts where all share it, and how much goes in the next 30 days."""

    term: Term
    shared: Term | None
    coming: int | None


@dataclass(frozen=True)
class Version:
    """One choice; number 0 is what an installation starts with."""

    number: int
    changed: tuple[tuple[Term, Term], ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class Ran:
    """One run. `rows` of this municipality and of what all share."""

    id: UUID
    at: datetime
    finished: bool
    started_by: str
    rows: int


@dataclass(frozen=True)
class Announced:
    """Placements of which something was announced, and how many of those were seen."""

    placements: int
    seen_by_candidate: int
    first_on: date | None
    held: int
    """Placements of which nothing goes."""


@dataclass(frozen=True)
class Overview:
    lines: tuple[Line, ...]
    versions: tuple[Version, ...]
    runs: tuple[Ran, ...]
    announced: Announced


def overview(town: Organisation, today: date) -> Overview:
    terms = in_force()
    coming = until(terms, town.id, today + AHEAD)
    return Overview(
        lines=tuple(_line(kind, terms, town.id, coming) for kind in Kind),
        versions=_versions(town.id),
        runs=_runs(town.id),
        announced=_announced(town.id),
    )


def _line(kind: Kind, terms: InForce, town: UUID, coming: Mapping[Kind, int]) -> Line:
    mine, shared = terms.of(town)[kind], terms.shared[kind]
    is_shared = kind in OF_EVERYBODY
    longer = shared if is_shared and shared.longer_than(mine) else None
    return Line(mine, longer, None if is_shared else coming.get(kind, 0))


def _versions(town: UUID) -> tuple[Version, ...]:
    rows = list(
        RetentionTerms.select(RetentionTerms, User)
        .join(User)
        .where(RetentionTerms.municipality == town)
        .order_by(RetentionTerms.version)
    )
    before, found = dict(default_terms()), []
    for row in rows:
        after = with_numbers(default_terms(), row.numbers)
        changed = tuple((before[k], after[k]) for k in Kind if before[k].number != after[k].number)
        found.append(Version(row.version, changed, row.made_by.name, row.made_at))
        before = after
    return tuple(reversed(found))


def _runs(town: UUID) -> tuple[Ran, ...]:
    newest = list(RetentionRun.select().order_by(RetentionRun.id.desc()).limit(RUNS))
    rows: Counter[UUID] = Counter()
    steps = RetentionStep.select().where(RetentionStep.run.in_([run.id for run in newest]))
    mine = (RetentionStep.municipality_id == town) | RetentionStep.municipality_id.is_null()
    for step in steps.where(mine):
        rows[step.run_id] += sum(step.counts.values())
    return tuple(
        Ran(run.id, run.started_at, run.finished_at is not None, run.started_by, rows[run.id])
        for run in newest
    )


def _announced(town: UUID) -> Announced:
    o, p = RetentionOffer, Placement
    here = p.candidate.in_(Candidate.select(Candidate.id).where(Candidate.municipality == town))
    held = p.select(fn.COUNT(p.id)).where(here, p.legal_hold == True)  # noqa: E712
    told = (fn.COUNT(fn.DISTINCT(o.placement)), fn.COUNT(o.candidate_saw_at), fn.MIN(o.goes_on))
    mine = o.placement.in_(p.select(p.id).where(here))
    row: Any = o.select(*told, held).where(mine).tuples().get()
    count, seen, first, kept = row
    return Announced(count, seen, date.fromisoformat(str(first)[:10]) if first else None, kept)


def form(town: Organisation) -> tuple[int, dict[str, str]]:
    """What a form to change the terms starts from: the version, and its numbers as text."""
    row = version_of(town.id)
    terms = with_numbers(default_terms(), row.numbers if row else {})
    return row.version if row else 0, {k.value: str(t.number) for k, t in terms.items()}


@dataclass(frozen=True)
class Changed:
    """A term that would change, and how much more would go in the next 30 days because of it."""

    before: Term
    after: Term
    coming_before: int | None
    coming_after: int | None


def preview(town: Organisation, numbers: Mapping[str, int], today: date) -> tuple[Changed, ...]:
    """What another choice would do. Raises BadInput by the name of the kind."""
    now = in_force()
    mine = now.of(town.id)
    chosen = with_numbers(default_terms(), numbers)
    then = replace(now, towns={**now.towns, town.id: chosen})
    before, after = until(now, town.id, today + AHEAD), until(then, town.id, today + AHEAD)
    return tuple(
        Changed(
            mine[kind],
            chosen[kind],
            None if kind in OF_EVERYBODY else before.get(kind, 0),
            None if kind in OF_EVERYBODY else after.get(kind, 0),
        )
        for kind in Kind
        if mine[kind].number != chosen[kind].number
    )


@dataclass(frozen=True)
class Step:
    kind: Term
    at: datetime
    subject: UUID | None
    rows: int
    counts: tuple[tuple[str, int], ...]
    ids_hash: str
    shared: bool


@dataclass(frozen=True)
class Report:
    """One run, as far as it is of this municipality or of all. `more`: steps that are not shown."""

    run: RetentionRun
    terms: tuple[Term, ...]
    steps: tuple[Step, ...]
    more: int


MOST_STEPS = 60


def report(run_id: UUID, town: Organisation) -> Report | None:
    run = RetentionRun.get_or_none(RetentionRun.id == run_id)
    if run is None:
        return None
    mine = (RetentionStep.municipality_id == town.id) | RetentionStep.municipality_id.is_null()
    of_run = RetentionStep.select().where(RetentionStep.run == run.id, mine)
    rows = of_run.order_by(RetentionStep.id).limit(MOST_STEPS)
    numbers = run.terms.get(str(town.id)) or run.terms[""]
    terms = with_numbers(default_terms(), numbers)
    steps = tuple(
        Step(
            terms[row.kind], row.at, row.subject_id, sum(row.counts.values()),
            tuple(sorted(row.counts.items())), row.ids_hash, row.municipality_id is None,
        )
        for row in rows
    )  # fmt: skip
    return Report(run, tuple(terms.values()), steps, max(0, of_run.count() - len(steps)))
