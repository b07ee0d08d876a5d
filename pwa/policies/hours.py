"""Who confirms, contests and reads hours (docs/decisions/0017-hours.md)."""

from datetime import date, timedelta

from pwa.models import Person, Placement, WeekDispute
from pwa.policies import evaluations, placements
from pwa.policies.basics import as_candidate, as_supervisor

see_weeks = as_supervisor
own_page = as_candidate


def fill(person: Person, placement: Placement) -> bool:
    return placement.id in person.guides


def confirm(person: Person, placement: Placement, monday: date) -> bool:
    """Main or substitute: who guides now, or guided on a day of that week."""
    periods = person.guides.get(placement.id, ())
    sunday = monday + timedelta(days=6)
    return any(
        one.from_on <= person.today <= one.to_on or (one.from_on <= sunday and monday <= one.to_on)
        for one in periods
    )


def contest(person: Person, placement: Placement) -> bool:
    """Only the candidate whose hours they are."""
    return person.candidate_id is not None and placement.candidate_id == person.candidate_id


def answer(person: Person, dispute: WeekDispute) -> bool:
    return dispute.placement_id in person.guides


def read_statement(person: Person, placement: Placement) -> bool:
    """The candidate, who guides, the own coach, and the company's administration."""
    return (
        contest(person, placement)
        or fill(person, placement)
        or evaluations.coaches(person, placement)
        or placements.administers(person, placement)
    )
