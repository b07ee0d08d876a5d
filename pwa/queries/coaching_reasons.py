"""Why somebody needs the coach: each reason, from facts that were loaded before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, auto, unique
from uuid import UUID

from pwa.domain.enums import EvaluationKind, Role
from pwa.domain.milestones import NEAR_DAYS, MilestoneState
from pwa.domain.signing import UNSIGNED_AFTER
from pwa.domain.states import EvaluationState, PlacementState
from pwa.models import Person, Placement
from pwa.models.clocks import Stone
from pwa.queries.coaching_facts import Facts, Waiting
from pwa.queries.starting import open_items, unsigned

QUIET_DAYS = 5
"""Working days without a note after which the coach hears of it."""

UNREPORTED = 2
"""Absences without a word, in the last four weeks, after which the coach hears of it."""


@unique
class Need(IntEnum):
    """What there is to tell of somebody, the most urgent first."""

    UNSIGNED = auto()
    ASKED = auto()
    TO_OFFER = auto()
    SIGN_OFF = auto()
    FAULT = auto()
    TO_SIGN = auto()
    ABSENT_UNREPORTED = auto()
    OVER_THE_END = auto()
    CLOSE_UNSIGNED = auto()
    COMPANY_SILENT = auto()
    NO_NOTES = auto()
    END_NEAR = auto()
    RETURNED = auto()
    AGREED_LATE = auto()
    MILESTONE = auto()
    NO_PLACE = auto()
    HANDBOOK = auto()
    START_OPEN = auto()
    AGREED = auto()

    @property
    def is_state(self) -> bool:
        """Told beside the rest, but somebody else has to do something about it."""
        return self is Need.RETURNED


@dataclass(frozen=True)
class Reason:
    """One reason: `days` counts what it is about, `evaluation` is where it can be dealt with."""

    need: Need
    days: int = 0
    evaluation: UUID | None = None
    near: "Near | None" = None
    company_waits: bool = False
    """The company has to sign before the coach can do anything."""


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


def reasons_of(placement: Placement, facts: Facts, coach: Person) -> Iterable[Reason]:
    """All of them, in no order."""
    yield from _evaluation_reasons(placement, facts, coach.today)
    yield from _start(placement, facts, coach.today)
    if _is_over(placement, coach.today):
        return
    unreported = facts.unreported.get(placement.id, 0)
    if unreported >= UNREPORTED:
        yield Reason(Need.ABSENT_UNREPORTED, unreported)
    if placement.asked:  # type: ignore[attr-defined]
        yield Reason(Need.HANDBOOK)
    yield from _quiet(placement, facts, coach.today)
    yield from _end(placement, facts, coach.today)
    for one in near_of(placement, facts, coach):
        if one.mine:
            yield Reason(Need.MILESTONE, near=one)


def _is_over(placement: Placement, today: date) -> bool:
    """A stop that was announced leaves days to work, and what has to happen in them."""
    return placement.ended_on is not None and placement.ended_on < today


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


_SILENT = {Waiting.CANDIDATE: Need.CLOSE_UNSIGNED, Waiting.COMPANY: Need.COMPANY_SILENT}


def _evaluation_reasons(placement: Placement, facts: Facts, today: date) -> Iterable[Reason]:
    calendar = facts.clocks[placement.id].calendar
    for one in facts.evaluations.get(placement.id, ()):
        if one.waiting is Waiting.COACH:
            yield Reason(Need.SIGN_OFF, evaluation=one.id)
        elif one.fault:
            yield Reason(Need.FAULT, evaluation=one.id)
        elif (need := _SILENT.get(one.waiting)) and one.frozen_on:
            waited = calendar.between(one.frozen_on, today)
            if today > calendar.add(one.frozen_on, UNSIGNED_AFTER):
                yield Reason(need, waited, one.id, company_waits=one.company_waits)
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
    if placement.ended_on is not None:
        return
    if today > placement.planned_end_on:
        yield Reason(Need.OVER_THE_END, (today - placement.planned_end_on).days)
        return
    yield Reason(Need.END_NEAR, (placement.planned_end_on - today).days)


def near_of(placement: Placement, facts: Facts, coach: Person) -> Iterable[Near]:
    """Checks of the next weeks, and late ones."""
    if _is_over(placement, coach.today):
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
