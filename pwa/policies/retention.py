"""Who may see and set how long things stay."""

from pwa.domain.enums import OrganisationKind, Role
from pwa.models import Organisation, Person


def has_own(person: Person) -> bool:
    """A privacy officer."""
    return person.has(Role.PRIVACY_OFFICER)


def look_after(person: Person, organisation: Organisation) -> bool:
    """The privacy officer of this municipality: reads it, and sets the terms."""
    is_town = organisation.kind is OrganisationKind.MUNICIPALITY
    return is_town and organisation.id in person.organisations(Role.PRIVACY_OFFICER)
