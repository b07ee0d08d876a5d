"""Evaluations: start one, fill it in, read it, and move it on. Signing stands in `signatures`."""

from dataclasses import replace
from typing import Any

from flask import flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.enums import EvaluationKind
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.states import SUPERVISOR_WRITES_IN, EvaluationState
from pwa.forms import Reader, asked_day, read_args
from pwa.models import Evaluation, Placement
from pwa.models.evaluation_facts import surely_short
from pwa.models.layout_facts import for_placement
from pwa.pages import page
from pwa.policies import evaluations as policies
from pwa.queries import evaluation_document
from pwa.queries import evaluations as lists
from pwa.queries.evaluation_done import talked
from pwa.routes import evaluation_pages as pages
from pwa.routes import evaluation_words as said
from pwa.routes import evaluation_writing as writing
from pwa.routes.evaluation_forms import StartForm, TalkForm
from pwa.routes.evaluation_parts import REST
from pwa.services import audit, evaluations, layout_printing

bp = access.GuardedBlueprint("evaluations", __name__)
bp.add_app_template_filter(said.file_name, "evaluation_file")

_E = EvaluationState


@bp.get("/evaluaties", may=policies.see_list)
def index() -> Any:
    with transaction():
        every = lists.listed(access.me())
        read = [one.placement for one in every if one.reason and one.placement]
        audit.record_reading(access.me(), read, "evaluatie")
    mine = [one for one in every if one.mine]
    done = [one for one in every if not one.mine and not one.turns]
    others = [one for one in every if not one.mine and one.turns]
    return page("evaluations/index.html", mine=mine, others=others, done=done[::-1][:30])


@bp.get("/plaatsingen/<uuid:placement>/evaluaties/nieuw", may=policies.start)
def new(placement: Placement) -> Any:
    """Asked again when another kind is chosen: then with the days as they stand in the form."""
    asked = read_args("soort", "kind")
    kind = asked["kind"] or asked["soort"]
    start = lists.proposal(
        access.me(), placement, EvaluationKind(kind) if kind in set(EvaluationKind) else None
    )
    first, last = asked_day("from_on"), asked_day("to_on")
    form = StartForm(start.kind, start.first_day(first), last or start.to_on)
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
        return writing.form_page(evaluation)
    return pages.reading_page(evaluation)


@bp.post("/evaluaties/<uuid:evaluation>/bewaren", may=policies.write)
def save(evaluation: Evaluation) -> Any:
    """Keep the supervisor's form, by itself or by the button; then perhaps the next step."""
    return writing.save(evaluation)


@bp.get("/evaluaties/<uuid:evaluation>/woorden", may=policies.write)
def in_words(evaluation: Evaluation) -> Any:
    """The second part of the supervisor's form."""
    if evaluation.state not in SUPERVISOR_WRITES_IN:
        return redirect(url_for("evaluations.show", evaluation=evaluation.id))
    return writing.form_page(evaluation, part=REST)


@bp.post("/evaluaties/<uuid:evaluation>/woorden", may=policies.write)
def save_in_words(evaluation: Evaluation) -> Any:
    return writing.save(evaluation, REST)


@bp.get("/evaluaties/<uuid:evaluation>/mijn-kijk", may=policies.own)
def own_view(evaluation: Evaluation) -> Any:
    if not evaluation.own_view_is_open:
        return redirect(url_for("evaluations.show", evaluation=evaluation.id))
    return writing.own_page(evaluation)


@bp.post("/evaluaties/<uuid:evaluation>/mijn-kijk", may=policies.own)
def save_own_view(evaluation: Evaluation) -> Any:
    return writing.save_own(evaluation)


@bp.post("/evaluaties/<uuid:evaluation>/gesprek", may=policies.write)
def talk(evaluation: Evaluation) -> Any:
    form = TalkForm.read()
    if form.talk_on and not form.errors:
        try:
            evaluations.talk(access.me(), evaluation, form.talk_on, form.talk_with, form.reason)
        except BadInput as problem:
            short = "short_reading_reason" in problem.fields
            form = replace(form, errors=words.errors(problem.fields), short=short)
        except DomainError as refused:
            now = evaluations.again(evaluation)
            if talked(now, form.talk_on, form.talk_with):
                return _talked(evaluation)
            typed = filter(None, (form.talk_with, form.reason))
            return pages.refusal(now, refused, typed)
        else:
            return _talked(evaluation)
    return pages.talk_page(evaluation, form, 422)


def _talked(evaluation: Evaluation) -> Any:
    flash(_("Het gesprek staat erbij. Kijk alles na en leg het vast."), "success")
    return redirect(url_for("evaluations.show", evaluation=evaluation.id), 303)


@bp.get("/evaluaties/<uuid:evaluation>/gesprek", may=policies.write)
def talk_form(evaluation: Evaluation) -> Any:
    if evaluation.state is not _E.READY:
        return redirect(url_for("evaluations.show", evaluation=evaluation.id))
    today = access.me().today
    return pages.talk_page(evaluation, TalkForm(today, short=surely_short(evaluation, today)))


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
    name = said.file_name(evaluation, evaluation.state)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
