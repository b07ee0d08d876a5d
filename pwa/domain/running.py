"""What can happen to a placement once it runs, in plain values: pauses, stops, periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

BACKDATED = timedelta(days=14)
"""How long ago a pause may have begun when the coach writes it down."""

AHEAD = timedelta(days=92)
"""How far ahead a pause or a return may be written down."""


class PauseReason(StrEnum):
    """Why a workplace stands still, in neutral words: never why a person is absent."""

    NO_WORK_NOW = "no_work_now"
    DAYS_OFF = "days_off"
    COURSE_FIRST = "course_first"
    IN_CONSULTATION = "in_consultation"
    SOMETHING_ELSE = "something_else"


class StopReason(StrEnum):
    """Why a placement stops before its planned end, in neutral words."""

    WORK_DOES_NOT_FIT = "work_does_not_fit"
    FOUND_OTHER_WORK = "found_other_work"
    STARTS_TRAINING = "starts_training"
    OWN_REQUEST = "own_request"
    COMPANY_CANNOT_GO_ON = "company_cannot_go_on"
    SOMETHING_ELSE = "something_else"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from .. to and including .., `to` None while nobody knows."""

    from_on: date
    to_on: date | None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    def overlaps(self, other: "Period") -> bool:
        ends = self.to_on or date.max
        other_ends = other.to_on or date.max
        return self.from_on <= other_ends and other.from_on <= ends


def first_overlap(wanted: Period, known: Iterable[Period]) -> Period | None:
    """The earliest known period that shares a day with the wanted one."""
    shared = (one for one in known if one.overlaps(wanted))
    return min(shared, key=lambda one: one.from_on, default=None)


def days_paused(from_on: date, back_on: date) -> int:
    """Calendar days of a pause: its first day counts, the day somebody is back does not."""
    return max(0, (back_on - from_on).days)
