"""Who may say that an agreement was kept: whoever it is of."""

from pwa.domain.actions import is_theirs
from pwa.domain.enums import SignatureRole
from pwa.domain.states import Actor
from pwa.models import ActionItem, Person, Placement
from pwa.policies import evaluations

_ROLES = {
    Actor.CANDIDATE: SignatureRole.CANDIDATE,
    Actor.SUPERVISOR: SignatureRole.SUPERVISOR,
    Actor.COACH: SignatureRole.COACH,
    Actor.EMPLOYER_ADMIN: SignatureRole.COMPANY,
}


def see_list(person: Person) -> bool:
    """The page with one's own agreements: a candidate, and whoever sees evaluations."""
    return person.candidate_id is not None or evaluations.see_list(person)


def roles(person: Person, placement: Placement) -> frozenset[SignatureRole]:
    """What this person is towards the placement."""
    return frozenset(_ROLES[one] for one in evaluations.actors(person, placement))


def tick(person: Person, action: ActionItem) -> bool:
    """It is this person's."""
    return is_theirs(action.whose, roles(person, action.evaluation.placement))
