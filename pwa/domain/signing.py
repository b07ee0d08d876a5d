"""What a step of an evaluation needs beyond its state: examples, signatures, days, two yeses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pwa.domain.enums import Level, Rater
from pwa.domain.errors import Code
from pwa.domain.periods import AMSTERDAM
from pwa.domain.workdays import WorkCalendar

UNSIGNED_AFTER = 10
"""Working days the candidate has to sign before the coach may close without."""

END_OF_WORKING_DAY = time(17, 0)
"""Local time; what is ready later can first be read the next day."""

NEEDS_EXAMPLE = frozenset({Level.NOT_YET, Level.CAN_TEACH})


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a step cannot be made yet; `about` names what it is about, such as a competence."""

    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """One score as far as freezing looks at it; level None is a score that is not given yet."""

    competence: str
    level: int | None
    example: str = ""
    rater: Rater = Rater.SUPERVISOR


@dataclass(frozen=True, slots=True)
class SignOffFacts:
    """Which valid signatures the frozen version has, and since when the candidate could sign."""

    candidate_signed: bool
    company_asked: bool
    company_signed: bool
    offered_on: date


def can_freeze(ratings: Iterable[RatingFacts]) -> list[Problem]:
    """Scores of the supervisor with level 1 or 4 and no example. The candidate needs none."""
    return [
        Problem(Code.EXAMPLE_MISSING, rating.competence)
        for rating in ratings
        if rating.rater is Rater.SUPERVISOR
        and rating.level in NEEDS_EXAMPLE
        and not rating.example.strip()
    ]


def can_sign_off(facts: SignOffFacts) -> list[Problem]:
    """The coach is always last: the candidate has signed, and the company where it asks for it."""
    candidate = [] if facts.candidate_signed else [Problem(Code.CANDIDATE_NOT_SIGNED)]
    return candidate + _company(facts)


def can_close_unsigned(facts: SignOffFacts, today: date, calendar: WorkCalendar) -> list[Problem]:
    """Closing without the candidate, from the day after the tenth working day since the offer."""
    signed = [Problem(Code.CANDIDATE_HAS_SIGNED)] if facts.candidate_signed else []
    last_day = calendar.add(facts.offered_on, UNSIGNED_AFTER)
    early = [Problem(Code.TOO_EARLY_TO_CLOSE, last_day.isoformat())] if today <= last_day else []
    return signed + early + _company(facts)


def can_supersede(*, supervisor_agrees: bool, coach_agrees: bool) -> list[Problem]:
    """An error in a final evaluation is a matter of both: one asks, the other agrees."""
    return [] if supervisor_agrees and coach_agrees else [Problem(Code.BOTH_MUST_AGREE)]


def reading_time_short(
    ready_at: datetime, talk_day: date, workdays: WorkCalendar, tz: ZoneInfo = AMSTERDAM
) -> bool:
    """Whether the candidate had less than one working day to read before the day of the talk.

    Ready on Friday afternoon for a talk on Monday is enough; ready on Saturday, or on Friday after
    five, is not. The app then warns and asks a reason, it does not block.
    """
    local = ready_at.astimezone(tz)
    late = local.time() > END_OF_WORKING_DAY
    first = local.date() + timedelta(days=1 if late else 0)
    days = (talk_day - first).days
    return not any(workdays.is_workday(first + timedelta(days=n)) for n in range(days))


def signature_stands(signed_hash: str, content_hash: str) -> bool:
    """A signature holds for the content it was set under, and for no other."""
    return signed_hash == content_hash


def _company(facts: SignOffFacts) -> list[Problem]:
    missing = facts.company_asked and not facts.company_signed
    return [Problem(Code.COMPANY_NOT_SIGNED)] if missing else []
