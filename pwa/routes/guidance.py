"""Who guides a placement, from when to when, and what changed in that."""

from typing import Any

from flask import url_for

from pwa import access, dates
from pwa.models import Placement
from pwa.pages import page
from pwa.policies import placements as policies
from pwa.queries import history
from pwa.routes import history_words

bp = access.GuardedBlueprint("guidance", __name__)


@bp.get("/plaatsingen/<uuid:placement>/begeleiding", may=policies.see)
def show(placement: Placement) -> Any:
    me, view = access.me(), history.guidance_of(placement)
    own = placement.candidate_id == me.candidate_id
    return page(
        "guidance/show.html",
        placement=placement,
        own=own,
        back=_back(placement, own),
        today=me.today,
        periods=[(one, dates.stretch(one.from_on, one.to_on)) for one in view.periods],
        history=history_words.of_guidance(view.lines, view.names),
    )


def _back(placement: Placement, own: bool) -> str:
    if own:
        return url_for("progress.workplace", plek=placement.id)
    return url_for("placements.show", placement=placement.id)
