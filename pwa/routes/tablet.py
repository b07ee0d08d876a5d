"""On the tablet itself: its code, whose tile, which PIN. Nobody is signed in here yet."""

from typing import Any
from uuid import UUID

from flask import Response, abort, current_app, g, redirect, request, url_for
from flask import session as cookie
from flask_babel import lazy_gettext as _l
from peewee import OperationalError

from pwa import access, clock, policies, words
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.ways import Proof
from pwa.forms import Reader
from pwa.models import Tablet
from pwa.models.tablets import Colleague, colleague_on, colleagues_on
from pwa.pages import page
from pwa.queries import claimed
from pwa.routes import home_screen, outbox, tablet_spot
from pwa.routes.session import device_token, remember_device, signed_in
from pwa.services import pins, sessions, tablet_lock, tablets
from pwa.services.tablet_demo import PIN as DEMO_PIN

bp = access.GuardedBlueprint("tablet", __name__, url_prefix="/tablet")

NO_PLACE = {"session", "tablet", "tablet_pins", "home_screen"}
"""Nobody wants to come back to these."""

words.add_errors(
    {
        "tablet_code_wrong": _l(
            "Deze code werkt niet. Kijk hem na, of laat een nieuwe maken: hij geldt tien minuten."
        ),
        "tablet_label_taken": _l("Zo heet al een tablet van jullie. Kies een andere naam."),
        "tablet_has_name": _l("Dit is een tablet van het bedrijf, dat ook de naam kiest."),
        "pin_not_on_tablet": _l(
            "Dit is een tablet van het bedrijf. Kies je pincode op je eigen telefoon."
        ),
    }
)


@bp.get("/", may=policies.anyone)
def show() -> Any:
    """The lock screen: a tile for each supervisor of the company. Devices may keep it (`kept`)."""
    tablet = _here()
    if tablet is None:
        return redirect(url_for("session.new"))
    if access.me_or_none():
        return redirect(url_for("home.index"))
    return page(
        "tablet/show.html",
        here=tablet,
        people=colleagues_on(tablet, clock.today()),
        keys=outbox.keys_of(tablet),
        claims=claimed.waiting_on(tablet.id),
        demo_pin=DEMO_PIN if current_app.config["DEMO"] else "",
    )


@bp.get("/koppelen", may=policies.anyone)
def pair() -> Any:
    return page("tablet/pair.html", here=_here(), errors={})


@bp.post("/koppelen", may=policies.anyone)
def enrol() -> Any:
    r = Reader()
    code = r.line("code", most=20, required=True)
    errors, pepper = words.errors(r.done()), current_app.extensions["opstap"].pin_pepper()
    try:
        if not errors:
            _tablet, token = tablets.enrol(code, pepper, request.remote_addr or "", device_token())
            return _enrolled(token)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    return page("tablet/pair.html", here=_here(), errors=errors, status=422)


def _enrolled(token: str) -> Any:
    """Whoever typed the code is signed out: from now on everybody has a tile."""
    person = access.me_or_none()
    if person:
        sessions.end(person, person.session_id)
    cookie.clear()
    answer = redirect(home_screen.first(url_for("tablet.show")), 303)
    answer.delete_cookie(access.cookie_name(), path="/", secure=request.is_secure)
    remember_device(answer, token)
    return answer


@bp.get("/<uuid:user_id>", may=policies.anyone)
def person(user_id: UUID) -> Any:
    tablet = _here()
    colleague = colleague_on(tablet, user_id, clock.today()) if tablet else None
    if tablet is None or colleague is None:
        return redirect(url_for("tablet.show"))
    return _pad(tablet, colleague)


@bp.post("/<uuid:user_id>", may=policies.anyone)
def enter(user_id: UUID) -> Any:
    """The right PIN is a new session, and the page where this person was."""
    tablet = _here() or abort(404)
    colleague = colleague_on(tablet, user_id, clock.today()) or abort(404)
    r = Reader()
    given = r.text("pin", most=20)
    r.done()
    pepper, address = current_app.extensions["opstap"].pin_pepper(), request.remote_addr or ""
    try:
        found = pins.user_with_pin(user_id, "".join(given.split()), pepper, device_token(), address)
    except DomainError as refused:
        said = words.error(refused.code, **refused.details)
        return _pad(tablet, colleague, said, refused.status)
    if found is None:
        return _pad(tablet, colleague, words.error("pin_wrong"), 422)
    return signed_in(found.user, device=found, proof=Proof.PIN)


def _pad(tablet: Tablet, colleague: Colleague, wrong: str = "", status: int = 200) -> Any:
    demo_pin = DEMO_PIN if current_app.config["DEMO"] else ""
    errors = {"pin": wrong} if wrong and colleague.has_pin else {}
    return page(
        "tablet/pad.html",
        here=tablet, who=colleague, errors=errors, status=status, demo_pin=demo_pin,
    )  # fmt: skip


@bp.post("/in-gebruik", may=policies.signed_in)
def awake() -> Any:
    """Somebody is typing or reading: the lock starts counting anew (`_remember`)."""
    Reader().done()
    return "", 204


def _here() -> Tablet | None:
    return tablet_spot.here(device_token())


@bp.after_app_request
def _remember(answer: Response) -> Response:
    """What somebody does on a tablet keeps it awake; a page is where its person comes back to.

    What the page does by itself (sending what waits, fetching pages to keep) is no use of it.
    """
    held, me = g.get("held"), access.me_or_none() if "held" in g else None
    opened = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
    used = opened or (request.method == "POST" and request.blueprint != "outbox")
    if held is None or me is None or not used:
        return answer
    whole = opened and answer.status_code == 200 and answer.mimetype == "text/html"
    place = request.full_path.rstrip("?") if whole and request.blueprint not in NO_PLACE else None
    try:
        tablet_lock.use(me, held, place)
    except OperationalError:
        current_app.logger.error("tablet: not remembered")
    return answer
