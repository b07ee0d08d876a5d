"""Wie keek mee: the candidate reads who looked at what, in plain words."""

from typing import Any

from flask import request

from pwa import access
from pwa.pages import page
from pwa.policies import progress as policies
from pwa.queries.readings import Cursor, readings_page
from pwa.routes.reading_words import for_templates

bp = access.GuardedBlueprint("readings", __name__)


@bp.get("/wie-keek-mee", may=policies.own_page)
def mine() -> Any:
    before = Cursor.read(request.args.get("voor", ""))
    view = readings_page(access.me(), before)
    return page("readings/mine.html", view=view, first=before is None, **for_templates())
