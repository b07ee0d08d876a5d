"""What a coach may do with own candidates."""

from typing import Any

from pwa.domain.enums import Role
from pwa.models import Person, Placement
from pwa.policies.basics import as_coach


def see_candidates(person: Person, *_rows: Any) -> bool:
    """Every coach has the page; it shows own candidates only."""
    return as_coach(person)


def coaches(person: Person, placement: Placement) -> bool:
    """Whether this is a placement of one of the person's own candidates."""
    candidate = placement.candidate
    own = candidate.coach_id == person.id
    return own and candidate.municipality_id in person.organisations(Role.COACH)


write_visit = coaches
