"""What the app says about a plan before it becomes a placement. It warns; the coach decides.

A warning never blocks: it asks for a reason, which is printed in the agreement. What is only good
to know asks nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pwa.domain.milestones import RuleProfile, duration_warnings

MANY = 3
"""From how many people at once the app says how many a supervisor guides. A habit, no rule."""


class CheckCode(StrEnum):
    """What may be wrong with a plan, or is good to know."""

    NEEDS_EXTENSION = "needs_extension"
    LONGER_THAN_ALLOWED = "longer_than_allowed"
    PRIOR_MONTHS_USED_UP = "prior_months_used_up"
    PLACES_FULL = "places_full"
    OVERLAP = "overlap"
    MANY_GUIDED = "many_guided"
    KIND_ASKS = "kind_asks"


_GOOD_TO_KNOW = frozenset({CheckCode.MANY_GUIDED, CheckCode.KIND_ASKS})

SENTENCES: Mapping[str, str] = {
    CheckCode.NEEDS_EXTENSION: "Langer dan {n} maanden; dat kan alleen met een verlenging",
    CheckCode.LONGER_THAN_ALLOWED: "Langer dan {n} maanden met {more} maanden erbij",
    CheckCode.PRIOR_MONTHS_USED_UP: "De maanden van hiervoor zijn samen al {n} of meer",
    CheckCode.PLACES_FULL: "Plekken op deze werkplek: {places}, in deze tijd bezet: {taken}",
    CheckCode.OVERLAP: "In deze tijd is er ook een plek bij {company}",
}
"""What the agreement prints beside a reason, in Dutch like the document."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to say, with its numbers; `source` tells where the rule comes from."""

    code: CheckCode
    facts: Mapping[str, int | str] = field(default_factory=dict)
    source: str = ""

    @property
    def asks_reason(self) -> bool:
        return self.code not in _GOOD_TO_KNOW


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is known around a plan; None or empty where something is new."""

    rules: RuleProfile
    start: date
    end: date
    prior_months: int = 0
    places: int | None = None
    taken: int = 0
    elsewhere: tuple[str, ...] = ()
    """Companies at which this candidate has a place in the same days."""
    guided: int = 0
    asked: tuple[str, ...] = ()
    """What this kind of place asks beside what every place asks, in words."""


def checks(facts: PlanFacts) -> tuple[Check, ...]:
    """Everything to say, what asks a reason first."""
    return tuple(sorted(_found(facts), key=lambda one: not one.asks_reason))


def _found(facts: PlanFacts) -> Iterator[Check]:
    rules = facts.rules
    numbers = {"n": rules.max_months, "more": rules.max_extension_months}
    for warning in duration_warnings(rules, facts.start, facts.end, facts.prior_months):
        yield Check(CheckCode(warning.value), numbers, rules.source.nl)
    if facts.places is not None and facts.taken >= facts.places:
        yield Check(CheckCode.PLACES_FULL, {"places": facts.places, "taken": facts.taken})
    if facts.elsewhere:
        yield Check(CheckCode.OVERLAP, {"company": ", ".join(facts.elsewhere)})
    if facts.guided >= MANY:
        yield Check(CheckCode.MANY_GUIDED, {"n": facts.guided})
    if facts.asked:
        yield Check(CheckCode.KIND_ASKS, {"what": ", ".join(facts.asked)}, rules.source.nl)


def sentence(code: str, facts: Mapping[str, int | str]) -> str:
    """The Dutch sentence of a check that asked a reason."""
    return SENTENCES[code].format(**facts)
