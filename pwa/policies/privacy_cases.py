"""Who may do what as a privacy officer."""

from pwa.domain.enums import Role
from pwa.models import Person, Placement, PrivacyCase
from pwa.policies.placements import coaches, on_case


def officer(person: Person) -> bool:
    """The pages that are about nobody in particular."""
    return person.has(Role.PRIVACY_OFFICER)


def see(person: Person, case: PrivacyCase) -> bool:
    """That it is there, why, and what was done in it: every officer of the municipality."""
    return case.municipality_id in person.organisations(Role.PRIVACY_OFFICER)


def work(person: Person, case: PrivacyCase) -> bool:
    """Read and act in it: whoever opened it, as long as it is open."""
    return (
        see(person, case)
        and case.officer_id == person.id
        and case.is_open_on(person.today)
        and case.candidate_id in person.cases
    )


def know_hold(person: Person, placement: Placement) -> bool:
    """That a placement has to be kept, and not why."""
    return on_case(person, placement) or coaches(person, placement)
