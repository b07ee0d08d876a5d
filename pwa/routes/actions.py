"""Afspraken: what was agreed in evaluations, ticked off by whoever it is of."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access
from pwa.database import transaction
from pwa.forms import Reader, own_path
from pwa.models import ActionItem, Person
from pwa.pages import page
from pwa.policies import actions as policies
from pwa.queries.actions import agreements_of
from pwa.services import actions, audit

bp = access.GuardedBlueprint("actions", __name__, url_prefix="/afspraken")


@bp.get("/", may=policies.see_list)
def index() -> Any:
    me = access.me()
    with transaction():
        every = agreements_of(me)
        audit.record_reading(me, (one.placement for one in every), "evaluatie")
    mine = [one for one in every if one.mine]
    others = [one for one in every if not one.mine]
    return page("actions/index.html", mine=mine, others=others, today=me.today)


@bp.post("/<uuid:action>/gedaan", may=policies.tick)
def done(action: ActionItem) -> Any:
    return _set(actions.done, action, _("Gedaan. Mooi."))


@bp.post("/<uuid:action>/toch-niet", may=policies.tick)
def undo(action: ActionItem) -> Any:
    return _set(actions.undo, action, _("De afspraak staat weer open."))


def _set(step: Callable[[Person, ActionItem], None], action: ActionItem, told: str) -> Any:
    r = Reader()
    back = own_path(r.line("next", most=200))
    r.done()
    step(access.me(), action)
    flash(told, "success")
    return redirect(back or url_for("actions.index"), 303)
