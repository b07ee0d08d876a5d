"""The talk at the table: read the evaluation together, one thing at a time, then fix it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.enums import SignatureMeaning
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.statements import statement
from pwa.domain.states import EvaluationState
from pwa.forms import Reader
from pwa.models import Evaluation
from pwa.models.evaluation_facts import surely_short
from pwa.pages import page
from pwa.pdf.document import EvaluationDocument
from pwa.policies import evaluations as policies
from pwa.queries import evaluation_document
from pwa.queries.evaluation_done import drawn_up, talked
from pwa.queries.evaluation_form import supervisor_form
from pwa.routes import evaluation_pages as pages
from pwa.routes.evaluation_parts import hints_of, missing_of
from pwa.services import audit, evaluations

bp = access.GuardedBlueprint("talking", __name__, url_prefix="/evaluaties/<uuid:evaluation>/samen")

_READ_IN = (EvaluationState.READY, EvaluationState.DISCUSSED)


@dataclass(frozen=True)
class Step:
    """One thing to talk about. `part` is the template's name for it."""

    part: str
    title: str
    group: Any = None


@dataclass(frozen=True)
class PresentForm:
    """Who was there: ticked from those around the placement, and one guest with a function."""

    talk_on: date | None
    present: tuple[str, ...] = ()
    guest: str = ""
    job: str = ""
    reason: str = ""
    short: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, known: tuple[str, ...]) -> "PresentForm":
        r = Reader()
        day = r.day("talk_on")
        ticked = r.texts("present")
        there = tuple(name for name in known if name in ticked)
        guest, job = r.line("guest", most=80), r.line("job", most=40)
        reason = r.text("short_reading_reason", most=600)
        return cls(day, there, guest, job, reason, errors=words.errors(r.done()))

    @property
    def lines(self) -> str:
        """A line for each, as the form of the evaluation has them."""
        guest = ", ".join(filter(None, (self.guest, self.job)))
        return "\n".join(filter(None, (*self.present, guest)))


def steps_of(doc: EvaluationDocument) -> list[Step]:
    """In the order of a good talk: what goes well first, advice last. Empty parts are left out."""
    words_too = doc.candidate_view.text
    steps = [Step("strengths", _("Wat gaat goed"))] if doc.strengths or doc.goals else []
    steps += [Step("group", one.label or _("Waar we op letten"), one) for one in doc.profile]
    if words_too:
        steps.append(Step("own", _("In eigen woorden")))
    if doc.points or doc.support_needed:
        steps.append(Step("points", _("Wat kan beter")))
    if doc.actions:
        steps.append(Step("actions", _("Afspraken")))
    if doc.advice or doc.company.statement:
        steps.append(Step("advice", _("Advies")))
    return [*steps, Step("present", _("Het gesprek"))]


@bp.get("/", may=policies.write)
def start(evaluation: Evaluation) -> Any:
    return redirect(url_for("talking.show", evaluation=evaluation.id, number=1))


@bp.get("/<int:number>", may=policies.write)
def show(evaluation: Evaluation, number: int) -> Any:
    return _step_page(evaluation, number)


def _step_page(
    evaluation: Evaluation, number: int = 0, form: PresentForm | None = None, status: int = 200
) -> Any:
    """Step `number`, counted from 1; 0 is the last, who was present. Each step is a reading: its
    address can be opened by itself."""
    if evaluation.state not in _READ_IN:
        return redirect(url_for("evaluations.show", evaluation=evaluation.id), 303)
    person = access.me()
    with transaction():
        doc = evaluation_document.talk(person, evaluation)
        audit.record_reading(person, [evaluation.placement], "evaluatie")
    steps, names = steps_of(doc), known(doc)
    number = number if 0 < number <= len(steps) else len(steps)
    return page(
        "talking/step.html",
        status=status,
        **pages.head(evaluation, names=pages.names_in(doc)),
        doc=doc,
        steps=steps,
        number=number,
        step=steps[number - 1],
        known=names,
        form=form or _present(evaluation, names, last=number == len(steps)),
        own=False,
    )


