"""Terugkijken: what was said of each thing, the own days, who was there, visits of the coach."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import request

from pwa import access, words
from pwa.pages import page
from pwa.policies import progress as policies
from pwa.queries import own_placement
from pwa.queries.looking_back import looking_back

bp = access.GuardedBlueprint("looking_back", __name__)


@bp.get("/mijn-voortgang/terugkijken", may=policies.own_page)
def index() -> Any:
    me = access.me()
    placements, called_off = own_placement.own_and_called_off(me)
    placement = own_placement.chosen(placements, asked_placement())
    if placement is None:
        return page("progress/nothing.html", called_off=called_off)
    return page(
        "progress/looking_back.html",
        view=looking_back(me, placement, words.language(), _before()),
    )


def asked_placement() -> UUID | None:
    """Another workplace than the present one; anything odd is the present one."""
    try:
        return UUID(request.args.get("plek", ""))
    except ValueError:
        return None


def _before() -> date | None:
    """The day before which the own days begin; anything odd is the newest page."""
    try:
        return date.fromisoformat(request.args.get("voor", "")[:10])
    except ValueError:
        return None
