"""The own PIN on a tablet: chosen there, changed there, forgotten from anywhere."""

from datetime import timedelta
from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pwa import access, policies, words
from pwa.domain.errors import BadInput, DomainError
from pwa.forms import Reader
from pwa.models import Tablet
from pwa.models.tablets import colleague_on
from pwa.pages import page
from pwa.policies.basics import as_supervisor
from pwa.routes.second_asked import again, has_shown
from pwa.services import pins

bp = access.GuardedBlueprint("tablet_pins", __name__, url_prefix="/tablet/pincode")


_LATELY = timedelta(minutes=10)
"""How long after another way in a PIN is chosen without showing more."""


@bp.get("/", may=as_supervisor)
def choose() -> Any:
    tablet, has_pin = _tablet()
    return _first(has_pin) or _page(tablet, has_pin and not has_shown(_LATELY))


def _first(has_pin: bool) -> Response | None:
    """Who has no PIN to show shows something else: an unlocked tablet gives nobody one."""
    return None if has_pin else again(url_for("tablet_pins.choose"), _LATELY)


def _tablet() -> tuple[Tablet, bool]:
    """The tablet in hand, and whether the person has a PIN there."""
    held, me = access.held(), access.me()
    colleague = colleague_on(held.tablet, me.id, me.today) if held else None
    if held is None or colleague is None:
        abort(404)
    return held.tablet, colleague.has_pin


def _page(
    tablet: Tablet, ask: bool, errors: dict[str, str] | None = None, status: int = 200
) -> Any:
    return page("tablet/choose.html", here=tablet, ask=ask, errors=errors or {}, status=status)


@bp.post("/", may=as_supervisor)
def keep() -> Any:
    tablet, has_pin = _tablet()
    if asks := _first(has_pin):
        return asks
    r, ask = Reader(), has_pin and not has_shown(_LATELY)
    pin = "".join(r.text("pin", most=20, required=True).split())
    now = "".join(r.text("now", most=20, required=ask).split())
    me, errors = access.me(), words.errors(r.done())
    pepper = current_app.extensions["opstap"].pin_pepper()
    try:
        if not errors:
            pins.choose(me, tablet, pin, pepper, now if ask else None)
            return _chosen(tablet)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    except DomainError as refused:
        said = {"now": words.error(refused.code, **refused.details)}
        return _page(tablet, ask, said, refused.status)
    return _page(tablet, ask, errors, 422)


def _chosen(tablet: Tablet) -> Any:
    flash(_("Je pincode voor %(tablet)s is bewaard.", tablet=tablet.label), "success")
    held = access.held()
    return redirect((held.path if held else "") or url_for("home.index"), 303)


@bp.post("/vergeten", may=policies.signed_in)
def forget() -> Any:
    """Here it locks the tablet too: the next PIN is for who shows otherwise who they are."""
    r = Reader()
    device_id = r.id("device")
    r.done()
    held = access.held()
    if device_id is None or not pins.forget(access.me(), device_id):
        abort(404)
    if held and held.tablet.device_id == device_id:
        answer = redirect(url_for("tablet.show"), 303)
        answer.delete_cookie(access.cookie_name(), path="/", secure=request.is_secure)
        return answer
    flash(_("Je pincode op die tablet is weg."), "success")
    return redirect(url_for("account.show"), 303)
