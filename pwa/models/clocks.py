"""The law clock of placements: which rules they keep, what is due when, what was done by whom.

Everything comes from one query, since Vandaag may ask four: rows of different tables as texts
under each other. `clock_rows` is that query, to which a page may add rows of its own.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from peewee import Expression, Value

from pwa.domain.enums import EvaluationKind
from pwa.domain.milestones import Milestone, MilestoneState, RuleProfile, milestone_state
from pwa.domain.milestones import milestones as milestones_in
from pwa.domain.rule_profiles import read_rule_profile
from pwa.domain.states import PlacementState
from pwa.domain.workdays import WorkCalendar
from pwa.models.calendars import default_rules
from pwa.models.employer import ClosedDay
from pwa.models.evaluation import Evaluation
from pwa.models.lawclock import PlacementRules
from pwa.models.people import User
from pwa.models.placement import (
    STARTS_BY_ITSELF,
    Extension,
    MilestoneDone,
    Placement,
    RuleProfileRow,
)

RUNS_IN = (
    *STARTS_BY_ITSELF,
    PlacementState.ACTIVE,
    PlacementState.PAUSED,
    PlacementState.CLOSING,
)
"""Where somebody still has to do something: neither a plan, nor over."""


def runs_on(day: date) -> Expression:
    """Placements in which somebody still has to do something on that day, also where a stop was
    announced and the last day is still to come."""
    found: Expression = Placement.state.in_(RUNS_IN) | (Placement.ended_on >= day)
    return found


Texts = tuple[str, ...]
NOTHING = Value("")


@dataclass(frozen=True)
class Done:
    """That a check was done: ticked off, answered, or begun where it is an evaluation."""

    at: datetime
    by: str
    ticked: bool = True


@dataclass(frozen=True)
class Stone:
    """One check as it stands today; `days` are working days from today, negative when late."""

    milestone: Milestone
    state: MilestoneState
    days: int
    done: Done | None = None

    @property
    def code(self) -> str:
        return self.milestone.code

    @property
    def due(self) -> date:
        return self.milestone.due


@dataclass(frozen=True)
class Version:
    """One version of a municipality's rules; 0 is the default that an installation brings."""

    number: int
    profile: RuleProfile
    id: UUID | None = None
    made_at: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """What decides about the checks of one placement."""

    placement: Placement
    version: Version
    newest: Version
    calendar: WorkCalendar
    revised_at: datetime
    first_end: date | None = None
    done: Mapping[str, Done] = field(default_factory=dict)

    @property
    def rules(self) -> RuleProfile:
        return self.version.profile

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        return self.milestones_by(self.rules)

    def milestones_by(self, rules: RuleProfile) -> tuple[Milestone, ...]:
        """The checks as other rules would have them."""
        one = self.placement
        return milestones_in(
            rules, one.start_on, one.last_day, one.prior_months, self.calendar, self.first_end
        )

    def stones(self, today: date) -> tuple[Stone, ...]:
        """All checks as they stand today, first one first."""
        return tuple(self._stone(one, today) for one in self.milestones)

    def _stone(self, one: Milestone, today: date) -> Stone:
        done = self.done.get(one.code)
        state = milestone_state(one, today, done is not None)
        return Stone(one, state, self.calendar.between(today, one.due), done)


def clocks_of(placements: Sequence[Placement]) -> dict[UUID, Clock]:
    """The clock of each placement, in one query; candidate and workplace have to be loaded."""
    if not placements:
        return {}
    return read_clocks(placements, clock_rows(placements).tuples())


def clock_of(placement: Placement) -> Clock:
    return clocks_of([placement])[placement.id]


def text_row(kind: str, *columns: Any) -> list[Any]:
    """One shape for all: a kind and six columns as text, on both databases."""
    filled = [*columns, *[NOTHING] * (6 - len(columns))]
    return [Value(kind).cast("text"), *(one.cast("text") for one in filled)]


