"""Show once more that it is you: before signing out other browsers, or changing how you get in."""

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pwa import access, halfway, policies, words
from pwa.domain.errors import BadInput
from pwa.forms import Reader, own_path, read_args
from pwa.models import User
from pwa.models.tablets import tablet_of
from pwa.models.ways_facts import ways_of
from pwa.pages import page
from pwa.queries.invitations import people_on_device
from pwa.routes import passkey_site
from pwa.routes.second_asked import asked, mark_shown
from pwa.routes.session import device_token
from pwa.services import devices, proving

bp = access.GuardedBlueprint("proving", __name__, url_prefix="/account/nog-eens")


@bp.get("/", may=policies.signed_in)
def show() -> Any:
    then = read_args("next")["next"]
    return _second(then) or _page(then)


def _second(then: str) -> Response | None:
    """Who has a second step shows that one, and nothing less stands in for it."""
    return asked(User.get_by_id(access.me().id), own_path(then))


@bp.post("/", may=policies.signed_in)
def prove() -> Any:
    """With the PIN of the own browser where one was typed, else with the password."""
    r = Reader()
    pin, password = r.text("pin", most=20), r.secret("password")
    then = own_path(r.text("next"))
    errors = words.errors(r.done())
    if asks := _second(then):
        return asks
    try:
        if not errors:
            token = _shown("".join(pin.split()), password)
            mark_shown()
            flash(_("Gelukt. Tik nu nog een keer op wat je wilde doen."), "success")
            answer = redirect(then or url_for("account.show"), 303)
            return access.give_cookie(answer, token)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    return _page(then, errors, 422)


def _shown(pin: str, password: str) -> str:
    me = access.me()
    address = request.remote_addr or ""
    if not pin or not _pin_here():
        return proving.with_password(me, password, address)
    pepper = current_app.extensions["opstap"].pin_pepper()
    return proving.with_pin(me, pin, pepper, device_token(), address)


def _pin_here() -> bool:
    """Whether a PIN shows who this is: in the own browser, never on a company's tablet."""
    device = devices.device_of(device_token())
    return not tablet_of(device) and access.me().id in {one.id for one in people_on_device(device)}


def _page(then: str, errors: dict[str, str] | None = None, status: int = 200) -> Any:
    return page(
        "proving/show.html",
        status=status,
        errors=errors or {},
        ways=ways_of(access.me().id),
        pin_here=_pin_here(),
        on_tablet=access.held() is not None,
        site=passkey_site.site(),
        halfway=halfway.is_halfway(),
        next=own_path(then),
    )
