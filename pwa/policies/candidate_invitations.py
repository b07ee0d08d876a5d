"""Who lets in a candidate: a coach, and only the own ones."""

from pwa.models import Candidate, Person
from pwa.policies.basics import as_coach

invite = as_coach


def let_in(person: Person, candidate: Candidate) -> bool:
    """The coach of today, also one who covers for a while."""
    return person.coaches(candidate)
