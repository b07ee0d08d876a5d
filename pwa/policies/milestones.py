"""Who may say that a check of the law clock was done."""

from pwa.domain.enums import Role
from pwa.domain.milestones import Milestone
from pwa.models import Person, Placement
from pwa.policies import placements
from pwa.policies.coaching import coaches


def tick(person: Person, placement: Placement) -> bool:
    """Who works with this placement; which check it is, `tick_for` asks."""
    return (
        coaches(person, placement)
        or placements.guides(person, placement)
        or placements.administers(person, placement)
    )


def tick_for(person: Person, placement: Placement, who: Role) -> bool:
    """The coach every check, others what the rules give to them."""
    if coaches(person, placement):
        return True
    if who is Role.SUPERVISOR:
        return placements.guides(person, placement)
    return who is Role.EMPLOYER_ADMIN and placements.administers(person, placement)


def see(person: Person, placement: Placement, check: Milestone) -> bool:
    """The coach all of it. What a coach decides about a benefit is not the company's to know, and
    who only runs the company's side sees what happens at the company."""
    if coaches(person, placement):
        return True
    if placements.guides(person, placement):
        return not check.is_decision
    return check.who in (Role.SUPERVISOR, Role.EMPLOYER_ADMIN)


def keep_rules(person: Person, placement: Placement) -> bool:
    """Look at the rules that a placement keeps, and move it to the newest: its coach."""
    return coaches(person, placement)
