"""Who may let an evaluation go round the table to be signed."""

from pwa.models import Evaluation, Person
from pwa.policies import evaluations


def begin(person: Person, evaluation: Evaluation) -> bool:
    """Lock this tablet for those who sign, and make a code for a guest of the company."""
    return evaluations.write(person, evaluation) or evaluations.decide(person, evaluation)
