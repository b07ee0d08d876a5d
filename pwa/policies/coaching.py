"""What a coach may do with own candidates."""

from typing import Any

from pwa.models import Person, Placement
from pwa.policies.basics import as_coach


def see_candidates(person: Person, *_rows: Any) -> bool:
    """Every coach has the page; it shows own candidates only."""
    return as_coach(person)


def coaches(person: Person, placement: Placement) -> bool:
    """Whether this is a placement of somebody whom the person coaches today."""
    return person.coaches(placement.candidate)


write_visit = coaches
