"""Who looks after the people of an organisation: its own administrators, and never oneself.

Nothing here opens a note: a role gives no placement and no candidate by itself.
"""

from pwa.domain.enums import Role
from pwa.domain.members import ADMIN, ROLES
from pwa.models import Membership, Organisation, Person


def has_own(person: Person) -> bool:
    return bool(person.administers)


def manage(person: Person, organisation: Organisation) -> bool:
    """See its people, and invite somebody."""
    return organisation.id in person.organisations(ADMIN[organisation.kind])


def see(person: Person, member: Membership) -> bool:
    """Open somebody's page, and say what their work is."""
    return manage(person, member.organisation)


def change(person: Person, member: Membership) -> bool:
    """End, bring back, block, give another role or a new link: never to oneself."""
    return see(person, member) and member.user_id != person.id


def give(person: Person, member: Membership, role: Role) -> bool:
    """Another role in the same organisation, to somebody else."""
    return change(person, member) and role in ROLES[member.organisation.kind]


def inherit(person: Person, member: Membership, heir: object) -> bool:
    """Who takes over from whoever leaves. Candidates never go to the one who arranges it: looking
    after a municipality opens no notes. At a company who arranges it may guide as well, where
    somebody else gave them that role."""
    return member.role is not Role.COACH or heir != person.id
