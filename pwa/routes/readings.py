"""Wie keek mee: the candidate reads who looked at what, in plain words."""

from typing import Any

from flask import request

from pwa import access
from pwa.pages import page
from pwa.policies import progress as policies
from pwa.queries.privacy_cases import told_to
from pwa.queries.readings import Cursor, readings_page
from pwa.routes.reading_words import for_templates

bp = access.GuardedBlueprint("readings", __name__)


@bp.get("/wie-keek-mee", may=policies.own_page)
def mine() -> Any:
    before = Cursor.read(request.args.get("voor", ""))
    view = readings_page(access.me(), before)
    told = told_to(access.me()) if before is None else ()
    return page("readings/mine.html", view=view, told=told, first=before is None, **for_templates())
