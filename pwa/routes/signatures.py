"""Sign an evaluation, send it back, close it, or correct it afterwards."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.errors import BadInput, DomainError, Stale
from pwa.models import Evaluation
from pwa.policies import evaluations as policies
from pwa.queries.evaluation_done import made_by
from pwa.routes import evaluation_pages as pages
from pwa.routes import layout_words
from pwa.routes.evaluation_forms import SayForm
from pwa.routes.evaluation_rounds import ReturnForm
from pwa.services import evaluations

OF_WHAT_WAS_READ = ("seen", "decide", "company", "sign_off", "return", "close_unsigned")
OF_WHAT_IS_ASKED = ("correct", "drop_correction", "supersede")

bp = access.GuardedBlueprint("signatures", __name__, url_prefix="/evaluaties/<uuid:evaluation>")


def _step(
    evaluation: Evaluation, act: Callable[[], Evaluation], told: str, form: SayForm, step: str
) -> Any:
    """Make the step, or show the page again with what was typed and why not. Nobody signs, or sends
    back, what did not stand on the page, nor answers another request than the one that stood there.
    """
    try:
        if step in OF_WHAT_WAS_READ and form.content != evaluation.content_hash:
            raise Stale("evaluation_changed")
        if step in OF_WHAT_IS_ASKED and form.edition != evaluation.edition:
            raise Stale()
        if not form.errors:
            row = act()
            if step in ("sign_off", "close_unsigned"):
                layout_words.tell(row)
            return _made(row, told, step)
    except BadInput as problem:
        form = replace(form, errors=words.errors(problem.fields))
    except DomainError as problem:
        now = evaluations.again(evaluation)
        same = made_by(access.me(), now, step, form.text, form.edition)
        if same and _same_people(now, form):
            return _made(same, told, step)
        if not form.text:
            return pages.refusal(evaluation, problem)
        sentence = words.error(problem.code, **problem.details)
        return pages.reading_page(now, form, step, 409, refused=sentence)
    return pages.reading_page(evaluation, form, step, 422)


def _same_people(now: Evaluation, form: SayForm) -> bool:
    """Of what is sent back: whether it concerns whom this form says."""
    said = (now.return_to_candidate, now.return_to_company)
    return not isinstance(form, ReturnForm) or (form.candidate, form.company) == said


def _made(row: Evaluation, told: str, step: str) -> Any:
    flash(told, "success")
    here = "sign" if step == "seen" else None
    return redirect(url_for("evaluations.show", evaluation=row.id, _anchor=here), 303)


@bp.post("/gezien", may=policies.own)
def seen(evaluation: Evaluation) -> Any:
    form = SayForm.read()
    return _step(
        evaluation,
        lambda: evaluations.candidate_seen(access.me(), evaluation, form.made_at),
        _("Gezien. Zeg nu of je het ermee eens bent."),
        form,
        "seen",
    )


@bp.post("/akkoord", may=policies.own)
def decide(evaluation: Evaluation) -> Any:
    form = SayForm.read("reaction", choices=("agree", "disagree"))
    return _step(
        evaluation,
        lambda: evaluations.candidate_decides(
            access.me(), evaluation, form.choice == "agree", form.text, form.made_at
        ),
        _("Je handtekening staat erbij."),
        form,
        "decide",
    )


@bp.post("/bedrijf", may=policies.sign_for_company)
def company(evaluation: Evaluation) -> Any:
    form = SayForm.read()
    return _step(
        evaluation,
        lambda: evaluations.company_signs(access.me(), evaluation, form.made_at),
        _("Ondertekend namens het bedrijf."),
        form,
        "company",
    )


@bp.post("/aftekenen", may=policies.decide)
def sign_off(evaluation: Evaluation) -> Any:
    form = SayForm.read("conclusion")
    return _step(
        evaluation,
        lambda: evaluations.sign_off(access.me(), evaluation, form.text, form.made_at),
        _("Afgetekend. De PDF is klaar."),
        form,
        "sign_off",
    )


@bp.post("/terugsturen", may=policies.decide)
def send_back(evaluation: Evaluation) -> Any:
    form = ReturnForm.of_return()
    concerns = {"candidate": form.candidate, "company": form.company}
    return _step(
        evaluation,
        lambda: evaluations.return_(access.me(), evaluation, form.text, **concerns),
        _("Teruggestuurd. Je reden staat bij wie het aangaat."),
        form,
        "return",
    )


@bp.post("/zonder-handtekening", may=policies.decide)
def close(evaluation: Evaluation) -> Any:
    form = SayForm.read("conclusion")
    return _step(
        evaluation,
        lambda: evaluations.close_unsigned(access.me(), evaluation, form.text, form.made_at),
        _("Afgesloten. In de PDF staat dat hij is aangeboden en niet ondertekend."),
        form,
        "close_unsigned",
    )


@bp.post("/fout-gevonden", may=policies.correct)
def ask_correction(evaluation: Evaluation) -> Any:
    form = SayForm.read("reason", required=True)
    return _step(
        evaluation,
        lambda: evaluations.ask_correction(access.me(), evaluation, form.text),
        _("Gevraagd. Als de ander het er ook mee eens is, komt er een nieuwe versie."),
        form,
        "correct",
    )


@bp.post("/blijft-zo", may=policies.correct)
def drop_correction(evaluation: Evaluation) -> Any:
    return _step(
        evaluation,
        lambda: evaluations.drop_correction(access.me(), evaluation),
        _("De evaluatie blijft zoals hij is."),
        SayForm.read(),
        "drop_correction",
    )


@bp.post("/nieuwe-versie", may=policies.correct)
def supersede(evaluation: Evaluation) -> Any:
    return _step(
        evaluation,
        lambda: evaluations.supersede(access.me(), evaluation),
        _("Er is een nieuwe versie. De oude blijft te lezen."),
        SayForm.read(),
        "supersede",
    )
