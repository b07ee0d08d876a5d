"""What stands in somebody's own calendar: what they have to do, or what awaits the candidate.

No names of others and no text anybody wrote: an event says what and on which day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pwa.domain.enums import Role
from pwa.domain.milestones import MilestoneState
from pwa.models import CalendarFeed, Person, Placement
from pwa.models.clocks import Clock, Stone, clocks_of, runs_on
from pwa.policies.milestones import tick_for

GONE_AFTER = timedelta(days=31)
"""What was due longer ago has left the calendar; so has what was done."""


@dataclass(frozen=True)
class Entry:
    """One check in the calendar of one person."""

    placement_id: UUID
    code: str
    what: str
    day: date
    revised_at: datetime


@dataclass(frozen=True)
class OwnFeed:
    made_at: datetime
    read_at: datetime | None


def own_feed(person: Person) -> OwnFeed | None:
    row = CalendarFeed.get_or_none(CalendarFeed.user == person.id)
    return OwnFeed(row.made_at, row.read_at) if row else None


def entries(person: Person) -> tuple[Entry, ...]:
    """In a fixed number of queries, whatever the number of placements."""
    rows = Placement.visible_to(person).where(runs_on(person.today))
    clocks = clocks_of([row for row in rows if _concerns(person, row)])
    found = [one for law in clocks.values() for one in _of(person, law)]
    return tuple(sorted(found, key=lambda one: (one.day, one.code, one.placement_id)))


def _concerns(person: Person, placement: Placement) -> bool:
    """A supervisor's only while they guide it: the weeks after the end are for writing."""
    if placement.candidate_id == person.candidate_id:
        return True
    periods = person.guides.get(placement.id, ())
    guiding = any(one.from_on - GONE_AFTER <= person.today <= one.to_on for one in periods)
    others = person.has(Role.COACH) or person.has(Role.EMPLOYER_ADMIN)
    return guiding or others


def _of(person: Person, law: Clock) -> Iterator[Entry]:
    for stone in _waiting(law.stones(person.today), person.today):
        what = _what(person, law, stone)
        if what:
            yield Entry(law.placement.id, stone.code, what, stone.due, law.revised_at)


def _waiting(stones: Iterable[Stone], today: date) -> Iterator[Stone]:
    for one in stones:
        if one.state is not MilestoneState.DONE and one.due >= today - GONE_AFTER:
            yield one


def _what(person: Person, law: Clock, stone: Stone) -> str:
    """The candidate's own words for it; for others what is theirs to do."""
    check = stone.milestone
    if law.placement.candidate_id == person.candidate_id:
        return check.for_candidate.said_in(person.language)
    if check.who is Role.SUPERVISOR and law.placement.id not in person.guides:
        return ""
    mine = tick_for(person, law.placement, check.who)
    return check.what.said_in(person.language) if mine else ""
