"""A company without any account: known from now on, with a link for who looks after its side."""

from dataclasses import dataclass
from uuid import UUID

from peewee import fn

from pwa.database import transaction
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.models import Invitation, Membership, Organisation, Person, User
from pwa.services import own_details, people


@dataclass(frozen=True)
class Contact:
    """Who looks after Opstap at the company; an e-mail address becomes the name to sign in with."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Invited:
    """`token` is empty where the same form came before."""

    organisation: Organisation
    user: User
    token: str


def invite(by: Person, name: str, place: str, contact: Contact, id: UUID | None = None) -> Invited:
    """Make the company and its first administrator; the same id again is the same company.

    Raises BadInput (company, phone, email), NotAllowed (id_reused).
    """
    with transaction():
        known = Organisation.get_or_none(Organisation.id == id) if id else None
        if known:
            return _same(by, known, name, contact)
        same = (Organisation.kind == OrganisationKind.EMPLOYER) & (
            fn.LOWER(Organisation.name) == name.lower()
        )
        if Organisation.select().where(same).exists():
            raise BadInput({"company": "company_known"})
        company = people.add_organisation(by, OrganisationKind.EMPLOYER, name, place, id)
        return _let_in(by, company, contact)


def invite_contact(by: Person, company: Organisation, contact: Contact) -> Invited:
    """A first administrator for a company that has none; of the same name again it is the same one.
    Raises BadInput, NotAllowed."""
    with transaction():
        seats = Membership.select().where(
            Membership.organisation == company, Membership.role == Role.EMPLOYER_ADMIN
        )
        if seats.exists():
            return _same(by, company, company.name, contact, otherwise="company_has_contact")
        return _let_in(by, company, contact)


def _let_in(by: Person, company: Organisation, contact: Contact) -> Invited:
    own_details.check_phone(contact.phone)
    login = people.free_login(contact.email)
    user = people.add_user(by, contact.name, login=login, phone=contact.phone)
    people.add_member(by, user, company, Role.EMPLOYER_ADMIN)
    return Invited(company, user, people.invite(by, user))


def _same(
    by: Person, company: Organisation, name: str, contact: Contact, otherwise: str = "id_reused"
) -> Invited:
    """What this form made already. Refused: other words, and what somebody else invited, whose link
    would become this person's."""
    seats = Membership.select().where(
        Membership.organisation == company, Membership.role == Role.EMPLOYER_ADMIN
    )
    users = [one.user for one in seats]
    if [(company.name, one.name) for one in users] != [(name, contact.name)]:
        raise NotAllowed(otherwise)
    links = Invitation.select().where(Invitation.user == users[0])
    if {link.made_by_id for link in links} != {by.id}:
        raise NotAllowed(otherwise)
    return Invited(company, users[0], "")
