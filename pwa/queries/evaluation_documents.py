"""The signed evaluations of a placement, newest first; what was replaced says by what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pwa.domain.enums import EvaluationKind
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, Person, Placement
from pwa.models.clocks import moment_of, text_row

_DONE = (EvaluationState.FINAL, EvaluationState.SUPERSEDED)


@dataclass(frozen=True)
class Kept:
    """One signed evaluation with its PDF. `replaced_by` is 0 while the next version is made."""

    id: UUID
    kind: EvaluationKind
    version: int
    to_on: date
    final_at: datetime | None
    is_replaced: bool
    replaced_by: int


def kept_of(person: Person, placement: Placement) -> tuple[Kept, ...]:
    """Those that this person may know of. One query."""
    known = Evaluation.visible_to(person).select(Evaluation.id)
    first, second = kept_rows([placement.id])
    rows = first.where(Evaluation.id.in_(known)).union_all(second).tuples()
    return read_kept(list(rows)).get(placement.id, ())


def kept_rows(placements: list[UUID]) -> tuple[Any, Any]:
    """Signed ones, and which later one replaces which, as rows for a query of many parts."""
    e, of_these = Evaluation, Evaluation.placement.in_(placements)
    signed = e.select(
        *text_row("signed", e.id, e.placement, e.kind, e.to_on, e.final_at, e.version)
    ).where(of_these, e.state.in_(_DONE))
    later = e.select(*text_row("replaces", e.supersedes, e.placement, e.version, e.state)).where(
        of_these, e.supersedes.is_null(False)
    )
    return signed, later


def read_kept(rows: Iterable[Any]) -> dict[UUID, tuple[Kept, ...]]:
    """Placement -> its signed evaluations, newest first."""
    rows = list(rows)
    later = {row[1]: row for row in rows if row[0] == "replaces"}
    signed = [row for row in rows if row[0] == "signed"]
    found: dict[UUID, tuple[Kept, ...]] = {}
    for row in sorted(signed, key=lambda one: (one[5], one[1]), reverse=True):
        of = UUID(row[2])
        found[of] = (*found.get(of, ()), _kept(row, later.get(row[1])))
    return found


def _kept(row: Any, later: Any) -> Kept:
    _what, id, _of, kind, to_on, final_at, version = row
    done = later is not None and later[4] in _DONE
    return Kept(
        id=UUID(id),
        kind=EvaluationKind(kind),
        version=int(version),
        to_on=date.fromisoformat(to_on),
        final_at=moment_of(final_at) if final_at else None,
        is_replaced=later is not None,
        replaced_by=int(later[3]) if done else 0,
    )
