"""Who may read, change and propose the rules of a municipality."""

from pwa.domain.enums import OrganisationKind, Role
from pwa.models import Organisation, Person


def has_own(person: Person) -> bool:
    """Somebody of a municipality who works with its rules."""
    return person.has(Role.COACH) or person.has(Role.MUNICIPALITY_ADMIN)


def read(person: Person, organisation: Organisation) -> bool:
    return organisation.kind is OrganisationKind.MUNICIPALITY and (
        suggest(person, organisation) or edit(person, organisation)
    )


def edit(person: Person, organisation: Organisation) -> bool:
    return organisation.id in person.organisations(Role.MUNICIPALITY_ADMIN)


def suggest(person: Person, organisation: Organisation) -> bool:
    return organisation.id in person.organisations(Role.COACH)
