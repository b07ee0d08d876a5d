"""Who may read and change the words that a municipality's guard looks for."""

from pwa.domain.enums import OrganisationKind, Role
from pwa.models import Organisation, Person

_READERS = (Role.PRIVACY_OFFICER, Role.MUNICIPALITY_ADMIN, Role.COACH)


def has_own(person: Person) -> bool:
    """Somebody of a municipality: its words are no secret there."""
    return any(map(person.has, _READERS))


def read(person: Person, organisation: Organisation) -> bool:
    return organisation.kind is OrganisationKind.MUNICIPALITY and any(
        organisation.id in person.organisations(role) for role in _READERS
    )


def change(person: Person, organisation: Organisation) -> bool:
    """Only who looks after privacy there."""
    return organisation.id in person.organisations(Role.PRIVACY_OFFICER)
