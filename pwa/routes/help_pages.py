"""Help, from the Dutch handbook for users in docs/handleiding."""

from typing import Any

from pwa import access, policies
from pwa.pages import page

bp = access.GuardedBlueprint("help_pages", __name__, url_prefix="/hulp")


@bp.get("/", may=policies.anyone)
def index() -> Any:
    person = access.me_or_none()
    return page("help/index.html", face=person.face if person else "")
