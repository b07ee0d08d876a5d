"""Who may give people a way in."""

from pwa.models import Person, Placement
from pwa.policies.coaching import coaches


def invite_for_placement(person: Person, placement: Placement) -> bool:
    """The coach lets in the candidate and the company's people of an own placement."""
    return coaches(person, placement)
