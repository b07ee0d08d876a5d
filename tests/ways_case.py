"""A second step in tests: the app set up through its pages, and what it shows now."""

from datetime import datetime

import pyotp

from pwa import clock
from pwa.models import CodeApp, User
from pwa.services import code_app, people
from tests.browse import Page, Visitor
from tests.dom import words_of

LOGIN = {"login": "iemand", "password": "een lange zin"}


def with_password(user: User, login: str = LOGIN["login"]) -> User:
    """This user, with a name and password to sign in with."""
    secret = people.hash_password(LOGIN["password"])
    User.update(login=login, password_hash=secret).where(User.id == user.id).execute()
    return User.get_by_id(user.id)


def sign_in(visitor: Visitor, **changes: str) -> Page:
    return visitor.post("/aanmelden", {**LOGIN, "next": "", **changes})


def set_up_app(visitor: Visitor) -> Page:
    """From the page that asks for a second step to the one with the recovery codes."""
    begun = visitor.post("/account/binnenkomen/app")
    assert begun.status == 303, begun.text
    page = begun.follow()
    secret = words_of(page.find(".//code")[0]).replace(" ", "")
    done = page.submit("Klaar", code=code_at(secret, clock.now()))
    assert done.status == 200, done.text
    return done


def codes_on(page: Page) -> list[str]:
    return [words_of(one) for one in page.find(".//code")]


def code_at(secret: str, moment: datetime) -> str:
    return pyotp.TOTP(secret).at(int(moment.timestamp()))


def shown(user: User, pepper: bytes, moment: datetime | None = None) -> str:
    """What the app of this user shows now."""
    row = CodeApp.get(CodeApp.user == user.id)
    secret = code_app._opened(row.secret, user.id, pepper)
    assert secret is not None
    return code_at(secret, moment or clock.now())
