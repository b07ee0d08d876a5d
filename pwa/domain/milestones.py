"""How long a placement may last and what has to happen when: data, read here, warned about only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from pwa.domain.enums import PlacementKind, Role
from pwa.domain.periods import add_months
from pwa.domain.words import Words
from pwa.domain.workdays import WorkCalendar

NEAR_DAYS = 14
"""Calendar days before a milestone from which it is due."""

PREMIUM, CHANCE = "premium", "chance_of_work"
"""Rules that are no box to tick: the coach decides, with words (Participatiewet art. 10a). The
evaluations are the two others; their rules are called as `EvaluationKind` is."""

_WEEK, _HUNDRED = 7, 100


class Offset(StrEnum):
    """What a rule counts from; `n` is weeks, months, percent of the period or days."""

    WEEKS_AFTER_START = "weeks_after_start"
    MONTHS_AFTER_START = "months_after_start"  # months worked before count too
    FRACTION = "fraction"  # of the period as first agreed; an extension does not move it
    DAYS_BEFORE_END = "days_before_end"


class MilestoneState(StrEnum):
    COMING = "coming"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"


class DurationWarning(StrEnum):
    """What may be wrong with a duration. The app says so, people decide."""

    NEEDS_EXTENSION = "needs_extension"
    LONGER_THAN_ALLOWED = "longer_than_allowed"
    PRIOR_MONTHS_USED_UP = "prior_months_used_up"


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """One check; `repeat` makes it return every `n` months (months_after_start only).

    `candidate` is how the candidate reads it: None is the same words, empty is not at all.
    `no_ends_at` is the month in which it ends when the answer is no, 0 where there is none.
    """

    code: str
    offset: Offset
    n: int
    what: Words
    who: Role
    repeat: bool = False
    candidate: Words | None = None
    no_ends_at: int = 0


@dataclass(frozen=True, slots=True)
class RuleProfile:
    """Durations and checks of one kind of placement, with the source of the numbers."""

    kind: PlacementKind
    max_months: int
    max_extension_months: int
    milestones: tuple[MilestoneRule, ...]
    source: Words
    extension_note: Words = field(default_factory=lambda: Words(""))


@dataclass(frozen=True, slots=True)
class Milestone:
    """One check with its day; a repeated rule adds the month: `premium_12`.

    `month` counts months worked before too; 0 where the rule counts something else.
    """

    code: str
    due: date
    who: Role
    what: Words
    rule: MilestoneRule | None = None
    month: int = 0

    @property
    def name(self) -> str:
        """The code of the rule behind it."""
        return self.rule.code if self.rule else self.code

    @property
    def for_candidate(self) -> Words:
        """How the candidate reads it; empty where it is not for the candidate."""
        own = self.rule.candidate if self.rule else None
        return self.what if own is None else own

    @property
    def is_decision(self) -> bool:
        """Whether answering it with words is what ticks it off."""
        return self.name in (PREMIUM, CHANCE)


@dataclass(frozen=True, slots=True)
class Duration:
    """A placement's period; `first_end` is the end before any extension, where there was one."""

    start: date
    planned_end: date
    prior_months: int = 0
    first_end: date | None = None


def milestones(
    profile: RuleProfile,
    start: date,
    planned_end: date,
    prior_months: int = 0,
    calendar: WorkCalendar | None = None,
    first_end: date | None = None,
) -> tuple[Milestone, ...]:
    """All checks of a placement, first one first; what falls outside its period is left out.

    A check on a free day moves to the working day before it, and to the one after it where that
    would be before the start. Of months, those worked before the start count (art. 10a).
    """
    period = Duration(start, planned_end, prior_months, first_end)
    days = calendar or WorkCalendar()
    found = [one for rule in profile.milestones for one in _of_rule(rule, period, days)]
    return tuple(sorted(found, key=lambda one: (one.due, one.code)))


def milestone_state(m: Milestone, today: date, done: bool) -> MilestoneState:
    """Done, or how near it is; on the day itself it is due, the day after it overdue."""
    if done:
        return MilestoneState.DONE
    if today > m.due:
        return MilestoneState.OVERDUE
    near = m.due - today <= timedelta(days=NEAR_DAYS)
    return MilestoneState.DUE if near else MilestoneState.COMING


def duration_warnings(
    profile: RuleProfile,
    start: date,
    planned_end: date,
    prior_months: int = 0,
    extended: bool = False,
) -> list[DurationWarning]:
    """What to say about this period; an empty list means that it fits the rule.

    The month's day on which the maximum is reached still fits: 1 March to 1 May is two months.
    """
    if prior_months >= profile.max_months and not extended:
        return [DurationWarning.PRIOR_MONTHS_USED_UP]
    if planned_end > last_day(profile, start, prior_months, extended=True):
        return [DurationWarning.LONGER_THAN_ALLOWED]
    if planned_end > last_day(profile, start, prior_months, extended=extended):
        return [DurationWarning.NEEDS_EXTENSION]
    return []


def last_day(profile: RuleProfile, start: date, prior_months: int, *, extended: bool) -> date:
    """The last day that fits the rule, with or without an extension; never before the start."""
    most = profile.max_months + (profile.max_extension_months if extended else 0)
    return add_months(start, max(0, most - prior_months))


def _of_rule(rule: MilestoneRule, period: Duration, calendar: WorkCalendar) -> Iterable[Milestone]:
    for month, day in _days(rule, period):
        if period.start <= day <= period.planned_end:
            due = _on_workday(day, period.start, calendar)
            code = f"{rule.code}_{month}" if rule.repeat else rule.code
            yield Milestone(code, due, rule.who, rule.what, rule, month)


def _days(rule: MilestoneRule, period: Duration) -> Iterable[tuple[int, date]]:
    match rule.offset:
        case Offset.WEEKS_AFTER_START:
            # Week 4 ends on its seventh day: a check "in week 4" is late only after that.
            yield 0, period.start + timedelta(days=rule.n * _WEEK - 1)
        case Offset.MONTHS_AFTER_START:
            yield from _months(rule, period)
        case Offset.FRACTION:
            length = (period.first_end or period.planned_end) - period.start
            yield 0, period.start + timedelta(days=length.days * rule.n // _HUNDRED)
        case Offset.DAYS_BEFORE_END:
            yield 0, period.planned_end - timedelta(days=rule.n)


def _months(rule: MilestoneRule, period: Duration) -> Iterable[tuple[int, date]]:
    """Six months from 2 March are over on 1 September: that evening the check of month 6 is due
    where the placement ends then too, and on the 2nd where it goes on.

    What comes back looks back at its months, so one that was wholly worked elsewhere is left out.
    """
    month = rule.n
    while True:
        day = add_months(period.start, month - period.prior_months)
        if day == period.planned_end + timedelta(days=1):
            day = period.planned_end
        if not rule.repeat or month > period.prior_months:
            yield month, day
        month += rule.n
        if not rule.repeat or day >= period.planned_end:
            return


def _on_workday(day: date, start: date, calendar: WorkCalendar) -> date:
    if calendar.is_workday(day):
        return day
    before = calendar.previous(day)
    return before if before >= start else calendar.next(day)
