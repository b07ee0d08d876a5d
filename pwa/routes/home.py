"""The front door: everybody goes to the own page."""

from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from pwa import access, navigation, policies
from pwa.pages import page
from pwa.policies import notes
from pwa.queries.today import today
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


@bp.get("/notitie", may=policies.signed_in)
def note() -> Any:
    """The shortcut on a home screen: about whom? Who writes no notes goes to the own page."""
    person = access.me()
    if not notes.write(person):
        return redirect(navigation.home(person))
    return page("today/who.html", today=today(person))