def clock_rows(placements: Sequence[Placement]) -> Any:
    """Closed days, versions of rules, moves to others, extensions, what was done and begun."""
    ids = [one.id for one in placements]
    towns = list({one.candidate.municipality_id for one in placements})
    companies = list({one.workplace.organisation_id for one in placements})
    c, r, m, x = ClosedDay, RuleProfileRow, PlacementRules, Extension
    parts = [
        c.select(*text_row("closed", c.id, c.organisation, c.day, c.made_at)).where(
            c.organisation.in_(companies)
        ),
        r.select(
            *text_row("rules", r.id, r.municipality, r.kind, r.version, r.rules, r.made_at)
        ).where(r.municipality.in_(towns)),
        m.select(*text_row("moved", m.id, m.placement, m.rule_profile, m.made_at)).where(
            m.placement.in_(ids)
        ),
        x.select(*text_row("extended", x.id, x.placement, x.from_on, x.made_at)).where(
            x.placement.in_(ids)
        ),
        *_done(ids),
    ]
    first, *rest = parts
    query: Any = first
    for part in rest:
        query = query.union_all(part)
    return query


def _done(ids: list[UUID]) -> Iterable[Any]:
    d, e = MilestoneDone, Evaluation
    yield (
        d.select(*text_row("done", d.id, d.placement, d.code, d.done_at, User.name))
        .join(User, on=(d.done_by == User.id))
        .where(d.placement.in_(ids))
    )
    yield (
        e.select(
            *text_row("evaluation", e.id, e.placement, e.kind, e.state, e.started_at, User.name)
        )
        .join(User, on=(e.started_by == User.id))
        .where(e.placement.in_(ids))
    )


def read_clocks(placements: Sequence[Placement], rows: Iterable[Texts]) -> dict[UUID, Clock]:
    """The clocks out of the rows of `clock_rows`; rows of other kinds are left alone."""
    found: dict[str, list[Texts]] = {}
    for kind, *rest in rows:
        found.setdefault(kind, []).append(tuple(rest))
    return {one.id: _clock(one, found) for one in placements}


def _clock(placement: Placement, found: dict[str, list[Texts]]) -> Clock:
    company = placement.workplace.organisation_id
    closed = [row for row in found.get("closed", []) if UUID(row[1]) == company]
    mine = {kind: _of(placement, found.get(kind, [])) for kind in ("moved", "extended")}
    versions = _versions(placement, found.get("rules", []))
    version = _kept(placement, versions, mine["moved"])
    changed = [row[3] for rows in (closed, *mine.values()) for row in rows]
    moments = [moment_of(one) for one in changed if one]
    return Clock(
        placement=placement,
        version=version,
        newest=versions[-1],
        calendar=WorkCalendar(frozenset(date.fromisoformat(row[2]) for row in closed)),
        revised_at=max([placement.made_at, *moments]),
        first_end=placement.first_end_on,
        done=_what_was_done(placement, found),
    )


def _of(placement: Placement, rows: list[Texts]) -> list[Texts]:
    return sorted(row for row in rows if UUID(row[1]) == placement.id)


def _versions(placement: Placement, rows: list[Texts]) -> list[Version]:
    """The default first, then the municipality's own for this kind, oldest first."""
    town, kind = placement.candidate.municipality_id, str(placement.kind)
    own = [row for row in rows if UUID(row[1]) == town and row[2] == kind]
    made = [
        Version(int(row[3]), read_rule_profile(json.loads(row[4])), UUID(row[0]), moment_of(row[5]))
        for row in own
    ]
    first = Version(0, default_rules()[placement.kind])
    return [first, *sorted(made, key=lambda one: one.number)]


def _kept(placement: Placement, versions: list[Version], moved: list[Texts]) -> Version:
    """Where somebody moved it that version, else the newest of when the placement was made."""
    chosen = UUID(moved[-1][2]) if moved else None
    for one in reversed(versions):
        known = one.made_at is None or one.made_at <= placement.made_at
        if one.id == chosen if chosen else known:
            return one
    return versions[0]


def _what_was_done(placement: Placement, found: dict[str, list[Texts]]) -> dict[str, Done]:
    """Ticked off; an evaluation counts from the moment that somebody began it."""
    begun = {
        EvaluationKind(kind).value: Done(moment_of(at), by, ticked=False)
        for _id, _ref, kind, _state, at, by in reversed(_of(placement, found.get("evaluation", [])))
    }
    ticked = {
        code: Done(moment_of(at), by)
        for _id, _ref, code, at, by, _rest in _of(placement, found.get("done", []))
    }
    return begun | ticked


def moment_of(text: str) -> datetime:
    """A moment that a database wrote as text."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
