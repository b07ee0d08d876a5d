"""Who may read and change a version of a handbook."""

from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.states import HandbookState
from pwa.models import Handbook, Organisation, Person


def read(person: Person, handbook: Handbook) -> bool:
    """Everybody who sees the company; a draft only the people who work on it."""
    return handbook.state is not HandbookState.DRAFT or _owns(person, handbook)


def start(person: Person, organisation: Organisation) -> bool:
    """Begin a handbook of one's own company: empty, from the starter or from a file."""
    return organisation.id in person.organisations(Role.EMPLOYER_ADMIN)


def compare(person: Person, organisation: Organisation) -> bool:
    """Lay versions beside each other: the company's people and coaches, not candidates."""
    return organisation.kind is OrganisationKind.EMPLOYER and (
        person.has(Role.COACH)
        or any(seat.organisation_id == organisation.id for seat in person.seats)
    )


def take_out(person: Person, handbook: Handbook) -> bool:
    """Save a version as a file: the words are the company's."""
    return _owns(person, handbook)


def draft(person: Person, handbook: Handbook) -> bool:
    """Start a new version from this one, which is in use."""
    return _owns(person, handbook) and handbook.state is HandbookState.ACTIVE


def edit(person: Person, handbook: Handbook) -> bool:
    """Only a draft changes: a placement keeps exactly the version that it started with."""
    return _owns(person, handbook) and handbook.state is HandbookState.DRAFT


def _owns(person: Person, handbook: Handbook) -> bool:
    return handbook.organisation_id in person.organisations(Role.EMPLOYER_ADMIN)
