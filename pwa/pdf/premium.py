"""The Premieverklaring: what a coach decided about one half year, and on what facts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from . import dutch
from .verification import Verification

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """Yes or no, why, by whom and when."""

    granted: bool
    text: str
    by: str
    on: date
    edition: int


@dataclass(frozen=True)
class PremiumDocument:
    """A whole statement as it is printed; it is never a concept."""

    template: ClassVar[str] = "premium.html"
    attachment: ClassVar[tuple[str, str]] = (
        "premieverklaring.json",
        "De inhoud van deze verklaring, leesbaar voor computers",
    )

    candidate: str
    company: str
    municipality: str
    workplace: str
    placement_kind: str
    start: date
    end: date
    period_from: date
    period_to: date
    month: int
    prior_months: int
    attendance: str
    counts: tuple[tuple[str, int], ...]
    unfilled: int
    goals: tuple[str, ...]
    evaluations: tuple[str, ...]
    source: str
    decision: Decision
    reference: str
    verification: Verification | None = None
    content_json: str = ""
    final: bool = True
    content_hash: ClassVar[str] = ""
    version: ClassVar[str] = ""

    @property
    def created(self) -> date:
        return self.decision.on


def fill(
    facts: Facts, decision: Decision, reference: str, verification: Verification | None = None
) -> PremiumDocument:
    """The document that is printed; the same facts and decision give an equal one."""
    start, end = map(date.fromisoformat, facts["placement"])
    first, last = map(date.fromisoformat, facts["period"])
    counts = facts["counts"]
    return PremiumDocument(
        candidate=facts["candidate"],
        company=facts["company"],
        municipality=facts["municipality"],
        workplace=facts["workplace"],
        placement_kind=dutch.PLACEMENT_KINDS[facts["kind"]],
        start=start,
        end=end,
        period_from=first,
        period_to=last,
        month=facts["month"],
        prior_months=facts["prior_months"],
        attendance=f"Op {facts['present']} van {facts['expected']} dagen aanwezig.",
        counts=tuple((label, counts[code]) for code, label in dutch.ATTENDANCE.items()
                     if counts.get(code)),
        unfilled=facts["expected"] - facts["filled"],
        goals=tuple(facts["goals"]),
        evaluations=tuple(_evaluation(*one) for one in facts["evaluations"]),
        source=facts["source"],
        decision=decision,
        reference=reference,
        verification=verification,
        content_json=json.dumps(
            {"facts": facts, "granted": decision.granted, "text": decision.text,
             "by": decision.by, "on": decision.on.isoformat(), "edition": decision.edition},
            ensure_ascii=False, sort_keys=True,
        ),
    )  # fmt: skip


def _evaluation(kind: str, state: str, until: str) -> str:
    day = date.fromisoformat(until)
    return (
        f"{dutch.TITLES[kind]} tot en met {day.day}-{day.month}-{day.year}. {dutch.STATES[state]}"
    )
