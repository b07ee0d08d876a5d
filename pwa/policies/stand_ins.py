"""Who says that a colleague guides for a while."""

from collections.abc import Iterable
from uuid import UUID

from pwa.domain.enums import Role
from pwa.models import Person, StandIn


def arrange(person: Person) -> bool:
    """A supervisor for the own people, a company's administration for everybody there."""
    return person.has(Role.SUPERVISOR) or person.has(Role.EMPLOYER_ADMIN)


def arrange_for(person: Person, absent: UUID, companies: Iterable[UUID]) -> bool:
    """For this colleague, whose people are on places of these companies."""
    administers = set(person.organisations(Role.EMPLOYER_ADMIN))
    own = absent == person.id and person.has(Role.SUPERVISOR)
    return own or set(companies) <= administers


def end(person: Person, stand_in: StandIn) -> bool:
    """Whoever arranges it; the one who stands in only knows of it."""
    company = stand_in.supervision.placement.workplace.organisation_id
    return stand_in.absent_id == person.id or company in person.organisations(Role.EMPLOYER_ADMIN)
