"""Evaluations: start one, fill it in, read it, and move it on. Signing stands in `signatures`."""

from dataclasses import replace
from typing import Any

from flask import Response, flash, jsonify, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.enums import EvaluationKind
from pwa.domain.errors import BadInput, DomainError, Stale
from pwa.domain.states import CANDIDATE_WRITES_IN, SUPERVISOR_WRITES_IN, EvaluationState
from pwa.forms import Reader
from pwa.models import Evaluation, Placement
from pwa.models.layout_facts import for_placement
from pwa.pages import page
from pwa.policies import evaluations as policies
from pwa.queries import evaluation_document, evaluation_form
from pwa.queries import evaluations as lists
from pwa.routes import evaluation_pages as pages
from pwa.routes import layout_words
from pwa.routes.evaluation_forms import (
    Filled,
    OwnForm,
    StartForm,
    TalkForm,
    differences,
    read_own_form,
    read_supervisor_form,
)
from pwa.services import audit, evaluations, layout_printing

bp = access.GuardedBlueprint("evaluations", __name__)

_E = EvaluationState


@bp.get("/evaluaties", may=policies.see_list)
def index() -> Any:
    every = lists.listed(access.me())
    mine = [one for one in every if one.mine]
    done = [one for one in every if not one.turns]
    others = [one for one in every if not one.mine and one.turns]
    return page("evaluations/index.html", mine=mine, others=others, done=done[::-1][:30])


@bp.get("/plaatsingen/<uuid:placement>/evaluaties/nieuw", may=policies.start)
def new(placement: Placement) -> Any:
    start = lists.proposal(access.me(), placement)
    form = StartForm(start.kind, start.from_on, start.to_on)
    return page("evaluations/new.html", placement=placement, start=start, form=form)


@bp.post("/plaatsingen/<uuid:placement>/evaluaties", may=policies.start)
def start(placement: Placement) -> Any:
    r = Reader()
    kind = r.choice("kind", EvaluationKind)
    first, last = r.day("from_on"), r.day("to_on")
    errors = words.errors(r.done())
    if kind and first and last and not errors:
        try:
            row = evaluations.start(access.me(), placement, kind, first, last)
        except BadInput as problem:
            errors = words.errors(problem.fields)
        else:
            return _to(row)
    view = lists.proposal(access.me(), placement)
    form = StartForm(kind, first, last, errors)
    return page("evaluations/new.html", placement=placement, start=view, form=form, status=422)


def _to(evaluation: Evaluation) -> Any:
    person = access.me()
    if policies.coaches(person, evaluation.placement) and evaluation.state is _E.DRAFT:
        flash(_("De evaluatie is gestart. De begeleider vult hem nu in."), "success")
        return redirect(url_for("evaluations.index"), 303)
    return redirect(url_for("evaluations.show", evaluation=evaluation.id), 303)


@bp.get("/evaluaties/<uuid:evaluation>", may=policies.open_)
def show(evaluation: Evaluation) -> Any:
    """One page per state and person."""
    person = access.me()
    if policies.own(person, evaluation) and evaluation.state is _E.DRAFT:
        return redirect(url_for("evaluations.own_view", evaluation=evaluation.id))
    if policies.write(person, evaluation) and evaluation.state in SUPERVISOR_WRITES_IN:
        return _form_page(evaluation)
    return pages.reading_page(evaluation)


def _form_page(evaluation: Evaluation, filled: Filled | None = None, status: int = 200) -> Any:
    with transaction():
        if filled is None:
            filled = Filled(evaluation_form.supervisor_form(evaluation))
        audit.record_reading(access.me(), [evaluation.placement], "evaluatie")
    return pages.form_page(evaluation, filled, status)


@bp.post("/evaluaties/<uuid:evaluation>/bewaren", may=policies.write)
def save(evaluation: Evaluation) -> Any:
    """Keep the supervisor's form, by itself or by the button; then perhaps the next step."""
    stored = evaluation_form.supervisor_form(evaluation)
    filled = read_supervisor_form(stored)
    if filled.errors:
        return _refused(evaluation, filled)
    try:
        row = evaluations.save(access.me(), evaluation, filled.form.edition, filled.content())
    except Stale:
        return _stale(evaluation, filled)
    except BadInput as problem:
        return _refused(evaluation, replace(filled, errors=words.errors(problem.fields)))
    return _saved(row) if _by_itself() else _then(row, filled)


def _by_itself() -> bool:
    return request.headers.get("X-Opstap-Autosave") == "1"


def _saved(row: Evaluation) -> Response:
    return jsonify(saved=words.hour(row.saved_at), edition=row.edition)


def _refused(evaluation: Evaluation, filled: Filled) -> Any:
    if _by_itself():
        return jsonify(message=next(iter(filled.errors.values()))), 422
    return _form_page(evaluation, filled, 422)


