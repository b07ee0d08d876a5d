"""Who may read and change a version of a handbook."""

from pwa.domain.enums import Role
from pwa.domain.states import HandbookState
from pwa.models import Handbook, Person


def read(person: Person, handbook: Handbook) -> bool:
    """Everybody who sees the company; a draft only the people who work on it."""
    return handbook.state is not HandbookState.DRAFT or _owns(person, handbook)


def draft(person: Person, handbook: Handbook) -> bool:
    """Start a new version from this one, which is in use."""
    return _owns(person, handbook) and handbook.state is HandbookState.ACTIVE


def edit(person: Person, handbook: Handbook) -> bool:
    """Only a draft changes: a placement keeps exactly the version that it started with."""
    return _owns(person, handbook) and handbook.state is HandbookState.DRAFT


def _owns(person: Person, handbook: Handbook) -> bool:
    return handbook.organisation_id in person.organisations(Role.EMPLOYER_ADMIN)
