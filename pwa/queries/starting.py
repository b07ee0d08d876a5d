"""How far the start of placements is, for the page of a coach: signatures, questions, ticks."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from peewee import Value

from pwa.domain.enums import SignatureRole
from pwa.domain.states import PlacementState
from pwa.models import (
    Agreement,
    AgreementQuestion,
    AgreementSignature,
    ChecklistItem,
    MilestoneDone,
    Outcome,
    Placement,
)
from pwa.models.agreement_facts import items_of

SAID_BEFORE = timedelta(days=7)
SAID_AFTER = timedelta(days=14)
"""Open items are said from a week before the first day until two weeks after it."""


@dataclass
class Start:
    """One placement with an agreement in the app; `ticked` are codes of what is arranged."""

    questions: int = 0
    ticked: set[str] = field(default_factory=set)
    coach_signed: bool = False


@dataclass(frozen=True)
class Tallies:
    """Small facts of many placements that one query fetches together."""

    starts: dict[UUID, Start]
    milestones_done: dict[UUID, frozenset[str]]
    outcomes: frozenset[UUID]


def tallies_of(ids: list[UUID]) -> Tallies:
    """Agreements with open questions, what is arranged, milestones done, outcomes."""
    rows = [(what, _uuid(id), text) for what, id, text in _rows(ids)] if ids else []
    starts = {id: Start() for what, id, _text in rows if what == "agreement"}
    stones: dict[UUID, set[str]] = {}
    for what, id, text in rows:
        if what == "question" and id in starts:
            starts[id].questions += 1
        elif what == "signed" and id in starts:
            starts[id].coach_signed = True
        elif what == "tick" and id in starts:
            starts[id].ticked.add(text)
        elif what == "milestone":
            stones.setdefault(id, set()).add(text)
    return Tallies(
        starts,
        {id: frozenset(codes) for id, codes in stones.items()},
        frozenset(id for what, id, _text in rows if what == "outcome"),
    )


def _rows(ids: list[UUID]) -> list[tuple[str, Any, str]]:
    def rows(what: str, table: Any, text: Any) -> Any:
        shape = [Value(what).cast("text"), table.placement, text.cast("text")]
        return table.select(*shape).where(table.placement.in_(ids))

    asked = (
        AgreementQuestion.select(
            Value("question").cast("text"), Agreement.placement, Value("").cast("text")
        )
        .join(Agreement)
        .where(Agreement.placement.in_(ids), AgreementQuestion.answered_at.is_null())
    )
    signed = (
        AgreementSignature.select(
            Value("signed").cast("text"), Agreement.placement, Value("").cast("text")
        )
        .join(Agreement)
        .where(
            Agreement.placement.in_(ids),
            AgreementSignature.role == SignatureRole.COACH,
            AgreementSignature.void_at.is_null(),
        )
    )
    together = (
        rows("agreement", Agreement, Value(""))
        .union_all(asked)
        .union_all(signed)
        .union_all(rows("tick", ChecklistItem, ChecklistItem.code))
        .union_all(rows("milestone", MilestoneDone, MilestoneDone.code))
        .union_all(rows("outcome", Outcome, Value("")))
    )
    return list(together.tuples())


def _uuid(raw: object) -> UUID:
    return raw if isinstance(raw, UUID) else UUID(str(raw))


def open_items(placement: Placement, start: Start, today: date) -> int:
    """How many things are not arranged yet, around the first day only; the agreement speaks for
    itself."""
    near = placement.start_on - SAID_BEFORE <= today <= placement.start_on + SAID_AFTER
    asked = {item.code for item in items_of(placement.kind)} - {"agreement"}
    return len(asked - start.ticked) if near else 0


def unsigned(placement: Placement, today: date) -> bool:
    """The first day has come and not everybody signed."""
    return placement.state is PlacementState.TO_SIGN and placement.start_on <= today
