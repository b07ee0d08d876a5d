"""What other rules would change: days of one placement, or counts over a municipality's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa.domain.enums import PlacementKind
from pwa.domain.milestones import Milestone, RuleProfile, last_day
from pwa.models import Candidate, Placement
from pwa.models.clocks import RUNS_IN, Clock, clock_of, clocks_of


@dataclass(frozen=True)
class Change:
    """One check of one placement that another version puts on another day, adds or drops."""

    what: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class OnePlacement:
    clock: Clock
    source: str
    last_day: date
    last_day_extended: date
    changes: tuple[Change, ...]

    @property
    def newer(self) -> bool:
        return self.clock.newest.number > self.clock.version.number


@dataclass(frozen=True)
class Counted:
    """How many running placements would get another day for this check: never whose."""

    what: str
    moved: int = 0
    added: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class Preview:
    """What a new version would mean. Running placements keep theirs; `too_long` are those that
    would not fit its months."""

    running: int
    touched: int
    too_long: int
    counted: tuple[Counted, ...]


def of_placement(placement: Placement, language: str) -> OnePlacement:
    clock = clock_of(placement)
    rules, start, prior = clock.rules, placement.start_on, placement.prior_months
    after = clock.milestones_by(clock.newest.profile)
    return OnePlacement(
        clock=clock,
        source=rules.source.said_in(language),
        last_day=last_day(rules, start, prior, extended=False),
        last_day_extended=last_day(rules, start, prior, extended=True),
        changes=tuple(_changes(clock.milestones, after, language)),
    )


def preview(
    municipality_id: UUID, kind: PlacementKind, rules: RuleProfile, language: str
) -> Preview:
    """What this version would mean for what runs in this municipality, in counts."""
    rows = list(
        Placement.with_people().where(
            Candidate.municipality == municipality_id,
            Placement.kind == kind,
            Placement.state.in_(RUNS_IN),
        )
    )
    clocks = clocks_of(rows).values()
    found = [list(_changes(one.milestones, one.milestones_by(rules), language)) for one in clocks]
    too_long = sum(_is_too_long(one, rules) for one in rows)
    return Preview(len(rows), sum(bool(one) for one in found), too_long, _counted(found))


def _is_too_long(placement: Placement, rules: RuleProfile) -> bool:
    most = last_day(rules, placement.start_on, placement.prior_months, extended=True)
    return placement.planned_end_on > most


def _counted(found: Iterable[list[Change]]) -> tuple[Counted, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for changes in found:
        for one in changes:
            how = "moved" if one.before and one.after else "added" if one.after else "dropped"
            counts[one.what, how] += 1
    names = dict.fromkeys(what for what, _how in counts)
    return tuple(
        Counted(name, counts[name, "moved"], counts[name, "added"], counts[name, "dropped"])
        for name in names
    )


def _changes(
    before: Iterable[Milestone], after: Iterable[Milestone], language: str
) -> Iterable[Change]:
    old, new = {one.code: one for one in before}, {one.code: one for one in after}
    for code in dict.fromkeys([*old, *new]):
        was, comes = old.get(code), new.get(code)
        if was and comes and was.due == comes.due:
            continue
        named = comes or was
        what = named.what.said_in(language) if named else ""
        yield Change(what, was.due if was else None, comes.due if comes else None)
