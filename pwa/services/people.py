"""People and organisations: made by someone with the right, let in by a single-use link."""

import re
import unicodedata
from datetime import date, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from pwa import clock
from pwa.database import transaction
from pwa.domain import passwords
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.states import UserState
from pwa.domain.ways import link_needs_operator
from pwa.models import (
    Candidate,
    DevicePin,
    Invitation,
    LinkNotice,
    Membership,
    Organisation,
    Passkey,
    Person,
    Session,
    User,
    WayStep,
    load_person,
)
from pwa.models.ways_facts import organisations_of, roles_of, ways_of
from pwa.services import audit, sessions

LINK_VALID = timedelta(hours=72)
SHORTEST_PASSWORD = 10
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i"})

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY_HASH = _hasher.hash("somebody who does not exist")


def add_organisation(
    by: Person | None,
    kind: OrganisationKind,
    name: str,
    place: str = "",
    id: UUID | None = None,
) -> Organisation:
    with transaction():
        row = Organisation.create(id=id or uuid7(), kind=kind, name=name, place=place)
        audit.record(by, "organisation.add", row, kind=kind)
    return row


def add_user(
    by: Person | None, name: str, *, login: str = "", phone: str = "", language: str = "nl"
) -> User:
    """A person who is invited but has no way in yet. Raises BadInput when the login is taken."""
    login = login.strip().lower()
    with transaction():
        if login and User.select().where(User.login == login).exists():
            raise BadInput({"login": "login_taken"})
        row = User.create(name=name, login=login or None, phone=phone, language=language)
        audit.record(by, "user.add", row)
    return row


def free_login(email: str, organisation: Organisation | None = None) -> str:
    """The login that a newcomer gets: this address, or none where somebody has it already. Who
    invites is not told that; only of the own people, whom they know. Raises BadInput (email)."""
    login = email.strip().lower()
    user = User.get_or_none(User.login == login) if login else None
    if user is None:
        return login
    here = (Membership.user == user) & (Membership.organisation == organisation)
    if organisation is not None and Membership.select().where(here).exists():
        raise BadInput({"email": "member_here"})
    return ""


def add_member(
    by: Person | None,
    user: User,
    organisation: Organisation,
    role: Role,
    *,
    job: str = "",
    from_on: date | None = None,
    id: UUID | None = None,
) -> Membership:
    with transaction():
        row = Membership.create(
            id=id or uuid7(), user=user, organisation=organisation, role=role, job=job,
            from_on=from_on or clock.today(),
        )  # fmt: skip
        audit.record(by, "membership.add", row, user=user.id, role=role)
    return row


def add_candidate(
    by: Person | None,
    user: User,
    municipality: Organisation,
    coach: User,
    reference: str = "",
    id: UUID | None = None,
) -> Candidate:
    with transaction():
        row = Candidate.create(
            id=id or uuid7(), user=user, municipality=municipality, coach=coach, reference=reference
        )
        audit.record(by, "candidate.add", row, coach=coach.id)
    return row


def invite(by: Person | None, user: User) -> str:
    """A new single-use link for this user; earlier ones stop working. Returns its token.

    Who was in already hears at the next sign-in who made it. Raises Stale.
    """
    token, now = sessions.new_token(), clock.now()
    with transaction():
        if not User.select().where(User.id == user.id).exists():  # gone by `joining.join`
            raise Stale()
        Invitation.update(expires_at=now).where(
            Invitation.user == user, Invitation.used_at.is_null(), Invitation.expires_at > now
        ).execute()
        row = Invitation.create(
            user=user,
            token_hash=sessions.hash_token(token),
            made_by=by.id if by else None,
            expires_at=now + LINK_VALID,
        )
        if User.get_by_id(user.id).state == UserState.ACTIVE:
            LinkNotice.create(user=user, made_by=by.id if by else None)
        audit.record(by, "invitation.make", row, user=user.id)
    return token


def open_invitation(token: str) -> Invitation:
    """The invitation behind a link. Raises NotAllowed when it is used, too old or unknown, or when
    a link of a colleague may not open this person's records (`ways.link_needs_operator`)."""
    row = (
        Invitation.select(Invitation, User)
        .join(User, on=(Invitation.user == User.id))
        .where(Invitation.token_hash == sessions.hash_token(token))
        .first()
    )
    if row is None or row.used_at or row.expires_at <= clock.now():
        raise NotAllowed("link_expired")
    if row.user.state == UserState.BLOCKED:
        raise NotAllowed("link_expired")
    _check_link_is_enough(row)
    return row  # type: ignore[no-any-return]


