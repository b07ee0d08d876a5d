"""A candidate known from now on, with a link of their own; where they will work comes later."""

from dataclasses import dataclass
from uuid import UUID

from pwa.database import transaction
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.references import looks_like_bsn
from pwa.models import Candidate, Organisation, Person, User
from pwa.services import own_details, people


@dataclass(frozen=True)
class NewCandidate:
    """`reference` is the municipality's own, never a citizen service number."""

    name: str
    phone: str = ""
    language: str = "nl"
    reference: str = ""


@dataclass(frozen=True)
class Invited:
    candidate: Candidate
    user: User
    token: str


def invite(by: Person, municipality: UUID, wanted: NewCandidate) -> Invited:
    """The one who invites is the coach. Raises BadInput (phone, reference), NotAllowed."""
    if municipality not in by.organisations(Role.COACH):
        raise NotAllowed("not_yours")
    own_details.check_phone(wanted.phone)
    if looks_like_bsn(wanted.reference):
        raise BadInput({"reference": "reference_is_bsn"})
    with transaction():
        user = people.add_user(by, wanted.name, phone=wanted.phone, language=wanted.language)
        home, coach = Organisation.get_by_id(municipality), User.get_by_id(by.id)
        row = people.add_candidate(by, user, home, coach, wanted.reference)
        return Invited(row, user, people.invite(by, user))
