"""Who may say who was there."""

from datetime import date
from uuid import UUID

from pwa.domain.enums import Role
from pwa.models import Handover, Person, Placement


def fill(person: Person, placement: Placement) -> bool:
    """A supervisor of this placement; the day is asked apart."""
    return placement.id in person.guides


def fill_on(person: Person, placement_id: UUID, day: date) -> bool:
    return person.guided_on(placement_id, day)


def fill_all(person: Person) -> bool:
    return person.has(Role.SUPERVISOR)


def acknowledge(person: Person, handover: Handover) -> bool:
    """Who guides the same candidate; one's own line needs no answer."""
    return handover.placement_id in person.guides and handover.author_id != person.id
