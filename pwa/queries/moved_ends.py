"""What another end would do: the milestones as they are beside those as they would be."""

from dataclasses import dataclass
from datetime import date, timedelta

from pwa import clock
from pwa.domain.milestones import DurationWarning, RuleProfile, duration_warnings, milestones
from pwa.models import Placement
from pwa.models.clocks import clock_of


@dataclass(frozen=True)
class Beside:
    """One check with its day now and then; None where it is not there."""

    what: str
    now: date | None
    then: date | None

    @property
    def moves(self) -> bool:
        return self.now != self.then


@dataclass(frozen=True)
class Rules:
    """What the rule profile says about a longer placement, with the source of its numbers."""

    months: int
    more_months: int
    source: str
    note: str


def rules_said(placement: Placement, language: str) -> Rules:
    profile = _profile(placement)
    return Rules(
        profile.max_months,
        profile.max_extension_months,
        profile.source.said_in(language),
        profile.extension_note.said_in(language),
    )


def beside(
    placement: Placement, end: date, first_end: date | None, language: str
) -> tuple[Beside, ...]:
    """Every check of today and onward, in the order of the new days."""
    law = clock_of(placement)
    now = {one.code: one for one in law.milestones}
    then = {
        one.code: one
        for one in milestones(
            law.rules, placement.start_on, end, placement.prior_months, law.calendar, first_end
        )
    }
    rows = [
        Beside(
            (then.get(code) or now[code]).what.said_in(language),
            now[code].due if code in now else None,
            then[code].due if code in then else None,
        )
        for code in {**now, **then}
    ]
    today = clock.today()
    ahead = [one for one in rows if max(one.then or today, one.now or today) >= today]
    return tuple(sorted(ahead, key=lambda one: one.then or one.now or date.max))


def warnings(placement: Placement, end: date) -> list[DurationWarning]:
    return duration_warnings(
        _profile(placement), placement.start_on, end, placement.prior_months, extended=True
    )


def after_pause(placement: Placement, days: int) -> tuple[date, date | None]:
    """The end, and the end as first agreed, when both move by so many days."""
    more = timedelta(days=days)
    first = placement.first_end_on
    return placement.planned_end_on + more, first + more if first else None


def _profile(placement: Placement) -> RuleProfile:
    return clock_of(placement).rules
