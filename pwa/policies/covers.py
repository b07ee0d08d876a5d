"""Who hands candidates to another coach."""

from pwa.domain.enums import Role
from pwa.models import Candidate, CoachCover, Person
from pwa.policies.basics import as_coach

arrange = as_coach
"""Every coach has the page; it offers own candidates only."""


def hand_over(person: Person, candidate: Candidate) -> bool:
    """The own coach; who covers for a period hands nobody on."""
    seated = candidate.municipality_id in person.organisations(Role.COACH)
    return seated and candidate.coach_id == person.id


def end(person: Person, cover: CoachCover) -> bool:
    """The coach who handed over and the one who covers; for good is for good."""
    both = person.id in (cover.from_coach_id, cover.to_coach_id)
    return both and cover.to_on is not None and cover.ended_at is None
