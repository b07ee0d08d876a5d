"""The own account: language and signed-in browsers."""

from typing import Any

from flask import redirect, url_for

from pwa import access, policies
from pwa.forms import Reader
from pwa.pages import page
from pwa.services import people

bp = access.GuardedBlueprint("account", __name__, url_prefix="/account")

LANGUAGES = ("nl", "en")


@bp.get("/", may=policies.signed_in)
def show() -> Any:
    return page("account/show.html")


@bp.post("/taal", may=policies.signed_in)
def language() -> Any:
    r = Reader()
    chosen = r.option("language", LANGUAGES)
    if r.done():
        return page("account/show.html", status=422)
    people.set_language(access.me(), chosen)
    return redirect(url_for("account.show"), 303)
