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
    """`token` is empty where the same form came before."""

    candidate: Candidate
    user: User
    token: str


def invite(by: Person, municipality: UUID, wanted: NewCandidate, id: UUID | None = None) -> Invited:
    """The one who invites is the coach; the same id again is the same candidate.

    Raises BadInput (phone, reference), NotAllowed (not_yours, id_reused).
    """
    if municipality not in by.organisations(Role.COACH):
        raise NotAllowed("not_yours")
    own_details.check_phone(wanted.phone)
    if looks_like_bsn(wanted.reference):
        raise BadInput({"reference": "reference_is_bsn"})
    with transaction():
        known = Candidate.get_or_none(Candidate.id == id) if id else None
        if known:
            return Invited(known, _same(known, by, municipality, wanted), "")
        user = people.add_user(by, wanted.name, phone=wanted.phone, language=wanted.language)
        home, coach = Organisation.get_by_id(municipality), User.get_by_id(by.id)
        row = people.add_candidate(by, user, home, coach, wanted.reference, id)
        return Invited(row, user, people.invite(by, user))


def _same(known: Candidate, by: Person, municipality: UUID, wanted: NewCandidate) -> User:
    """Whom this form made already; other words under this id are refused."""
    user: User = known.user
    here = (known.coach_id, known.municipality_id, user.name, known.reference)
    if here != (by.id, municipality, wanted.name, wanted.reference):
        raise NotAllowed("id_reused")
    return user
