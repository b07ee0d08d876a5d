"""Sign in and out. In a demo each person is one tap."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import abort, current_app, redirect, request, url_for
from flask_babel import gettext as _

from pwa import access, policies, words
from pwa.forms import Reader, read_args
from pwa.models import User
from pwa.navigation import home
from pwa.pages import page
from pwa.queries.demo_people import demo_people
from pwa.services import people, rates, sessions

bp = access.GuardedBlueprint("session", __name__)


@dataclass(frozen=True)
class SignIn:
    login: str = ""
    password: str = field(default="", repr=False)
    next: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "SignIn":
        r = Reader()
        form = {"login": r.line("login", required=True), "password": r.secret("password")}
        return cls(**form, next=r.text("next"), errors=_once(r))


def _once(reader: Reader) -> dict[str, str]:
    return words.errors(reader.done())


@bp.get("/aanmelden", may=policies.anyone)
def new() -> Any:
    person = access.me_or_none()
    if person:
        return redirect(home(person))
    return _page(SignIn(next=read_args("next")["next"]))


@bp.post("/aanmelden", may=policies.anyone)
def create() -> Any:
    form = SignIn.read()
    if form.errors:
        return _page(form, 422)
    address = request.remote_addr or ""
    rates.take("sign-in-address", address, most=60, per=timedelta(minutes=15))
    rates.take("sign-in-login", form.login.lower(), most=10, per=timedelta(minutes=15))
    user = people.user_with_password(form.login, form.password)
    if user is None:
        sentence = _("Deze naam en dit wachtwoord horen niet bij elkaar. Kijk ze na.")
        return _page(SignIn(form.login, next=form.next, errors={"login": sentence}), 422)
    return signed_in(user, form.next)


def _page(form: SignIn, status: int = 200) -> Any:
    demo = demo_people() if current_app.config["DEMO"] else []
    return page("session/new.html", form=form, demo_people=demo, status=status)


@bp.post("/demo/aanmelden", may=policies.anyone)
def demo() -> Any:
    if not current_app.config["DEMO"]:
        abort(404)
    r = Reader()
    who = r.id("user")
    r.done()
    user = User.get_or_none(User.id == who) if who else None
    return signed_in(user) if user else abort(404)


def signed_in(user: User, then: str = "") -> Any:
    """A new session for this browser, and on to the own page (or where the person came from)."""
    token = sessions.start(user, browser=request.user_agent.string)
    answer = redirect(_own(then) or url_for("home.index"), 303)
    return access.give_cookie(answer, token)


def _own(path: str) -> str:
    """Only a path of ours: never another host, however it is spelled."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if inside and path.isprintable() else ""


@bp.post("/afmelden", may=policies.signed_in)
def leave() -> Any:
    Reader().done()
    sessions.end(access.me(), access.me().session_id)
    answer = redirect(url_for("session.new"), 303)
    answer.delete_cookie(access.cookie_name(), path="/", secure=request.is_secure)
    return answer
