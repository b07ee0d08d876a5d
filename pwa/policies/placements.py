"""Who sees a placement, and how much of it."""

from pwa.domain.enums import Role
from pwa.models import Person, Placement
from pwa.models.daily import is_still_read


def list_them(person: Person) -> bool:
    """Supervisors see their people, a company's administration its heads and counts."""
    return person.has(Role.SUPERVISOR) or person.has(Role.EMPLOYER_ADMIN)


def see(person: Person, placement: Placement) -> bool:
    """Everybody for whom it is visible; the candidate is shown the own page instead."""
    return around(person, placement) or on_case(person, placement)


def around(person: Person, placement: Placement) -> bool:
    """Who has to do with it by work, and so may know more of the company."""
    return (
        person.candidate_id == placement.candidate_id
        or guides(person, placement)
        or coaches(person, placement)
        or administers(person, placement)
    )


def guides(person: Person, placement: Placement) -> bool:
    return placement.id in person.guides


def coaches(person: Person, placement: Placement) -> bool:
    return person.coaches(placement.candidate)


def on_case(person: Person, placement: Placement) -> bool:
    """A privacy officer with an open case about this candidate."""
    return placement.candidate_id in person.cases


def administers(person: Person, placement: Placement) -> bool:
    """Counts and heads only, never a text."""
    return placement.workplace.organisation_id in person.organisations(Role.EMPLOYER_ADMIN)


def read_notes(person: Person, placement: Placement) -> bool:
    """Note text: supervisors all of it, the coach what is shared, until 30 days after the end;
    a privacy officer on a case what is shared."""
    if guides(person, placement) or on_case(person, placement):
        return True
    return coaches(person, placement) and is_still_read(person, placement)


def write_note(person: Person, placement: Placement) -> bool:
    return placement.id in person.guides
