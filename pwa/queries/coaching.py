"""Mijn kandidaten: everybody of one coach, who needs something first, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, auto, unique
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import EvaluationKind, Role
from pwa.domain.milestones import NEAR_DAYS, MilestoneState
from pwa.domain.signing import UNSIGNED_AFTER
from pwa.domain.states import EvaluationState, PlacementState
from pwa.models import Candidate, HandbookMove, Organisation, Person, Placement, User, Workplace
from pwa.models.clocks import Stone
from pwa.models.person import NOTES_STAY_READABLE
from pwa.queries.coaching_facts import Facts, Waiting, facts_of
from pwa.queries.starting import open_items, unsigned

QUIET_DAYS = 5
"""Working days without a note after which the coach hears of it."""

UNREPORTED = 2
"""Absences without a word, in the last four weeks, after which the coach hears of it."""


@unique
class Need(IntEnum):
    """Why somebody needs the coach, the most urgent first."""

    UNSIGNED = auto()
    ASKED = auto()
    TO_OFFER = auto()
    SIGN_OFF = auto()
    TO_SIGN = auto()
    ABSENT_UNREPORTED = auto()
    OVER_THE_END = auto()
    CLOSE_UNSIGNED = auto()
    NO_NOTES = auto()
    END_NEAR = auto()
    RETURNED = auto()
    AGREED_LATE = auto()
    MILESTONE = auto()
    NO_PLACE = auto()
    HANDBOOK = auto()
    START_OPEN = auto()
    AGREED = auto()


@dataclass(frozen=True)
class Reason:
    """One reason: `days` counts what it is about, `evaluation` is where it can be dealt with."""

    need: Need
    days: int = 0
    evaluation: UUID | None = None
    near: "Near | None" = None


@dataclass(frozen=True)
class Near:
    """A milestone of the next weeks that is not done yet; `mine` is for the coach to do."""

    placement_id: UUID
    name: str
    what: str
    stone: Stone

    @property
    def code(self) -> str:
        return self.stone.code

    @property
    def due(self) -> date:
        return self.stone.due

    @property
    def who(self) -> Role:
        return self.stone.milestone.who

    @property
    def mine(self) -> bool:
        return self.who is Role.COACH


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
        first = min((reason.need for reason in self.reasons), default=99)
        return int(first), -len(self.reasons), self.name.lower()


@dataclass(frozen=True)
class CoachView:
    needing: tuple[Coached, ...] = ()
    others: tuple[Coached, ...] = ()
    over: tuple[Coached, ...] = ()
    near: tuple[Near, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not (self.needing or self.others or self.over)


def coach_view(coach: Person) -> CoachView:
    """Everything on the page, in the same few queries for one candidate or for forty."""
    rows = _rows(coach)
    current = [p for _c, p in rows if p is not None and _is_current(p, coach.today)]
    facts = facts_of(current, coach)
    everybody = _one_each(rows, facts, coach)
    fine = sorted((one for one in everybody if not one.reasons), key=lambda one: one.rank)
    near = sorted((one for p in current for one in _near(p, facts, coach)), key=lambda n: n.due)
    return CoachView(
        needing=tuple(sorted((c for c in everybody if c.reasons), key=lambda c: c.rank)),
        others=tuple(one for one in fine if not one.is_over),
        over=tuple(one for one in fine if one.is_over),
        near=tuple(near),
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
    return placement


def _is_current(placement: Placement, today: date) -> bool:
    """Planned, running, or closed so short ago that the coach still reads it."""
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
        reasons=tuple(sorted(_reasons(placement, facts, coach), key=lambda one: one.need)),
        own_coach=_own_coach(row, coach),
    )


def _reasons(placement: Placement, facts: Facts, coach: Person) -> Iterable[Reason]:
    yield from _evaluation_reasons(placement, facts, coach.today)
    yield from _start(placement, facts, coach.today)
    if placement.ended_on is not None:
        return
    unreported = facts.unreported.get(placement.id, 0)
    if unreported >= UNREPORTED:
        yield Reason(Need.ABSENT_UNREPORTED, unreported)
    if placement.asked:  # type: ignore[attr-defined]
        yield Reason(Need.HANDBOOK)
    yield from _quiet(placement, facts, coach.today)
    yield from _end(placement, facts, coach.today)
    for one in _near(placement, facts, coach):
        if one.mine:
            yield Reason(Need.MILESTONE, near=one)


def _start(placement: Placement, facts: Facts, today: date) -> Iterable[Reason]:
    """What has to happen before or on the first day."""
    start = facts.starts.get(placement.id)
    if start is None or placement.ended_on is not None:
        return
    if unsigned(placement, today):
        yield Reason(Need.UNSIGNED, (today - placement.start_on).days)
    if start.questions:
        yield Reason(Need.ASKED, start.questions)
    if placement.state is PlacementState.DRAFT:
        yield Reason(Need.TO_OFFER)
    if placement.state is PlacementState.TO_SIGN and not start.coach_signed:
        yield Reason(Need.TO_SIGN)
    if left := open_items(placement, start, today):
        yield Reason(Need.START_OPEN, left)


def _evaluation_reasons(placement: Placement, facts: Facts, today: date) -> Iterable[Reason]:
    calendar = facts.clocks[placement.id].calendar
    for one in facts.evaluations.get(placement.id, ()):
        if one.waiting is Waiting.COACH:
            yield Reason(Need.SIGN_OFF, evaluation=one.id)
        elif one.waiting is Waiting.CANDIDATE and one.frozen_on:
            waited = calendar.between(one.frozen_on, today)
            if today > calendar.add(one.frozen_on, UNSIGNED_AFTER):
                yield Reason(Need.CLOSE_UNSIGNED, waited, one.id)
        elif one.state is EvaluationState.RETURNED:
            yield Reason(Need.RETURNED, evaluation=one.id)
    known = facts.evaluations.get(placement.id, ())
    if late := sum(one.late for one in known):
        yield Reason(Need.AGREED_LATE, late)
    elif agreed := sum(one.agreed for one in known):
        yield Reason(Need.AGREED, agreed)


def _quiet(placement: Placement, facts: Facts, today: date) -> Iterable[Reason]:
    """No note for five working days, counted to yesterday: today can still bring one."""
    calendar = facts.clocks[placement.id].calendar
    signed = {one.kind for one in facts.evaluations.get(placement.id, ()) if one.is_final}
    if EvaluationKind.FINAL in signed:
        return
    running = placement.state_on(today) in (PlacementState.ACTIVE, PlacementState.CLOSING)
    until = min(today, placement.last_day + timedelta(days=1)) - timedelta(days=1)
    before_start = placement.start_on - timedelta(days=1)
    last = max(facts.last_notes.get(placement.id, before_start), before_start)
    if placement.paused_to is not None:
        last = max(last, placement.paused_to)
    if running and last < until and (days := calendar.between(last, until)) >= QUIET_DAYS:
        yield Reason(Need.NO_NOTES, days)


def _end(placement: Placement, facts: Facts, today: date) -> Iterable[Reason]:
    if placement.state_on(today) is not PlacementState.CLOSING or placement.id in facts.outcomes:
        return
    if today > placement.planned_end_on:
        yield Reason(Need.OVER_THE_END, (today - placement.planned_end_on).days)
        return
    kinds = {one.kind for one in facts.evaluations.get(placement.id, ())}
    if EvaluationKind.FINAL not in kinds:
        yield Reason(Need.END_NEAR, (placement.planned_end_on - today).days)


def _near(placement: Placement, facts: Facts, coach: Person) -> Iterable[Near]:
    if placement.ended_on is not None:
        return
    for one in facts.clocks[placement.id].stones(coach.today):
        if one.state is MilestoneState.DUE or _still_late(one, coach.today):
            what = one.milestone.what.said_in(coach.language)
            yield Near(placement.id, placement.candidate.user.name, what, one)


def _still_late(one: Stone, today: date) -> bool:
    """The coach's own checks stay until they are ticked; those of others for two weeks."""
    old = today - one.due > timedelta(days=NEAR_DAYS)
    mine = one.milestone.who is Role.COACH
    return one.state is MilestoneState.OVERDUE and (mine or not old)
