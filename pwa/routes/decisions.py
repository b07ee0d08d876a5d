"""The premium of each half year and the question after nine months: the coach decides."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import abort, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.enums import AttendanceCode, EvaluationKind
from pwa.domain.errors import BadInput, DomainError, Stale
from pwa.domain.states import EvaluationState
from pwa.forms import Reader
from pwa.models import Placement
from pwa.models.premium_facts import Facts
from pwa.pages import not_now, page
from pwa.policies import decisions as policies
from pwa.queries import decisions as queries
from pwa.services import audit, decisions

bp = access.GuardedBlueprint("decisions", __name__)


@dataclass(frozen=True)
class DecisionForm:
    """Yes or no, and why. `stale` says that somebody else decided in the meantime."""

    edition: int = 0
    yes: str = ""
    text: str = ""
    stale: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "DecisionForm":
        r = Reader()
        edition = r.number("edition", 0, 100_000, default=0) or 0
        r.errors.pop("edition", None)  # a broken one is an old one
        yes = r.option("yes", ("yes", "no"))
        text = r.text("text", most=decisions.MOST_TEXT)
        if not text:
            r.fail("text", "reason_missing")
        return cls(edition, yes, text, errors=words.errors(r.done()))


@bp.get("/plaatsingen/<uuid:placement>/premie/<int:month>", may=policies.decide)
def premium(placement: Placement, month: int) -> Any:
    return _premium_page(placement, month, None)


@bp.post("/plaatsingen/<uuid:placement>/premie/<int:month>", may=policies.decide)
def decide_premium(placement: Placement, month: int) -> Any:
    form = DecisionForm.read()
    if form.errors:
        return _premium_page(placement, month, form, 422)
    me, yes = access.me(), form.yes == "yes"
    try:
        decisions.decide_premium(me, placement, month, form.edition, yes, form.text)
    except Stale:
        return _premium_page(placement, month, replace(form, stale=True), 409)
    except BadInput:
        abort(404)
    flash(_("Bewaard. De kandidaat leest je beslissing ook."), "success")
    return redirect(url_for("decisions.premium", placement=placement.id, month=month), 303)


def _premium_page(
    placement: Placement, month: int, form: DecisionForm | None, status: int = 200
) -> Any:
    me = access.me()
    with transaction():
        view = queries.premium_page(placement, month, me.today) or abort(404)
        audit.record_reading(me, [placement], "premie")
    form = form or DecisionForm(view.edition)
    form = replace(form, edition=view.edition) if form.stale else form
    return page(
        "decisions/premium.html",
        placement=placement,
        view=view,
        facts_in_words=_counts(view.facts),
        evaluations=_evaluations(view.facts),
        form=form,
        most=decisions.MOST_TEXT,
        today=me.today,
        status=status,
    )


def _counts(facts: Facts) -> list[tuple[str, int]]:
    return [(words.word(c), facts["counts"][c]) for c in AttendanceCode if c in facts["counts"]]


def _evaluations(facts: Facts) -> list[tuple[str, str, date]]:
    return [
        (
            words.word(EvaluationKind(kind)).capitalize(),
            words.word(EvaluationState(state)).lower(),
            date.fromisoformat(until),
        )
        for kind, state, until in facts["evaluations"]
    ]


@bp.get("/plaatsingen/<uuid:placement>/premie/<int:month>/pdf", may=policies.read)
def premium_pdf(placement: Placement, month: int) -> Any:
    """The newest edition, as it was decided."""
    statement = decisions.newest_premium(placement, month) or abort(404)
    with transaction():
        audit.record_reading(access.me(), [placement], "premie")
    try:
        data = decisions.premium_pdf(access.me(), statement, statement.decided_by.name)
    except DomainError as problem:
        sentence = words.error(problem.code, **problem.details)
        return not_now(page("decisions/no_pdf.html", sentence=sentence), problem)
    answer = make_response(data)
    answer.mimetype = "application/pdf"
    name = f"premieverklaring-{statement.id.hex[-8:]}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@bp.get("/plaatsingen/<uuid:placement>/kans-op-werk", may=policies.decide)
def chance(placement: Placement) -> Any:
    return _chance_page(placement, None)


@bp.post("/plaatsingen/<uuid:placement>/kans-op-werk", may=policies.decide)
def answer_chance(placement: Placement) -> Any:
    form = DecisionForm.read()
    if form.errors:
        return _chance_page(placement, form, 422)
    try:
        decisions.answer_chance(access.me(), placement, form.edition, form.yes == "yes", form.text)
    except Stale:
        return _chance_page(placement, replace(form, stale=True), 409)
    except BadInput:
        abort(404)
    flash(_("Bewaard. De kandidaat leest je antwoord ook."), "success")
    return redirect(url_for("decisions.chance", placement=placement.id), 303)


def _chance_page(placement: Placement, form: DecisionForm | None, status: int = 200) -> Any:
    me = access.me()
    with transaction():
        view = queries.chance_page(placement, me.today) or abort(404)
        audit.record_reading(me, [placement], "kans op werk")
    form = form or DecisionForm(view.edition)
    form = replace(form, edition=view.edition) if form.stale else form
    return page(
        "decisions/chance.html",
        placement=placement,
        view=view,
        form=form,
        most=decisions.MOST_TEXT,
        source=view.clock.rules.source.said_in(words.language()),
        status=status,
    )
