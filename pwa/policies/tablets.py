"""Who looks after a company's tablets."""

from pwa.domain.enums import OrganisationKind, Role
from pwa.models import Organisation, Person, Tablet


def manage(person: Person, organisation: Organisation) -> bool:
    """Whoever runs the company's side of the app."""
    return (
        organisation.kind is OrganisationKind.EMPLOYER
        and organisation.id in person.organisations(Role.EMPLOYER_ADMIN)
    )


def change(person: Person, tablet: Tablet) -> bool:
    """The same, for one of its tablets; one that was revoked is only looked at."""
    return look(person, tablet) and tablet.revoked_at is None


def look(person: Person, tablet: Tablet) -> bool:
    return tablet.organisation_id in person.organisations(Role.EMPLOYER_ADMIN)
