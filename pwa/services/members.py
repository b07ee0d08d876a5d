"""The people of an organisation: invited, given a role, gone on a day, and back again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.members import ADMIN, ROLES
from pwa.domain.states import UserState
from pwa.models import Membership, Organisation, Person, User, load_person
from pwa.policies import members as policies
from pwa.services import audit, own_details, people, ways


@dataclass(frozen=True)
class Newcomer:
    """Who is invited; an e-mail address becomes the name to sign in with."""

    name: str
    role: Role
    job: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Invited:
    """`token` is empty where the same form came before."""

    member: Membership
    token: str


def invite(
    by: Person, organisation: Organisation, wanted: Newcomer, id: UUID | None = None
) -> Invited:
    """Somebody new with a link of their own; the same id again is the same person.

    Raises BadInput (role, phone, email), NotAllowed (not_yours, id_reused).
    """
    if wanted.role not in ROLES[organisation.kind]:
        raise BadInput({"role": "not_a_choice"})
    own_details.check_phone(wanted.phone)
    with transaction():
        check_still(by, organisation)
        known = Membership.get_or_none(Membership.id == id) if id else None
        if known:
            return Invited(_same(known, organisation, wanted), "")
        login = people.free_login(wanted.email, organisation)
        user = people.add_user(by, wanted.name, login=login, phone=wanted.phone)
        row = people.add_member(by, user, organisation, wanted.role, job=wanted.job, id=id)
        return Invited(row, people.invite(by, user))


def _same(known: Membership, organisation: Organisation, wanted: Newcomer) -> Membership:
    """Whom this form made already; other words under this id are refused."""
    here = (known.organisation_id, known.role, known.user.name)
    if here != (organisation.id, wanted.role, wanted.name):
        raise NotAllowed("id_reused")
    return known


def renew(by: Person, member: Membership) -> str:
    """A new link for somebody who is in force here. Raises NotAllowed."""
    with transaction():
        check_still(by, member.organisation, member)
        if not is_in_force(member):
            raise NotAllowed("member_gone")
        return people.invite(by, User.get_by_id(member.user_id))


def give_role(by: Person, member: Membership, role: Role) -> Membership:
    """One more role in the same organisation. Raises NotAllowed, Stale when it is there already."""
    if not policies.give(by, member, role):
        raise NotAllowed("not_yours")
    with transaction():
        check_still(by, member.organisation, member)
        if not is_in_force(member):
            raise NotAllowed("member_gone")
        if _current(member, role):
            raise Stale()
        user = User.get_by_id(member.user_id)
        row = people.add_member(by, user, member.organisation, role, job=member.job)
        ways.rights_changed(by, user.id)
    return row


def set_job(by: Person, member: Membership, job: str) -> None:
    """What this person does there, for others to read."""
    with transaction():
        check_still(by, member.organisation)
        Membership.update(job=job).where(Membership.id == member.id).execute()
        audit.record(by, "membership.job", member, given=bool(job))


def bring_back(by: Person, member: Membership) -> Membership:
    """An end that is still to come is taken back; who left gets a new period from today.

    What was handed over stays with who has it now. Raises NotAllowed, Stale.
    """
    with transaction():
        check_still(by, member.organisation, member)
        if _current(member, member.role, but=member) or member.to_on is None:
            raise Stale()
        if member.to_on < clock.today():
            user = User.get_by_id(member.user_id)
            row = people.add_member(by, user, member.organisation, member.role, job=member.job)
            ways.rights_changed(by, user.id)
            return row
        end(by, member, None)
    return Membership.get_by_id(member.id)


def end(by: Person, member: Membership, last_on: date | None) -> None:
    """The last day, or that there is none after all. The caller holds the organisation. Raises
    Stale."""
    same = Membership.to_on.is_null() if member.to_on is None else Membership.to_on == member.to_on
    this = (Membership.id == member.id) & same
    if Membership.update(to_on=last_on).where(this).execute() != 1:
        raise Stale()
    audit.record(by, "membership.end", member, user=member.user_id, role=member.role, to=last_on)


def check_still(by: Person, organisation: Organisation, member: Membership | None = None) -> None:
    """Of two who change the people of one organisation at once, the second is asked again whether
    they still may; in the caller's transaction. Raises NotAllowed, Stale where somebody put it into
    an account of their own meanwhile (`joining.join`)."""
    if member and not _same_person(member):
        raise Stale()
    user = User.get_by_id(by.id)
    now = load_person(user)
    allowed = policies.change(now, member) if member else policies.manage(now, organisation)
    if user.state is not UserState.ACTIVE or not allowed:
        raise NotAllowed("not_yours")


def _same_person(member: Membership) -> bool:
    same = (Membership.id == member.id) & (Membership.user == member.user_id)
    return Membership.select().where(same).exists()


def check_admin_stays(member: Membership) -> None:
    """Without this one somebody still looks after the organisation, and with no end in sight.
    Raises NotAllowed."""
    role = ADMIN[member.organisation.kind]
    others = (
        Membership.select()
        .join(User)
        .where(
            Membership.organisation == member.organisation_id,
            Membership.role == role,
            Membership.user != member.user_id,
            Membership.from_on <= clock.today(),
            Membership.to_on.is_null(),
            User.state == UserState.ACTIVE,
        )
    )
    if member.role is role and not others.exists():
        raise NotAllowed("last_admin")


def is_in_force(member: Membership) -> bool:
    return member.to_on is None or member.to_on >= clock.today()


def _current(member: Membership, role: Role, but: Membership | None = None) -> bool:
    """Whether the same person has this role in the same organisation today or later."""
    m = Membership
    same = (m.user == member.user_id) & (m.organisation == member.organisation_id)
    ahead = m.to_on.is_null() | (m.to_on >= clock.today())
    rows = m.select().where(same & (m.role == role) & ahead)
    but_id: UUID | None = but.id if but else None
    return any(row.id != but_id for row in rows)
