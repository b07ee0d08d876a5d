"""The words that the guard on a device looks for."""

from typing import Any

from flask import Response, jsonify, request
from flask_babel import get_locale

from pwa import access, policies
from pwa.domain.guard_lists import for_device
from pwa.models.guard_facts import list_for

bp = access.GuardedBlueprint("guard", __name__)


@bp.get("/schrijfhulp/woorden", may=policies.signed_in)
def words() -> Any:
    """The list for whoever is signed in: asked with each page that needs it, sent when it changed.

    The device looks through it; what is typed never comes here.
    """
    answer: Response = jsonify(groups=for_device(list_for(access.me()), str(get_locale() or "nl")))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.vary.update(("Cookie", "Accept-Language"))
    answer.add_etag()
    return answer.make_conditional(request)