def _present(evaluation: Evaluation, names: tuple[str, ...], *, last: bool) -> PresentForm:
    """As it stands before anybody typed; with the question why, where there was little time."""
    day = evaluation.talk_on or access.me().today
    short = last and surely_short(evaluation, day)
    return PresentForm(day, _there(evaluation, names), short=short)


def known(doc: EvaluationDocument) -> tuple[str, ...]:
    """Those around the placement, each once."""
    return tuple(dict.fromkeys(filter(None, (doc.candidate, *doc.supervisors, doc.coach))))


def _there(evaluation: Evaluation, names: tuple[str, ...]) -> tuple[str, ...]:
    """As it was said before, else candidate and supervisor."""
    said = evaluation.talk_with.splitlines()
    return tuple(name for name in names if name in said) or names[:2]


@bp.post("/gehouden", may=policies.write)
def held(evaluation: Evaluation) -> Any:
    """The talk was held. In a talk that was held before, it is fixed as it stands."""
    person = access.me()
    doc = evaluation_document.document(person, evaluation)
    form = PresentForm.read(known(doc))
    if form.talk_on and not form.errors:
        try:
            evaluations.talk(person, evaluation, form.talk_on, form.lines, form.reason)
        except BadInput as problem:
            form = _wrong(form, problem)
        except DomainError as problem:
            now = evaluations.again(evaluation)
            if not talked(now, form.talk_on, form.lines):
                typed = filter(None, (form.lines, form.reason))
                return pages.refusal(now, problem, typed)
        return redirect(url_for("talking.fix", evaluation=evaluation.id), 303)
    return _step_page(evaluation, form=form, status=422)


def _wrong(form: PresentForm, problem: BadInput) -> PresentForm:
    said = words.errors(problem.fields)
    short = "short_reading_reason" in problem.fields
    return PresentForm(form.talk_on, form.present, form.guest, form.job, form.reason, short, said)


@bp.get("/vastleggen", may=policies.write)
def fix(evaluation: Evaluation) -> Any:
    return _fix_page(evaluation)


def _fix_page(evaluation: Evaluation, status: int = 200) -> Any:
    if evaluation.state is not EvaluationState.DISCUSSED:
        return redirect(url_for("evaluations.show", evaluation=evaluation.id), 303)
    candidate = evaluation.placement.candidate.user.name
    form = supervisor_form(evaluation, access.me().language)
    return page(
        "talking/fix.html",
        status=status,
        **pages.head(evaluation),
        changed=words.error("evaluation_changed") if status == 409 else "",
        missing=missing_of(evaluation, form),
        hints=hints_of(evaluation, form),
        sentence=statement(SignatureMeaning.DRAWN_UP, evaluation.kind, candidate),
    )


@bp.post("/vastleggen", may=policies.write)
def freeze(evaluation: Evaluation) -> Any:
    r = Reader()
    made_at, edition = r.moment("made_at"), r.number("edition", 1, 10**8, default=0)
    own_edition = r.number("own_edition", 0, 10**8, default=-1)
    r.done()
    if edition != evaluation.edition:  # nobody signs what came after the page was opened
        return _fix_page(evaluation, status=409)
    try:
        evaluations.freeze(access.me(), evaluation, made_at, own_edition)
    except BadInput:
        return _fix_page(evaluation, 422)
    except DomainError as problem:
        if problem.code == "evaluation_changed":
            return _fix_page(evaluations.again(evaluation), status=409)
        if not drawn_up(access.me(), evaluations.again(evaluation)):
            return pages.refusal(evaluation, problem)
    flash(_("Vastgelegd en ondertekend. Nu tekent de kandidaat."), "success")
    return redirect(url_for("evaluations.show", evaluation=evaluation.id), 303)
