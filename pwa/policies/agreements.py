"""Who may do what with the agreement of a placement, and with what has to be arranged.

As with evaluations, a policy says whose step it is; whether it can be made now, the service says.
"""

from pwa.domain.agreements import role_of
from pwa.domain.enums import SignatureRole
from pwa.models import Person, Placement
from pwa.models.agreement import is_told_of
from pwa.policies.evaluations import actors, coaches, guides


def read(person: Person, placement: Placement) -> bool:
    """Everybody of this placement; what was never offered is the coach's alone."""
    if coaches(person, placement):
        return True
    return bool(actors(person, placement)) and is_told_of(placement)


def signs_as(person: Person, placement: Placement) -> SignatureRole | None:
    """For whom this person signs, None for who only reads."""
    return role_of(actors(person, placement))


def sign(person: Person, placement: Placement) -> bool:
    """The candidate, the company's administration, the coach."""
    return signs_as(person, placement) is not None and read(person, placement)


def ask(person: Person, placement: Placement) -> bool:
    """Candidate and company may want to ask something first; the coach answers."""
    return sign(person, placement) and signs_as(person, placement) is not SignatureRole.COACH


def decide(person: Person, placement: Placement) -> bool:
    """The coach's steps: offer, change, answer, sign on paper, cancel."""
    return coaches(person, placement)


def tick(person: Person, placement: Placement) -> bool:
    """Coach and supervisors tick what is theirs; which item is whose is data."""
    return coaches(person, placement) or guides(person, placement)
