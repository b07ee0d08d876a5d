"""Change the days, goals or people of an agreement that not all three have signed yet."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.enums import PlacementForm
from pwa.models import Agreement, Placement
from pwa.pages import page
from pwa.policies import agreements as policies
from pwa.queries import agreement_changes, placing
from pwa.routes import agreement_pages, agreement_words, replanning_form, step_drafts, steps
from pwa.routes.placing_check import said
from pwa.routes.placing_steps import GOALS, days_of_the_week
from pwa.routes.steps import Step
from pwa.services import replanning
from pwa.services.replanning import Replan

bp = access.GuardedBlueprint("replanning", __name__)

words.add_errors(
    {
        "changed_while_running": lazy_gettext(
            "Deze plek is al stilgezet, verlengd of gestopt. Verander hem op de pagina van de"
            " kandidaat."
        ),
        "start_is_lived": lazy_gettext(
            "Er is al iets opgeschreven over deze plek. De eerste dag blijft dus zoals hij is."
        ),
        "end_is_lived": lazy_gettext(
            "Deze dag is al voorbij. Stopt de plek eerder? Doe dat op de pagina van de kandidaat."
        ),
    }
)


@bp.get("/plaatsingen/<uuid:placement>/overeenkomst/plan", may=policies.decide)
def edit(placement: Placement) -> Any:
    agreement = replanning.require_open(access.me(), placement)
    seen = replanning.mark(agreement, placement)
    before = step_drafts.opened(placement, PlacementForm.PLAN, seen)
    return _form(placement, agreement, before, 200)


@bp.post("/plaatsingen/<uuid:placement>/overeenkomst/plan", may=policies.decide)
def save(placement: Placement) -> Any:
    me, step = access.me(), steps.read(replanning_form.read)
    agreement = replanning.require_open(me, placement)

    def preview(step: Step[Replan]) -> Any:
        new = replanning.becomes(me, placement, step.sure, step.seen)
        return _sure(placement, agreement, step, agreement_changes.printable(new))

    def do(step: Step[Replan]) -> Any:
        row = replanning.replan(me, placement, step.sure, step.seen)
        told = _("Bewaard. Er ligt een nieuwe versie klaar: iedereen leest en tekent die.")
        flash(told if row.version else _("Bewaard."), "success")
        return redirect(url_for("agreements.show", placement=placement.id), 303)

    def form(step: Step[Replan], status: int) -> Any:
        return _form(placement, agreement, step, status)

    return step_drafts.answer(
        placement, PlacementForm.PLAN, step, form=form, preview=preview, do=do
    )


def _form(
    placement: Placement, agreement: Agreement, step: Step[Replan] | None, status: int
) -> Any:
    """What was typed, else what is agreed now."""
    plan, mark = agreement_changes.plan_of(placement), replanning.mark(agreement, placement)
    now = replanning_form.typed(placement, plan)
    form = step or Step(now, seen=mark)
    guides = placing.supervisors(placement.workplace.organisation_id)
    found = replanning.checks(placement, form.wanted) if form.wanted else ()
    asked = [one for one in found if one.asks_reason] or [one for one, _reason in plan.checks]
    shown = [(f"reason_{one.code}", said(one), one.source) for one in asked]
    kept = replanning_form.reasons(form.typed)
    names = {str(one.id): one.name for one in guides}
    return page(
        "replanning/edit.html",
        status=status,
        placement=placement,
        form=form,
        errors=form.errors,
        seen=mark if form.stale else form.seen,
        theirs=replanning_form.elsewhere(form.typed, now, names) if form.stale else [],
        days=days_of_the_week(),
        goals=range(1, GOALS + 1),
        guides=[(str(one.id), ", ".join(filter(None, (one.name, one.text)))) for one in guides],
        checks=shown,
        other=None
        if form.other is None
        else replanning_form.elsewhere(form.typed, form.other, names),
        kept=[pair for pair in kept.items() if pair[0] not in [name for name, *_rest in shown]],
    )


def _sure(placement: Placement, agreement: Agreement, step: Step[Replan], new: Any) -> Any:
    """Old beside new, and whose signature falls away, before it counts."""
    changes = agreement_words.differences(agreement_changes.standing(agreement), new)
    if not changes:
        flash(_("Er is niets veranderd."), "info")
        return _form(placement, agreement, step, 200)
    return agreement_pages.sure(placement, agreement, step, changes, "replanning.save")