def _stale(evaluation: Evaluation, filled: Filled) -> Any:
    """Somebody else saved: both texts side by side; saving again is a choice made knowingly."""
    if _by_itself():
        return jsonify(message=_("Iemand anders bewaarde ook. Druk op Bewaren om te kiezen.")), 409
    row = evaluations.again(evaluation)
    now = evaluation_form.supervisor_form(row)
    mine = replace(filled.form, edition=row.edition)
    both = Filled(mine, stale=True, now=differences(mine, now))
    return _form_page(row, both, 409)


def _then(row: Evaluation, filled: Filled) -> Any:
    steps = {"ready": evaluations.ready, "freeze": evaluations.freeze}
    try:
        if filled.then:
            row = steps[filled.then](access.me(), row)
    except BadInput as problem:
        stored = evaluation_form.supervisor_form(row)
        errors = words.errors(problem.fields)
        return _form_page(row, Filled(stored, errors, filled.then), 422)
    except DomainError as problem:
        return pages.refusal(row, problem)
    told = {
        "ready": _("Klaar. De kandidaat en de coach kunnen hem nu lezen."),
        "freeze": _("Vastgelegd en ondertekend. Nu tekent de kandidaat."),
    }
    flash(told.get(filled.then, _("Bewaard.")), "success")
    if filled.then == "freeze":
        layout_words.tell(row)
    return redirect(url_for("evaluations.show", evaluation=row.id), 303)


@bp.get("/evaluaties/<uuid:evaluation>/mijn-kijk", may=policies.own)
def own_view(evaluation: Evaluation) -> Any:
    if evaluation.state not in CANDIDATE_WRITES_IN:
        return redirect(url_for("evaluations.show", evaluation=evaluation.id))
    lines = evaluation_form.own_form(evaluation, access.me().language)
    form = OwnForm(evaluation.candidate_words, lines, evaluation.candidate_edition)
    return pages.own_page(evaluation, form)


@bp.post("/evaluaties/<uuid:evaluation>/mijn-kijk", may=policies.own)
def save_own_view(evaluation: Evaluation) -> Any:
    form = read_own_form(evaluation_form.own_form(evaluation, access.me().language))
    try:
        if not form.errors:
            row = evaluations.save_own_view(access.me(), evaluation, form.edition, form.view())
            return _own_saved(row)
    except Stale:
        now = evaluations.again(evaluation).candidate_edition
        form = replace(form, edition=now, stale=True)
    except BadInput as problem:
        form = replace(form, errors=words.errors(problem.fields))
    if _by_itself():
        sentence = next(iter(form.errors.values()), _("Dit is net op een ander toestel veranderd."))
        return jsonify(message=sentence), 409 if form.stale else 422
    return pages.own_page(evaluation, form, 409 if form.stale else 422)


def _own_saved(row: Evaluation) -> Any:
    if _by_itself():
        return jsonify(saved=words.hour(access.me().now), edition=row.candidate_edition)
    flash(_("Bewaard."), "success")
    return redirect(url_for("evaluations.show", evaluation=row.id), 303)


@bp.post("/evaluaties/<uuid:evaluation>/gesprek", may=policies.write)
def talk(evaluation: Evaluation) -> Any:
    form = TalkForm.read()
    if form.talk_on and not form.errors:
        try:
            row = evaluations.talk(
                access.me(), evaluation, form.talk_on, form.talk_with, form.reason
            )
        except BadInput as problem:
            short = "short_reading_reason" in problem.fields
            form = replace(form, errors=words.errors(problem.fields), short=short)
        else:
            flash(_("Het gesprek staat erbij. Kijk alles na en leg het vast."), "success")
            return redirect(url_for("evaluations.show", evaluation=row.id), 303)
    return pages.talk_page(evaluation, form, 422)


@bp.get("/evaluaties/<uuid:evaluation>/gesprek", may=policies.write)
def talk_form(evaluation: Evaluation) -> Any:
    if evaluation.state is not _E.READY:
        return redirect(url_for("evaluations.show", evaluation=evaluation.id))
    return pages.talk_page(evaluation, TalkForm(access.me().today))


@bp.post("/evaluaties/<uuid:evaluation>/aanpassen", may=policies.write)
def change(evaluation: Evaluation) -> Any:
    Reader().done()
    row = evaluations.change(access.me(), evaluation)
    return redirect(url_for("evaluations.show", evaluation=row.id), 303)


@bp.get("/evaluaties/<uuid:evaluation>/pdf", may=policies.read)
def pdf(evaluation: Evaluation) -> Any:
    """The kept PDF once it is frozen, before that a concept of this moment."""
    person = access.me()
    with transaction():
        data = evaluation_document.stored_pdf(evaluation)
        document = None if data else evaluation_document.document(person, evaluation)
        audit.record_reading(person, [evaluation.placement], "pdf")
    if data is None and document is not None:
        try:
            data = layout_printing.concept(document, for_placement(evaluation.placement))
        except DomainError as problem:
            return pages.no_pdf(evaluation, problem)
    answer = make_response(data)
    answer.mimetype = "application/pdf"
    name = f"evaluatie-{evaluation.id.hex[-8:]}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
