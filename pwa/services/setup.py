"""Claim an empty installation: the first municipality and its first coach."""

from dataclasses import dataclass, field

from pwa.database import transaction
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.models import Setting, User
from pwa.services import installation, people


@dataclass(frozen=True)
class FirstCoach:
    """What the first person of an installation fills in."""

    municipality: str
    name: str
    login: str
    password: str = field(repr=False)


def claim(code: str, first: FirstCoach) -> User:
    """Make the municipality and its coach, who looks after its people too and can sign in at once;
    the code works once.

    Raises BadInput for a wrong code or password, NotAllowed when somebody was first.
    """
    if not installation.setup_code_fits(code):
        raise BadInput({"code": "setup_code_wrong"})
    login = first.login.strip().lower()
    people.check_password(first.password, login)
    secret = people.hash_password(first.password)
    with transaction():
        if not installation.is_empty():
            raise NotAllowed("already_claimed")
        people.check_login(login)
        home = people.add_organisation(None, OrganisationKind.MUNICIPALITY, first.municipality)
        user = people.add_user(None, first.name, login=login)
        for role in (Role.COACH, Role.MUNICIPALITY_ADMIN):  # who else would invite the others?
            people.add_member(None, user, home, role)
        user = people.let_in(user.id, password_hash=secret)
        Setting.delete().where(Setting.name == installation.SETUP_CODE).execute()
    return user
