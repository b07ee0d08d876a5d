"""Getting Opstap onto the home screen of a tablet or phone: steps, shown once before first use."""

from datetime import timedelta
from typing import Any

from flask import current_app, request, url_for

from pwa import access, policies
from pwa.domain.browsers import browser_name, has_home_screen
from pwa.forms import own_path, read_args
from pwa.pages import page

bp = access.GuardedBlueprint("home_screen", __name__)

SEEN = "opstap_startscherm"
SEEN_FOR = timedelta(days=400)


@bp.get("/startscherm", may=policies.anyone)
def show() -> Any:
    """For everybody, signed in or not. `verder`: where somebody was going when this came up."""
    then = own_path(read_args("verder")["verder"])
    answer = page("home_screen.html", then=then, system=_system())
    answer.set_cookie(
        access.host_cookie(SEEN),
        "1",
        max_age=SEEN_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
        path="/",
    )
    return answer


def first(then: str) -> str:
    """The way to `then`: in each browser once past the steps. A demo is for looking round."""
    if current_app.config["DEMO"] or not has_home_screen(_system()):
        return then
    if access.host_cookie(SEEN) in request.cookies:
        return then
    return url_for("home_screen.show", verder=then)


def _system() -> str:
    return browser_name(request.user_agent.string)[1]
