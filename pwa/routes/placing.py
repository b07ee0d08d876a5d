"""Plan a placement step by step, the company first. It saves itself and can be left."""

from typing import Any

from flask import flash, jsonify, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from pwa import access, dates, words
from pwa.domain.errors import BadInput, DomainError, Stale
from pwa.domain.ids import uuid7
from pwa.forms import Reader, read_args, sent_by_itself
from pwa.models import PlacementPlan
from pwa.pages import page
from pwa.policies import placing as policies
from pwa.routes import placing_pages as pages
from pwa.routes import ways_in
from pwa.routes.placing_form import StepForm, plan_of, read_step
from pwa.routes.placing_steps import FIELDS, beginning, merged, steps
from pwa.services import agreements, plans

bp = access.GuardedBlueprint("placing", __name__)

words.add_errors(
    {
        "end_before_start": lazy_gettext("Het einde ligt voor het begin."),
        "break_too_long": lazy_gettext("De pauze is langer dan de werkdag."),
        "same_person": lazy_gettext("Dit is al de begeleider. Kies iemand anders, of niemand."),
        "works_elsewhere": lazy_gettext("Deze begeleider werkt bij een ander bedrijf."),
        "plan_reused": lazy_gettext("Dit formulier is al gebruikt. Begin opnieuw."),
    }
)


@bp.get("/plaatsingen/nieuw", may=policies.plan)
def new() -> Any:
    args = read_args("bedrijf", "kandidaat")
    return pages.first(uuid7(), beginning(args["bedrijf"], args["kandidaat"]))


@bp.post("/plaatsingen/nieuw", may=policies.plan)
def create() -> Any:
    form = read_step("bedrijf", {})
    data = merged(beginning(), form.typed)
    if form.errors:
        return pages.first(form.id or uuid7(), data, words.errors(form.errors))
    plan = plans.start(access.me(), form.id or uuid7(), data)
    return _onward(plan, "bedrijf", form)


@bp.get("/plaatsingen/nieuw/<uuid:plan>/<step>", may=policies.own_plan)
def step(plan: PlacementPlan, step: str) -> Any:
    if plan.placement_id:
        return _done(plan)
    return pages.step(plan, _known(plan, step), plan.data)


@bp.post("/plaatsingen/nieuw/<uuid:plan>/<step>", may=policies.own_plan)
def save(plan: PlacementPlan, step: str) -> Any:
    """Keep what was typed, by itself or by a button; then the step that was asked for."""
    if plan.placement_id:
        stale = jsonify(message=words.error("stale")), 409
        return stale if sent_by_itself() else _done(plan)
    form = read_step(_known(plan, step), plan.data)
    mine = merged(plan.data, form.typed)
    try:
        row = plans.keep(access.me(), plan, form.edition, mine)
    except Stale:
        return _stale(plan, step, form)
    if sent_by_itself():
        return jsonify(saved=dates.hour(row.changed_at), edition=row.edition)
    if form.errors and form.to == "next":
        return pages.step(row, step, mine, words.errors(form.errors), 422)
    return _onward(row, step, form)


def _known(plan: PlacementPlan, step: str) -> str:
    if step not in steps(plan.data) and step not in FIELDS:
        raise NotFound
    return step


def _stale(plan: PlacementPlan, step: str, form: StepForm) -> Any:
    """The same coach on another device: both texts, and saving again is a choice made knowingly."""
    if sent_by_itself():
        return jsonify(message=_("Je bewaarde dit ook op een ander toestel.")), 409
    theirs = {name: plan.data.get(name, "") for name, text in form.typed.items()
              if plan.data.get(name, "") != text}  # fmt: skip
    return pages.step(plan, step, {**plan.data, **form.typed}, {}, 409, theirs)


def _onward(plan: PlacementPlan, step: str, form: StepForm) -> Any:
    way = steps(plan.data)
    at = way.index(step) if step in way else 0
    if form.to == "later":
        flash(_("Bewaard. Het staat bij Mijn kandidaten, onder Nog niet klaar."), "success")
        return redirect(url_for("coaching.index"), 303)
    if step == "controle" and form.to == "next":
        return _finish(plan)
    there = way[max(0, at - 1)] if form.to == "back" else way[min(len(way) - 1, at + 1)]
    return redirect(url_for("placing.step", plan=plan.id, step=there), 303)


def _finish(plan: PlacementPlan) -> Any:
    """Make the placement of it and offer the agreement; what is wrong is said with its step."""
    wanted, errors = plan_of(plan.id, plan.data)
    if wanted is None:
        return pages.step(plan, "controle", plan.data, words.errors(errors), 422)
    try:
        done = plans.finish(access.me(), plan, wanted)
    except BadInput as wrong:
        fields = {("workplace" if at == "place" else at): code for at, code in wrong.fields.items()}
        return pages.step(plan, "controle", plan.data, words.errors(fields), 422)
    ways_in.hold(done.tokens)
    flash(_("Het staat klaar. Geef iedereen de eigen link."), "success")
    try:
        agreements.offer(access.me(), done.placement)
    except DomainError as problem:
        flash(words.error(problem.code, **problem.details), "warning")
    return redirect(url_for("ways_in.of_placement", placement=done.placement.id), 303)


def _done(plan: PlacementPlan) -> Response:
    return redirect(url_for("ways_in.of_placement", placement=plan.placement_id), 303)


@bp.get("/plaatsingen/nieuw/<uuid:plan>/weggooien", may=policies.own_plan)
def ask_throw_away(plan: PlacementPlan) -> Any:
    return _done(plan) if plan.placement_id else page("placing/throw_away.html", plan=plan)


@bp.post("/plaatsingen/nieuw/<uuid:plan>/weggooien", may=policies.own_plan)
def throw_away(plan: PlacementPlan) -> Any:
    Reader().done()
    plans.throw_away(access.me(), plan)
    flash(_("Weggegooid."), "success")
    return redirect(url_for("coaching.index"), 303)
