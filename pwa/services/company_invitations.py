"""A company without any account: known from now on, with a link for who looks after its side."""

from dataclasses import dataclass
from uuid import UUID

from peewee import fn

from pwa.database import transaction
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.models import Membership, Organisation, Person, User
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
            return _same(known, name, contact)
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
        if [one.user.name for one in seats] == [contact.name]:
            return _same(company, company.name, contact)
        if seats.exists():
            raise NotAllowed("company_has_contact")
        return _let_in(by, company, contact)


def _let_in(by: Person, company: Organisation, contact: Contact) -> Invited:
    own_details.check_phone(contact.phone)
    login = people.free_login(contact.email)
    user = people.add_user(by, contact.name, login=login, phone=contact.phone)
    people.add_member(by, user, company, Role.EMPLOYER_ADMIN)
    return Invited(company, user, people.invite(by, user))


def _same(company: Organisation, name: str, contact: Contact) -> Invited:
    """What this form made already; other words under this id are refused."""
    seat = Membership.get_or_none(
        (Membership.organisation == company) & (Membership.role == Role.EMPLOYER_ADMIN)
    )
    if seat is None or (company.name, seat.user.name) != (name, contact.name):
        raise NotAllowed("id_reused")
    return Invited(company, seat.user, "")
