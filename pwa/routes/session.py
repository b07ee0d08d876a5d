"""Sign in and out: by password, by PIN in a known browser, and in a demo by one tap."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import abort, current_app, redirect, request, url_for
from flask import session as cookie
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from pwa import access, policies, words
from pwa.domain.ways import Proof
from pwa.forms import Reader, own_path, read_args
from pwa.models import User
from pwa.navigation import home
from pwa.pages import page
from pwa.queries.demo_people import demo_groups
from pwa.queries.invitations import people_on_device
from pwa.routes import home_screen, passkey_site, tablet_spot
from pwa.routes.device_queue import told_queue
from pwa.routes.link_notices import tell_links
from pwa.routes.second_asked import asked
from pwa.services import devices, installation, outbox, passwords, pins, sessions

bp = access.GuardedBlueprint("session", __name__)

DEVICE = "opstap_device"
DEVICE_DAYS = timedelta(days=400)

words.add_errors(
    {
        "too_often": lazy_gettext(
            "Te vaak geprobeerd. Probeer het over %(minutes)s minuten opnieuw."
        ),
        "login_wrong": lazy_gettext(
            "Deze naam en dit wachtwoord horen niet bij elkaar. Kijk ze na."
        ),
        "pin_wrong": lazy_gettext("Deze pincode klopt niet. Probeer het nog eens."),
        "pin_not_here": lazy_gettext(
            "Op dit toestel is jouw pincode niet bekend. Gebruik je naam en wachtwoord."
        ),
        "pin_six_digits": lazy_gettext("Een pincode heeft precies zes cijfers."),
        "pin_too_easy": lazy_gettext("Deze pincode is te makkelijk te raden. Kies een andere."),
    }
)


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
        return cls(**form, next=r.text("next"), errors=words.errors(r.done()))


@dataclass(frozen=True)
class PinForm:
    user: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)


@bp.get("/aanmelden", may=policies.anyone)
def new() -> Any:
    person = access.me_or_none()
    if person:
        return redirect(home(person))
    if installation.is_empty():
        return redirect(url_for("setup.new"))
    args = read_args("next", "zelf")
    if not args["zelf"] and tablet_spot.here(device_token()):
        return redirect(url_for("tablet.show"))
    return _page(SignIn(next=args["next"]))


@bp.post("/aanmelden", may=policies.anyone)
def create() -> Any:
    form = SignIn.read()
    if form.errors:
        return _page(form, 422)
    user = passwords.user_with(form.login, form.password, request.remote_addr or "")
    if user is None:
        wrong = {"login": words.error("login_wrong")}
        return _page(SignIn(form.login, next=form.next, errors=wrong), 422)
    return asked(user, form.next) or signed_in(user, form.next)


@bp.post("/aanmelden/pincode", may=policies.anyone)
def pin() -> Any:
    r = Reader()
    who, given, then = r.id("user"), r.text("pin", most=20), r.text("next")
    r.done()
    if who is None:
        abort(404)
    if tablet_spot.here(device_token()):
        return redirect(url_for("tablet.show"), 303)
    pepper, address = current_app.extensions["opstap"].pin_pepper(), request.remote_addr or ""
    found = pins.user_with_pin(who, "".join(given.split()), pepper, device_token(), address)
    if found is None:
        return _wrong_pin(who, then)
    return signed_in(found.user, then, found, proof=Proof.PIN)


def _wrong_pin(who: UUID, then: str) -> Any:
    """Said beside the name, or, where this browser does not know that person, above the names."""
    known = people_on_device(devices.device_of(device_token()))
    if who in {one.id for one in known}:
        pin_form = PinForm(who, {f"pin-{who}": words.error("pin_wrong")})
        return _page(SignIn(next=then), 422, pin_form)
    return _page(SignIn(next=then, errors={"login": words.error("pin_not_here")}), 422)


def _page(form: SignIn, status: int = 200, pin_form: PinForm | None = None) -> Any:
    tablet = tablet_spot.here(device_token())
    return page(
        "session/new.html",
        status=status,
        form=form,
        pin_form=pin_form or PinForm(),
        known=[] if tablet else people_on_device(devices.device_of(device_token())),
        on_tablet=tablet,
        groups=demo_groups() if current_app.config["DEMO"] else [],
        site=passkey_site.site(),
    )


@bp.post("/demo/aanmelden", may=policies.anyone)
def demo() -> Any:
    if not current_app.config["DEMO"]:
        abort(404)
    r = Reader()
    who = r.id("user")
    r.done()
    user = User.get_or_none(User.id == who) if who else None
    return signed_in(user, proof=Proof.GIVEN) if user else abort(404)


def signed_in(
    user: User,
    then: str = "",
    device: pins.LetIn | None = None,
    proof: Proof = Proof.PASSWORD,
) -> Response:
    """A new session for this browser, and on to the own page (or where the person came from).

    A tablet or phone shows once, before that, how Opstap comes onto its home screen. An enrolled
    tablet leads to where that person was on it (`tablet_spot`).
    """
    before = access.me_or_none()
    if before:
        sessions.end(before, before.session_id)
    cookie.clear()
    browser = request.user_agent.string
    spot = tablet_spot.taken(user, device_token(), by_pin=device is not None)
    device_id = spot.device_id if spot else device.device_id if device else None
    token = sessions.start(user, browser=browser, device_id=device_id, proof=proof)
    tell_links(user)
    then = own_path(then) or url_for("home.index")
    answer = redirect(spot.way(then) if spot else home_screen.first(then), 303)
    if device:
        remember_device(answer, device.device_token)
    return access.give_cookie(answer, token)


def device_token() -> str:
    """What this browser says that it is; empty for one that nobody chose a PIN in."""
    return request.cookies.get(_device_cookie(), "")


def _device_cookie() -> str:
    return access.host_cookie(DEVICE)


def remember_device(answer: Response, token: str) -> None:
    """This browser is known again by this token."""
    answer.set_cookie(
        _device_cookie(),
        token,
        max_age=DEVICE_DAYS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
        path="/",
    )


def forget_device(answer: Response) -> None:
    """This browser is not known any more."""
    answer.delete_cookie(_device_cookie(), path="/", secure=request.is_secure)


@bp.post("/afmelden", may=policies.signed_in)
def leave() -> Any:
    """What waits on this device is told too: its company hears of it (docs/outbox.md)."""
    r = Reader()
    queue = told_queue(r)
    r.done()
    if queue:
        outbox.report(access.me(), devices.device_of(device_token()), queue)
    sessions.end(access.me(), access.me().session_id)
    cookie.clear()
    answer = redirect(url_for("session.new"), 303)
    answer.delete_cookie(access.cookie_name(), path="/", secure=request.is_secure)
    return answer
