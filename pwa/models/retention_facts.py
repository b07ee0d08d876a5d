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
    NEVER_STARTED,
    OF_EVERYBODY,
    OF_PLACEMENT,
    Kind,
    PlacementFacts,
    Term,
    Told,
    due_on,
    in_words,
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


def version_of(municipality_id: UUID) -> RetentionTerms | None:
    """The newest choice of this municipality; None: it has the defaults."""
    mine = RetentionTerms.select().where(RetentionTerms.municipality == municipality_id)
    row: RetentionTerms | None = mine.order_by(RetentionTerms.version.desc()).first()
    return row


def told(municipality_id: UUID, language: str) -> tuple[Told, ...]:
    """How long what is kept of a candidate of this municipality, in words; with the longest of all
    municipalities for what they share. For whoever explains it to people."""
    terms = in_force()
    mine = {kind: terms.of(municipality_id)[kind] for kind in Kind if kind not in OF_EVERYBODY}
    return in_words({kind: mine.get(kind, terms.shared[kind]) for kind in Kind}, language)


@dataclass(frozen=True)
class Due:
    """One kind of one placement, and the first day on which it is too old."""

    placement_id: UUID
    candidate_id: UUID
    municipality_id: UUID
    kind: Kind
    on: date


def due_placements(
    terms: InForce,
    upto: date,
    *,
    only: Iterable[UUID] | None = None,
    town: UUID | None = None,
    at_once: int = PAGE,
) -> Iterator[Due]:
    """What is too old on that day, in the order of the ids, read a page at a time.

    `only`: of these placements; `town`: of this municipality; `at_once`: placements in a page.
    """
    after: UUID | None = None
    query = _ended(upto, None if only is None else list(only), town)
    while True:
        rows: Any = query if after is None else query.where(Placement.id > after)
        rows = list(rows.order_by(Placement.id).limit(at_once).dicts())
        for row in rows:
            yield from _due(row, terms, upto)
        if len(rows) < at_once:
            return
        after = rows[-1]["id"]


def _due(row: dict[str, Any], terms: InForce, upto: date) -> Iterator[Due]:
    facts = _facts(row)
    for kind in OF_PLACEMENT:
        on = due_on(kind, facts, terms.of(row["municipality"]))
        if on is not None and on <= upto:
            yield Due(row["id"], row["candidate"], row["municipality"], kind, on)


def _ended(upto: date, only: list[UUID] | None, town: UUID | None) -> Any:
    """Placements that are over by then or never began, with what decides about them."""
    p, e = Placement, Evaluation
    signed = (e.kind == EvaluationKind.FINAL) & e.state.in_(
        [EvaluationState.FINAL, EvaluationState.SUPERSEDED]
    )
    final = e.select(fn.MAX(e.final_at)).where(e.placement == p.id, signed)
    last_day: Any = fn.COALESCE(p.ended_on, p.planned_end_on)
    over = (last_day < upto) | p.state.in_(list(NEVER_STARTED))
    query = p.select(
        p.id, p.candidate, Candidate.municipality, p.state, p.made_at, p.start_on,
        last_day.alias("last_day"), p.legal_hold, final.alias("final_at"),
        _exists(NOTE_TABLES).alias("has_notes"), _exists((e,)).alias("has_evaluations"),
    ).join(Candidate).where(over)  # fmt: skip
    if only is not None:
        query = query.where(p.id.in_(only))
    return query if town is None else query.where(Candidate.municipality == town)


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
