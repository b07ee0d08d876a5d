"""In a demo any browser may play the tablet in the hall, and stop doing so."""

from typing import Any

from flask import abort, current_app, redirect, request, url_for
from flask import session as cookie

from pwa import access, policies
from pwa.forms import Reader
from pwa.routes.session import forget_device, remember_device
from pwa.services import sessions, tablet_demo

bp = access.GuardedBlueprint("tablet_demo", __name__)


@bp.post("/demo/tablet", may=policies.anyone)
def take() -> Any:
    r = Reader()
    stop = r.flag("stop")
    r.done()
    tablet = tablet_demo.tablet() if current_app.config["DEMO"] else None
    if tablet is None:
        abort(404)
    person = access.me_or_none()
    if person:
        sessions.end(person, person.session_id)
    cookie.clear()
    answer = redirect(url_for("session.new" if stop else "tablet.show"), 303)
    answer.delete_cookie(access.cookie_name(), path="/", secure=request.is_secure)
    if stop:
        forget_device(answer)
    else:
        pepper = current_app.extensions["opstap"].pin_pepper()
        remember_device(answer, tablet_demo.take(tablet, pepper))
    return answer