def _check_link_is_enough(row: Invitation) -> None:
    by_colleague = row.made_by is not None
    if not by_colleague or row.user.state != UserState.ACTIVE:
        return
    person = load_person(row.user)
    has, places = ways_of(row.user_id), organisations_of(person)
    if link_needs_operator(roles_of(person), True, has, places):
        raise NotAllowed("link_needs_operator")


def is_candidate(user: User) -> bool:
    return load_person(user).candidate_id is not None


def accept_with_password(token: str, login: str, password: str) -> User:
    """Use the link once: the person chooses a login and a password. Raises BadInput, NotAllowed."""
    login = login.strip().lower()
    check_password(password, login)
    secret = hash_password(password)
    with transaction():
        row = use_link(token)
        check_login(login, row.user_id)
        user = let_in(row.user_id, login=login, password_hash=secret)
        audit.record(None, "invitation.accept", row, user=user.id, way="password")
    return user


def check_login(login: str, user_id: UUID | None = None) -> None:
    """Raises BadInput when there is no login, or somebody else has it already."""
    taken = User.select().where(User.login == login, User.id != user_id).exists()
    if taken or not login:
        raise BadInput({"login": "login_taken" if taken else "missing"})


def proposed_login(user: User) -> str:
    """The login that the person has, or one made of the name: `ria.hoeben`, else empty.

    Only Latin letters can be typed on every keyboard; other names choose a login themselves.
    """
    if user.login:
        return str(user.login)
    plain = unicodedata.normalize("NFKD", str(user.name).lower().translate(_PLAIN))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    login = ".".join((words[0], words[-1]) if len(words) > 1 else words)
    taken = {row.login for row in User.select(User.login).where(User.login.startswith(login))}
    numbers = (f"{login}{n}" for n in range(2, 1000))
    return login if not login or login not in taken else next(n for n in numbers if n not in taken)


def use_link(token: str) -> Invitation:
    """Use an invitation up; of two at once one wins. The caller holds the transaction."""
    row = open_invitation(token)
    now = clock.now()
    unused = (
        (Invitation.id == row.id) & Invitation.used_at.is_null() & (Invitation.expires_at > now)
    )
    if Invitation.update(used_at=now).where(unused).execute() != 1:
        raise NotAllowed("link_expired")
    return row


def let_in(user_id: UUID, **values: object) -> User:
    """The person is active from now on; earlier ways in end, since a new link means one is lost.

    A second step is no such way, and stays: a link alone never replaces it. Candidates have none.
    """
    facts = {"state": UserState.ACTIVE, "password_hash": None, **values}
    User.update(facts).where(User.id == user_id).execute()
    for table in (DevicePin, WayStep):
        table.delete().where(table.user == user_id).execute()
    if is_candidate(User.get_by_id(user_id)):
        Passkey.delete().where(Passkey.user == user_id).execute()
    Session.update(ended_at=clock.now()).where(
        Session.user == user_id, Session.ended_at.is_null()
    ).execute()
    return User.get_by_id(user_id)


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def check_password(password: str, login: str = "") -> None:
    """Long enough, not the login itself, and not what everybody tries first (NIST SP 800-63B: a
    length and a list, no rules of composition)."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput({"password": f"password_short:{SHORTEST_PASSWORD}"})
    if login and password.lower() == login:
        raise BadInput({"password": "password_is_login"})
    if passwords.easily_guessed(password, login):
        raise BadInput({"password": "password_known"})


def user_with_password(login: str, password: str) -> User | None:
    """The active user with this login and password; as slow for unknown people as for known."""
    user = User.get_or_none(User.login == login.strip().lower())
    kept = user.password_hash if user and user.password_hash else _NOBODY_HASH
    if not fits(kept, password):
        return None
    return user if user and user.password_hash and user.state == UserState.ACTIVE else None


def fits(kept: str, secret: str) -> bool:
    """Whether this is the secret behind a hash of `hash_password`."""
    try:
        return _hasher.verify(kept, secret)
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_weaker(kept: str) -> bool:
    """Whether this hash was made with other figures than those of now."""
    return _hasher.check_needs_rehash(kept)


def find_user(login_or_id: str) -> User | None:
    """A user by login or by id."""
    found = User.get_or_none(User.login == login_or_id.strip().lower())
    if found:
        return found
    try:
        return User.get_or_none(User.id == UUID(login_or_id))
    except ValueError:
        return None
