"""Who may see and change how the PDFs of a municipality look."""

from pwa.domain.enums import OrganisationKind, Role
from pwa.models import Layout, Organisation, Person


def has_own(person: Person) -> bool:
    """Somebody of a municipality whose PDFs have a layout."""
    return person.has(Role.COACH) or person.has(Role.MUNICIPALITY_ADMIN)


def read(person: Person, organisation: Organisation) -> bool:
    """Its coaches look at it; who looks after the municipality changes it."""
    return organisation.kind is OrganisationKind.MUNICIPALITY and (
        make(person, organisation) or organisation.id in person.organisations(Role.COACH)
    )


def make(person: Person, organisation: Organisation) -> bool:
    return organisation.id in person.organisations(Role.MUNICIPALITY_ADMIN)


def look_at(person: Person, layout: Layout) -> bool:
    """A version with its example, a draft too: whoever sees the row."""
    return layout.municipality_id in (
        *person.organisations(Role.MUNICIPALITY_ADMIN), *person.organisations(Role.COACH),
    )  # fmt: skip


def edit(person: Person, layout: Layout) -> bool:
    """Whether it is still a draft is looked at when it is kept: then others are faster."""
    return layout.municipality_id in person.organisations(Role.MUNICIPALITY_ADMIN)
