"""Who may let a running placement use a newer version of the handbook (decision 16)."""

from pwa.models import Person, Placement
from pwa.policies import coaching, placements


def see(person: Person, placement: Placement) -> bool:
    """Everybody around the placement, the candidate too: it is about how one is looked at."""
    return placements.around(person, placement)


def propose(person: Person, placement: Placement) -> bool:
    """The company: its administration, or who is the main supervisor today."""
    if placements.administers(person, placement):
        return True
    guidance = person.guides.get(placement.id, ())
    return any(one.main and one.from_on <= person.today <= one.to_on for one in guidance)


def answer(person: Person, placement: Placement) -> bool:
    """The coach, who is not of the company: nobody changes the measure alone."""
    return coaching.coaches(person, placement)
