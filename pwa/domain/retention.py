"""What is forgotten when: terms as data, and the day on which something of a placement is due.

GDPR art. 5(1)(e): no longer than is needed for the purpose. The defaults and why they are what
they are stand in `pwa/data/retention.json`; a municipality sets its own within those bounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pwa.domain.errors import BadInput
from pwa.domain.periods import add_months
from pwa.domain.states import PlacementState
from pwa.domain.words import Words

OFFER_DAYS = 14
"""So long a candidate and coach could read that something goes, before it goes."""


class Kind(StrEnum):
    """What goes together. The order is the order in which it goes."""

    NOTES = "notes"
    EVALUATIONS = "evaluations"
    PLACEMENTS = "placements"
    NEVER_STARTED = "never_started"
    ACCOUNTS = "accounts"
    ACCESS_LOG = "access_log"
    SIGN_INS = "sign_ins"
    DEVICES = "devices"
    RECEIPTS = "receipts"
    DRAFTS = "drafts"
    FILES = "files"
    AUDIT = "audit"


OF_PLACEMENT = (Kind.NOTES, Kind.EVALUATIONS, Kind.PLACEMENTS, Kind.NEVER_STARTED)
"""Kinds that go a placement at a time, after an offer, and never while it is held."""

OF_EVERYBODY = (
    Kind.SIGN_INS, Kind.DEVICES, Kind.RECEIPTS, Kind.DRAFTS, Kind.FILES, Kind.AUDIT,
)  # fmt: skip
"""What the municipalities of an installation share: the longest of their terms counts."""


class Unit(StrEnum):
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Term:
    """How long one kind stays, within which bounds it may be set, and why."""

    kind: Kind
    number: int
    unit: Unit
    least: int
    most: int
    label: Words
    what: Words
    counts_from: Words
    why: Words

    def ends(self, since: date) -> date:
        """The first day on which it is too old."""
        if self.unit is Unit.MONTHS:
            return add_months(since, self.number)
        return since + timedelta(days=self.number)

    def before(self, today: date) -> date:
        """What is of this day or older is too old today."""
        if self.unit is Unit.MONTHS:
            return add_months(today, -self.number)
        return today - timedelta(days=self.number)

    def longer_than(self, other: "Term") -> bool:
        day = date(2026, 1, 1)
        return self.ends(day) > other.ends(day)


Terms = Mapping[Kind, Term]


def read_terms(json: Mapping[str, Any]) -> dict[Kind, Term]:
    """The defaults of `{"terms": [...]}`, in the order of `Kind`."""
    found = {Kind(row["kind"]): _term(row) for row in json["terms"]}
    return {kind: found[kind] for kind in Kind}


def _term(row: Mapping[str, Any]) -> Term:
    names = ("label", "what", "counts_from", "why")
    facts: dict[str, Any] = {name: Words(**row[name]) for name in names}
    facts |= {name: int(row[name]) for name in ("number", "least", "most")}
    return Term(kind=Kind(row["kind"]), unit=Unit(row["unit"]), **facts)


def with_numbers(terms: Terms, numbers: Mapping[str, int]) -> dict[Kind, Term]:
    """These terms with other numbers where some are given by the name of their kind.

    Raises BadInput with the kind -> code: out of bounds, or a placement that would go before its
    evaluation, or an evaluation before the notes behind it.
    """
    made, wrong = dict[Kind, Term](), dict[str, str]()
    for kind, term in terms.items():
        made[kind] = replace(term, number=numbers.get(kind.value, term.number))
        if not term.least <= made[kind].number <= term.most:
            wrong[kind.value] = f"out_of_range:{term.least}:{term.most}"
    for first, then in ((Kind.NOTES, Kind.EVALUATIONS), (Kind.EVALUATIONS, Kind.PLACEMENTS)):
        if not wrong and made[first].longer_than(made[then]):
            wrong[then.value] = "retention_too_short"
    if wrong:
        raise BadInput(wrong)
    return made


def numbers_of(terms: Terms) -> dict[str, int]:
    """The opposite of `with_numbers`: what is kept of a choice."""
    return {kind.value: term.number for kind, term in terms.items()}


def longest(everybody: list[Terms]) -> dict[Kind, Term]:
    """Of each kind the longest: for what municipalities share."""
    first, *others = everybody
    made = dict(first)
    for terms in others:
        for kind, term in terms.items():
            made[kind] = term if term.longer_than(made[kind]) else made[kind]
    return made


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What decides when something of one placement goes.

    `final_on` is the day of the newest signed final evaluation; `has_...` says whether there still
    is something of that kind.
    """

    state: PlacementState
    made_on: date
    start_on: date
    last_day: date
    final_on: date | None = None
    held: bool = False
    has_notes: bool = True
    has_evaluations: bool = True


NEVER_STARTED = frozenset({PlacementState.DRAFT, PlacementState.CANCELLED})
"""The others start by themselves on their first day (decision 7)."""


def due_on(kind: Kind, facts: PlacementFacts, terms: Terms) -> date | None:
    """The first day on which this kind of this placement is too old; None while it is held, and for
    what is not there."""
    never = facts.state in NEVER_STARTED
    if facts.held or kind not in OF_PLACEMENT or never is not (kind is Kind.NEVER_STARTED):
        return None
    if never:
        return terms[kind].ends(max(facts.made_on, facts.start_on))
    since = max(facts.last_day, facts.final_on or facts.last_day)
    there = {Kind.NOTES: facts.has_notes, Kind.EVALUATIONS: facts.has_evaluations}
    return terms[kind].ends(since) if there.get(kind, True) else None


def may_go_on(due: date, offered: date | None, today: date) -> date:
    """When it goes at the earliest: not before its day, nor within the days of the offer."""
    return max(due, (offered or today) + timedelta(days=OFFER_DAYS))


_UNITS = {
    Unit.DAYS: (Words("dag", "day"), Words("dagen", "days")),
    Unit.MONTHS: (Words("maand", "month"), Words("maanden", "months")),
}


def how_long(term: Term, language: str) -> str:
    """The term as people say it: "6 maanden"."""
    one, more = _UNITS[term.unit]
    return f"{term.number} {(one if term.number == 1 else more).said_in(language)}"


@dataclass(frozen=True, slots=True)
class Told:
    """One term in words, for a page or a document."""

    kind: Kind
    label: str
    what: str
    how_long: str
    counts_from: str
    why: str


def in_words(terms: Terms, language: str) -> tuple[Told, ...]:
    """All terms in words, in the order in which things go."""
    return tuple(
        Told(
            kind=kind,
            label=term.label.said_in(language),
            what=term.what.said_in(language),
            how_long=how_long(term, language),
            counts_from=term.counts_from.said_in(language),
            why=term.why.said_in(language),
        )
        for kind, term in terms.items()
    )
