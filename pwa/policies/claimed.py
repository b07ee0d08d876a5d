"""Who says whether a note from a locked tablet is theirs."""

from pwa.domain.enums import Role
from pwa.models import ClaimedNote, Person


def own(person: Person, claim: ClaimedNote) -> bool:
    """Whoever is said to have written it, as long as that person guides at a company."""
    return claim.author_id == person.id and person.has(Role.SUPERVISOR)
