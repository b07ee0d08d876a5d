"""Which terms are in force, and what of all placements is too old on a day."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from peewee import fn

from pwa import clock
from pwa.domain.enums import EvaluationKind, OrganisationKind
from pwa.domain.retention import (
    OF_PLACEMENT,
    Kind,
    PlacementFacts,
    Term,
    due_on,
    longest,
    numbers_of,
    read_terms,
    with_numbers,
)
from pwa.domain.states import EvaluationState
from pwa.models.daily import CandidateDay, Handover, Note, VisitNote
from pwa.models.evaluation import Evaluation
from pwa.models.people import Candidate, Organisation
from pwa.models.placement import Placement
from pwa.models.retention import RetentionTerms

_DEFAULTS = Path(__file__).parent.parent / "data" / "retention.json"
PAGE = 200

NOTE_TABLES: tuple[Any, ...] = (Note, CandidateDay, VisitNote, Handover)
"""What was written day by day: it goes with the notes."""


@cache
def default_terms() -> Mapping[Kind, Term]:
    """The terms that an installation starts with."""
    return read_terms(json.loads(_DEFAULTS.read_text("utf-8")))


@dataclass(frozen=True)
class InForce:
    """The terms of every municipality; `shared` is the longest of each, for what all share."""

    towns: Mapping[UUID, Mapping[Kind, Term]]
    shared: Mapping[Kind, Term]

    def of(self, municipality_id: UUID | None) -> Mapping[Kind, Term]:
        return self.towns.get(municipality_id, self.shared) if municipality_id else self.shared

    def numbers(self) -> dict[str, dict[str, int]]:
        """As a run keeps them."""
        everybody = {str(id): terms for id, terms in self.towns.items()} | {"": self.shared}
        return {id: numbers_of(terms) for id, terms in everybody.items()}


def in_force() -> InForce:
    """One query for the municipalities, one for what they chose."""
    everybody = Organisation.select().where(Organisation.kind == OrganisationKind.MUNICIPALITY)
    towns = {row.id: default_terms() for row in everybody}
    for row in RetentionTerms.select().order_by(RetentionTerms.version):
        towns[row.municipality_id] = with_numbers(default_terms(), row.numbers)
    return InForce(towns, longest([*towns.values()] or [default_terms()]))


def terms_of(municipality_id: UUID) -> Mapping[Kind, Term]:
    """What this municipality keeps how long: its newest choice, else the defaults.

    For what municipalities share see `InForce.shared`.
    """
    row = (
        RetentionTerms.select()
        .where(RetentionTerms.municipality == municipality_id)
        .order_by(RetentionTerms.version.desc())
        .first()
    )
    return with_numbers(default_terms(), row.numbers) if row else default_terms()


@dataclass(frozen=True)
class Due:
    """One kind of one placement, and the first day on which it is too old."""

    placement_id: UUID
    candidate_id: UUID
    municipality_id: UUID
    kind: Kind
    on: date


def due_placements(
    terms: InForce, upto: date, *, only: Iterable[UUID] | None = None, town: UUID | None = None
) -> Iterator[Due]:
    """What is too old on that day, in the order of the ids, read a page at a time.

    `only`: of these placements; `town`: of this municipality.
    """
    after: UUID | None = None
    wanted = None if only is None else list(only)
    while rows := _page(after, wanted, town):
        for row in rows:
            yield from _due(row, terms, upto)
        after = rows[-1]["id"]


def _due(row: dict[str, Any], terms: InForce, upto: date) -> Iterator[Due]:
    facts = _facts(row)
    for kind in OF_PLACEMENT:
        on = due_on(kind, facts, terms.of(row["municipality"]))
        if on is not None and on <= upto:
            yield Due(row["id"], row["candidate"], row["municipality"], kind, on)


def _page(after: UUID | None, only: list[UUID] | None, town: UUID | None) -> list[dict[str, Any]]:
    p, e = Placement, Evaluation
    signed = (e.kind == EvaluationKind.FINAL) & e.state.in_(
        [EvaluationState.FINAL, EvaluationState.SUPERSEDED]
    )
    final = e.select(fn.MAX(e.final_at)).where(e.placement == p.id, signed)
    query = p.select(
        p.id, p.candidate, Candidate.municipality, p.state, p.made_at, p.start_on,
        fn.COALESCE(p.ended_on, p.planned_end_on).alias("last_day"), p.legal_hold,
        final.alias("final_at"),
        _exists(NOTE_TABLES).alias("has_notes"), _exists((e,)).alias("has_evaluations"),
    ).join(Candidate).where(p.start_on <= clock.today())  # fmt: skip
    if after is not None:
        query = query.where(p.id > after)
    if only is not None:
        query = query.where(p.id.in_(only))
    if town is not None:
        query = query.where(Candidate.municipality == town)
    rows: Any = query.order_by(p.id).limit(PAGE).dicts()
    return list(rows)


def _exists(tables: Iterable[Any]) -> Any:
    found: Any
    found, *others = (
        fn.EXISTS(table.select(table.id).where(table.placement == Placement.id)) for table in tables
    )
    for one in others:
        found = found | one
    return found


def _facts(row: dict[str, Any]) -> PlacementFacts:
    moment: Any = Evaluation.final_at
    day: Any = Placement.ended_on
    final = moment.python_value(row["final_at"])
    return PlacementFacts(
        state=row["state"],
        made_on=clock.local(row["made_at"]).date(),
        start_on=row["start_on"],
        last_day=day.python_value(row["last_day"]),
        final_on=clock.local(final).date() if final else None,
        held=bool(row["legal_hold"]),
        has_notes=bool(row["has_notes"]),
        has_evaluations=bool(row["has_evaluations"]),
    )
