"""The goals of a placement, ticked off by who sees the work."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.errors import Stale
from pwa.forms import Reader
from pwa.models import Placement
from pwa.policies import goals as policies
from pwa.services import goals

bp = access.GuardedBlueprint("goals", __name__)


@bp.post("/plaatsingen/<uuid:placement>/doelen", may=policies.mark)
def mark(placement: Placement) -> Any:
    r = Reader()
    goal = r.id("goal")
    reached = r.option("reached", ("yes", "no"))
    back = redirect(url_for("placements.show", placement=placement.id, _anchor="doelen"), 303)
    if r.done() or goal is None:
        flash(words.error("stale"), "error")
        return back
    try:
        goals.mark(access.me(), placement, goal, reached == "yes")
    except Stale:
        flash(words.error("stale"), "error")
        return back
    said = _("Gehaald. Mooi.") if reached == "yes" else _("Het doel staat weer open.")
    flash(said, "success")
    return back
