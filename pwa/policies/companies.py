"""Who may read and change a company's own words."""

from pwa.domain.enums import OrganisationKind, Role
from pwa.models import Organisation, Person


def list_companies(person: Person) -> bool:
    return person.has(Role.COACH)


def own_company(person: Person) -> bool:
    """Somebody who works at a company: supervisors and those who run its side of the app."""
    return person.has(Role.SUPERVISOR) or person.has(Role.EMPLOYER_ADMIN)


def read(person: Person, organisation: Organisation) -> bool:
    """Everybody of the company, its candidates and coaches; `visible_to` decided which company."""
    return organisation.kind is OrganisationKind.EMPLOYER and (
        own_company(person) or person.candidate_id is not None or person.has(Role.COACH)
    )


def edit(person: Person, organisation: Organisation) -> bool:
    """The employer owns the words: nobody else changes them."""
    return (
        organisation.kind is OrganisationKind.EMPLOYER
        and organisation.id in person.organisations(Role.EMPLOYER_ADMIN)
    )
