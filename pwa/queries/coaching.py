"""Mijn kandidaten: everybody of one coach, who needs something first, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from peewee import JOIN

from pwa.domain.states import PlacementState
from pwa.domain.workdays import WorkCalendar
from pwa.models import (
    Candidate,
    HandbookMove,
    Organisation,
    Person,
    Placement,
    RetentionOffer,
    User,
    Workplace,
)
from pwa.models.person import NOTES_STAY_READABLE
from pwa.queries import retention_offers
from pwa.queries.coaching_facts import Facts, facts_of
from pwa.queries.coaching_reasons import Near, Need, Reason, near_of, reasons_of


@dataclass(frozen=True)
class Coached:
    """One candidate with the placement that counts now, if there is one."""

    candidate_id: UUID
    name: str
    phone: str
    placement_id: UUID | None = None
    company: str = ""
    work: str = ""
    supervisor: str = ""
    state: PlacementState | None = None
    start_on: date | None = None
    end_on: date | None = None
    reasons: tuple[Reason, ...] = ()
    own_coach: str = ""
    """Whose candidate it is, where this coach only covers for a while."""

    @property
    def is_over(self) -> bool:
        return self.state in (PlacementState.COMPLETED, PlacementState.ENDED_EARLY)

    @property
    def rank(self) -> tuple[int, int, str]:
        """Most urgent first; of two the one with more reasons; then by name."""
        first = min(self.needs, default=99)
        return int(first), -len(self.needs), self.name.lower()

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the coach can do something about: without it nobody waits for the coach."""
        return tuple(reason.need for reason in self.reasons if not reason.need.is_state)


@dataclass(frozen=True)
class CoachView:
    needing: tuple[Coached, ...] = ()
    others: tuple[Coached, ...] = ()
    over: tuple[Coached, ...] = ()
    near: tuple[Near, ...] = field(default=())
    placed: tuple[Placement, ...] = ()
    """All placements, for what is told of old ones too."""
    calendars: Mapping[UUID, WorkCalendar] = field(default_factory=dict)
    """Of the companies of those that count now."""

    @property
    def is_empty(self) -> bool:
        return not (self.needing or self.others or self.over)


def coach_view(coach: Person) -> CoachView:
    """Everything on the page, in the same few queries for one candidate or for forty."""
    rows = _rows(coach)
    current = [p for _c, p in rows if p is not None and _is_current(p, coach.today)]
    facts = facts_of(current, coach)
    everybody = _one_each(rows, facts, coach)
    fine = sorted((one for one in everybody if not one.needs), key=lambda one: one.rank)
    near = sorted((one for p in current for one in near_of(p, facts, coach)), key=lambda n: n.due)
    return CoachView(
        needing=tuple(sorted((c for c in everybody if c.needs), key=lambda c: c.rank)),
        others=tuple(one for one in fine if not one.is_over),
        over=tuple(one for one in fine if one.is_over),
        near=tuple(near),
        placed=tuple(placement for _c, placement in rows if placement is not None),
        calendars={
            one.placement.workplace.organisation_id: one.calendar for one in facts.clocks.values()
        },
    )


def _rows(coach: Person) -> list[tuple[Candidate, Placement | None]]:
    """Each candidate, own or covered, with each placement, or with None where there is none."""
    own = User.alias()
    rows = (
        Candidate.select(
            Candidate,
            User,
            Placement,
            Workplace,
            Organisation,
            own,
            HandbookMove.waits().alias("asked"),
            *retention_offers.columns(RetentionOffer.coach_saw_at),
        )
        .join(User, on=(Candidate.user == User.id))
        .switch(Candidate)
        .join(Placement, JOIN.LEFT_OUTER, on=(Placement.candidate == Candidate.id), attr="placed")
        .join(Workplace, JOIN.LEFT_OUTER)
        .join(Organisation, JOIN.LEFT_OUTER)
        .where(Candidate.coached_by(coach))
        .switch(Candidate)
        .join(own, on=(Candidate.coach == own.id))
        .order_by(User.name, Placement.start_on.desc())
    )
    return [(row, _joined(row)) for row in rows]


def _joined(row: Candidate) -> Placement | None:
    placement: Placement | None = getattr(row, "placed", None)
    if placement is None or getattr(placement, "id", None) is None:
        return None
    placement.candidate = row
    placement.asked = bool(getattr(row, "asked", False))  # type: ignore[attr-defined]
    for name in retention_offers.NAMES:
        setattr(placement, name, getattr(row, name, None))
    return placement


def _is_current(placement: Placement, today: date) -> bool:
    """Planned, running or waiting for its end to be registered, or closed a short while ago."""
    if placement.state is PlacementState.CANCELLED:
        return False
    return placement.ended_on is None or placement.ended_on + NOTES_STAY_READABLE >= today


def _one_each(
    rows: list[tuple[Candidate, Placement | None]], facts: Facts, coach: Person
) -> list[Coached]:
    """A card per current placement; whoever has none gets one card without."""
    cards: dict[UUID, list[Coached]] = {}
    for row, placement in rows:
        mine = cards.setdefault(row.id, [])
        if placement is not None and _is_current(placement, coach.today):
            mine.append(_placed(row, placement, facts, coach))
    names = {row.id: row for row, _placement in rows}
    return [
        card
        for candidate_id, mine in cards.items()
        for card in (mine or [_waiting(names[candidate_id], coach)])
    ]


def _waiting(row: Candidate, coach: Person) -> Coached:
    missing = (Reason(Need.NO_PLACE),)
    own = _own_coach(row, coach)
    return Coached(row.id, row.user.name, row.user.phone, reasons=missing, own_coach=own)


def _own_coach(row: Candidate, coach: Person) -> str:
    """Whose candidate it is, where this coach only covers for a while."""
    return "" if row.coach_id == coach.id else row.coach.name


def _placed(row: Candidate, placement: Placement, facts: Facts, coach: Person) -> Coached:
    return Coached(
        candidate_id=row.id,
        name=row.user.name,
        phone=row.user.phone,
        placement_id=placement.id,
        company=placement.workplace.organisation.name,
        work=placement.workplace.title,
        supervisor=facts.supervisors.get(placement.id, ""),
        state=placement.state_on(coach.today),
        start_on=placement.start_on,
        end_on=placement.last_day,
        reasons=tuple(sorted(reasons_of(placement, facts, coach), key=lambda one: one.need)),
        own_coach=_own_coach(row, coach),
    )
