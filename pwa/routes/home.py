"""The front door: everybody goes to the own page."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from pwa import access, navigation, policies
from pwa.services import installation

bp = access.GuardedBlueprint("home", __name__)


@bp.get("/", may=policies.anyone)
def index() -> Response:
    person = access.me_or_none()
    if person:
        return redirect(navigation.home(person))
    if installation.is_empty():
        return redirect(url_for("setup.new"))
    return redirect(url_for("session.new"))
