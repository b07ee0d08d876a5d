"""Who may say that a goal was reached: who guides, and the coach."""

from pwa.models import Person, Placement
from pwa.policies import evaluations


def mark(person: Person, placement: Placement) -> bool:
    return evaluations.guides(person, placement) or evaluations.coaches(person, placement)
