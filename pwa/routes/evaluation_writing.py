"""Writing in an evaluation: the supervisor's form and the candidate's own view, and how they are
kept. Both save themselves; who presses the button without JavaScript gets the same."""

from collections.abc import Mapping
from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _

from pwa import access, dates, words
from pwa.database import transaction
from pwa.domain.errors import BadInput, DomainError, MoveRefused
from pwa.forms import Reader, sent_by_itself
from pwa.models import Evaluation
from pwa.queries import evaluation_form
from pwa.queries.evaluation_done import drawn_up
from pwa.routes import evaluation_choices as choices
from pwa.routes import evaluation_pages as pages
from pwa.routes import layout_words
from pwa.routes.evaluation_fields import TEXTS, fields_of, own_fields_of
from pwa.routes.evaluation_forms import Filled, OwnForm
from pwa.routes.evaluation_parts import LINES, REST, FormPart, hints_of, missing_of
from pwa.routes.evaluation_saving import Kept, keep, keep_own
from pwa.services import audit, evaluations

_TYPED = (*TEXTS, "words", "example", "action")
"""Fields, by the first part of their names, in which somebody writes sentences."""


def form_page(
    evaluation: Evaluation,
    filled: Filled | None = None,
    status: int = 200,
    part: FormPart = LINES,
) -> Any:
    """The supervisor's form, with what was typed or as it stands in the database."""
    with transaction():
        if filled is None:
            filled = Filled(stored(evaluation))
        audit.record_reading(access.me(), [evaluation.placement], "evaluatie")
    return pages.form_page(evaluation, filled, part, status)


def stored(evaluation: Evaluation) -> evaluation_form.Form:
    return evaluation_form.supervisor_form(evaluation, access.me().language)


def save(evaluation: Evaluation, part: FormPart = LINES) -> Any:
    try:
        kept = keep(evaluation)
    except MoveRefused as problem:
        return _too_late(evaluation, problem, fields_of(stored(evaluation)))
    if isinstance(kept, Filled):
        return _refused(kept.errors) or form_page(evaluation, kept, 422, part)
    labels = {one.code: one.label for one in stored(kept.row).lines} if kept.clashes else {}
    if sent_by_itself():
        return _told(kept, choices.names(kept.clashes, labels), **_pointers(kept.row, part))
    if kept.clashes:
        return choices.page_of(kept, labels, url_for(part.saved, evaluation=evaluation.id))
    return _then(kept, request.form.get("then", ""), part)


def _pointers(row: Evaluation, part: FormPart) -> dict[str, Any]:
    """What this page points at, as it is after this save; for its author alone."""
    form = stored(row)
    missing = {"missing": missing_of(row, form, part)} if part is REST else {}
    return {"hints": hints_of(row, form, part), **missing}


def _refused(errors: dict[str, str]) -> Any:
    return (jsonify(message=next(iter(errors.values()))), 422) if sent_by_itself() else None


def _told(kept: Kept, clashing: str, *, own: bool = False, **more: Any) -> Any:
    """What a page that saves itself hears: when, where it starts from now, and what waits."""
    edition = kept.row.candidate_edition if own else kept.row.edition
    page = {"base": kept.marks, **({} if kept.behind else {"edition": edition}), **more}
    if kept.clashes:
        return jsonify(message=choices.sentence(clashing, own=own), **page), 409
    also = choices.also(own=own) if kept.behind else ""
    return jsonify(saved=dates.hour(access.me().now), also=also, **page)


def _then(kept: Kept, then: str, part: FormPart) -> Any:
    """Nobody goes on with what they did not see: who is behind looks first."""
    row, person, made_at = kept.row, access.me(), Reader().moment("made_at")
    own_edition = Reader().number("own_edition", 0, 10**8, default=-1)
    if then == "words":
        return redirect(url_for(REST.shown, evaluation=row.id), 303)
    if then and kept.behind:
        return _look_first(row, part)
    try:
        if then == "ready":
            row = evaluations.ready(person, row)
        elif then == "freeze":
            row = evaluations.freeze(person, row, made_at, own_edition)
    except BadInput as problem:
        return form_page(row, Filled(stored(row), words.errors(problem.fields), then), 422, part)
    except DomainError as problem:
        now = evaluations.again(row)
        if then == "freeze" and drawn_up(person, now):
            return _frozen(now)
        if problem.code == "evaluation_changed":
            return _look_first(row, part)
        return pages.refusal(row, problem)
    told = {
        "ready": _("Klaar. De kandidaat en de coach kunnen hem nu lezen."),
        "freeze": _("Vastgelegd en ondertekend. Nu tekent de kandidaat."),
    }
    flash(told.get(then, _("Bewaard.")), "success")
    if then == "freeze":
        layout_words.tell(row)
    return redirect(url_for(LINES.shown if then else part.shown, evaluation=row.id), 303)


def _too_late(evaluation: Evaluation, problem: MoveRefused, known: Mapping[str, str]) -> Any:
    """It went on while the page stood open. A page that saves itself keeps its fields; who pressed
    the button without JavaScript gets back what was typed and is not `known`."""
    if sent_by_itself():
        raise problem
    now = evaluations.again(evaluation)
    typed = [
        text.replace("\r\n", "\n").strip() for name, text in request.form.items()
        if name.partition(".")[0] in _TYPED
    ]  # fmt: skip
    lost = [text for text in typed if text and not any(text in one for one in known.values())]
    if not lost and request.form.get("then") == "freeze" and drawn_up(access.me(), now):
        return _frozen(now)
    return pages.refusal(now, problem, lost)


def _frozen(row: Evaluation) -> Any:
    flash(_("Vastgelegd en ondertekend. Nu tekent de kandidaat."), "success")
    return redirect(url_for(LINES.shown, evaluation=row.id), 303)


def _look_first(row: Evaluation, part: FormPart) -> Any:
    flash(_("Bewaard. Iemand anders schreef ook. Kijk alles na en druk dan nog een keer."))
    return redirect(url_for(part.shown, evaluation=row.id), 303)


def own_page(evaluation: Evaluation) -> Any:
    lines = evaluation_form.own_form(evaluation, access.me().language)
    form = OwnForm(evaluation.candidate_words, lines, evaluation.candidate_edition)
    return pages.own_page(evaluation, form)


def save_own(evaluation: Evaluation) -> Any:
    try:
        kept = keep_own(evaluation)
    except MoveRefused as problem:
        lines = evaluation_form.own_form(evaluation, access.me().language)
        return _too_late(evaluation, problem, own_fields_of(evaluation.candidate_words, lines))
    if isinstance(kept, OwnForm):
        return _refused(kept.errors) or pages.own_page(evaluation, kept, 422)
    labels = _own_labels(evaluation) if kept.clashes else {}
    if sent_by_itself():
        return _told(kept, choices.names(kept.clashes, labels), own=True)
    if kept.clashes:
        to = url_for("evaluations.save_own_view", evaluation=evaluation.id)
        return choices.page_of(kept, labels, to, own=True)
    flash(_("Bewaard."), "success")
    return redirect(url_for("evaluations.show", evaluation=kept.row.id), 303)


def _own_labels(evaluation: Evaluation) -> dict[str, str]:
    lines = evaluation_form.own_form(evaluation, access.me().language)
    return {one.code: one.label for one in lines}
