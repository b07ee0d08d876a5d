"""Who decides what the law asks of the coach, and who reads it."""

from pwa.models import Person, Placement
from pwa.policies.coaching import coaches

decide = coaches


def read(person: Person, placement: Placement) -> bool:
    """The coach, and the candidate whom it is about: nobody at the company."""
    own = person.candidate_id is not None and placement.candidate_id == person.candidate_id
    return own or coaches(person, placement)
