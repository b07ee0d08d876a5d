"""Who may give people a way in."""

from pwa.domain.enums import Role
from pwa.models import Organisation, Person, Placement
from pwa.policies.coaching import coaches


def invite_for_placement(person: Person, placement: Placement) -> bool:
    """The coach lets in the candidate and the company's people of an own placement."""
    return coaches(person, placement)


def invite_for_company(person: Person, organisation: Organisation) -> bool:
    """A company lets in its own supervisors."""
    return organisation.id in person.organisations(Role.EMPLOYER_ADMIN)
