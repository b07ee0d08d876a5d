"""A later end, with the reason, after a look at what moves."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access, dates, words
from pwa.domain.errors import BadInput
from pwa.domain.periods import add_months
from pwa.forms import Reader
from pwa.models import Placement
from pwa.pages import page
from pwa.policies import placements as policies
from pwa.queries import moved_ends
from pwa.routes import running_words, steps
from pwa.routes.running import sure
from pwa.routes.steps import Step
from pwa.services import extensions
from pwa.services.extensions import Extending
from pwa.services.running import require_move

bp = access.GuardedBlueprint("extensions", __name__)
MOST_TEXT = 600


def _read(r: Reader) -> Extending | None:
    to_on = r.day("to_on")
    reason = r.text("reason", most=MOST_TEXT, required=True)
    despite = r.text("despite", most=MOST_TEXT)
    return Extending(to_on, reason, despite) if to_on else None


@bp.get("/plaatsingen/<uuid:placement>/verlengen", may=policies.coaches)
def new(placement: Placement) -> Any:
    require_move(access.me(), placement, "extend")
    typed = {"to_on": add_months(placement.planned_end_on, 1).isoformat()}
    return _form(placement, Step(typed), 200)


@bp.post("/plaatsingen/<uuid:placement>/verlengen", may=policies.coaches)
def create(placement: Placement) -> Any:
    me, step = access.me(), steps.read(_read)

    def preview(step: Step[Extending]) -> Any:
        warned = extensions.check_extension(me, placement, step.sure, step.seen)
        if warned and not step.sure.despite:
            raise BadInput({"despite": "reason_missing"})
        return _preview(placement, step)

    def do(step: Step[Extending]) -> Any:
        extensions.extend(me, placement, step.sure, step.seen)
        flash(_("Verlengd. Iedereen eromheen leest het nieuwe einde."), "success")
        return redirect(url_for("placements.show", placement=placement.id), 303)

    return steps.answer(
        step, form=lambda s, status: _form(placement, s, status), preview=preview, do=do
    )


def _form(placement: Placement, form: Step[Extending], status: int) -> Any:
    """The rule and its source stand above; what it warns about only once there is a new end."""
    rules = moved_ends.rules_said(placement, words.language())
    later = form.wanted and form.wanted.to_on > placement.planned_end_on
    found = moved_ends.warnings(placement, form.wanted.to_on) if form.wanted and later else []
    return page(
        "running/extend.html", status=status, placement=placement, form=form, most=MOST_TEXT,
        rules=rules, warned=[running_words.warning(one, rules) for one in found],
    )  # fmt: skip


def _preview(placement: Placement, form: Step[Extending]) -> Any:
    wanted, name = form.sure, placement.candidate.user.name
    days = (wanted.to_on - placement.planned_end_on).days
    happens = (
        ngettext("Er komt %(num)s dag bij.", "Er komen %(num)s dagen bij.", days),
        _("Het einde wordt %(day)s.", day=dates.long_day(wanted.to_on)),
        _("Wie nu begeleidt, begeleidt tot het nieuwe einde."),
        _("%(name)s en de begeleiders lezen de reden.", name=name),
    )
    rules = moved_ends.rules_said(placement, words.language())
    found = moved_ends.warnings(placement, wanted.to_on)
    first_end = placement.first_end_on or placement.planned_end_on
    return sure(
        placement, form, happens, action=url_for("extensions.create", placement=placement.id),
        title=_("Verlengen"), yes=_("Ja, verleng"), quote=wanted.reason,
        beside=moved_ends.beside(placement, wanted.to_on, first_end, words.language()),
        warned=[running_words.warning(one, rules) for one in found], rules=rules,
    )  # fmt: skip
