"""The agreement of a placement: read it, sign it, ask first; and what the coach does with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.database import transaction
from pwa.domain.agreements import MOST_QUESTION
from pwa.domain.errors import BadInput, DomainError
from pwa.forms import Reader
from pwa.models import Placement
from pwa.models.agreement import is_told_of
from pwa.policies import agreements as policies
from pwa.queries import agreements as queries
from pwa.routes import agreement_pages as pages
from pwa.routes import agreement_terms
from pwa.services import agreement_signing, agreements, audit, cancelling, checklists

bp = access.GuardedBlueprint("agreements", __name__, url_prefix="/plaatsingen/<uuid:placement>")

words.add_errors(
    {
        "agreement_changed": lazy_gettext(
            "De overeenkomst is net veranderd. Lees de nieuwe versie en teken dan."
        ),
        "agreement_settled": lazy_gettext("Deze overeenkomst is al rond."),
        "no_agreement": lazy_gettext("Bij deze plek hoort geen overeenkomst in Opstap."),
        "has_started": lazy_gettext(
            "Er is al iets opgeschreven over deze plek. Dan heeft hij bestaan: stop hem eerder."
        ),
    }
)

Act = Callable[[], Any]


@bp.get("/overeenkomst", may=policies.read)
def show(placement: Placement) -> Any:
    return pages.reading(placement)


def _step(placement: Placement, act: Act, told: str, step: str, form: dict[str, str]) -> Any:
    """Make the step, or show the page again with what was typed and why not."""
    try:
        act()
    except BadInput as problem:
        return pages.reading(placement, step, form, words.errors(problem.fields), 422)
    except DomainError as problem:
        sentence = words.error(problem.code, **problem.details)
        fresh = Placement.with_people().where(Placement.id == placement.id).get()
        return pages.reading(fresh, step, form, {step: sentence}, problem.status)
    flash(told, "success")
    return redirect(url_for("agreements.show", placement=placement.id), 303)


@bp.post("/overeenkomst/tekenen", may=policies.sign)
def sign(placement: Placement) -> Any:
    r = Reader()
    seen, made_at = r.line("content", most=64), r.moment("made_at")
    r.done()

    act = partial(agreement_signing.sign, access.me(), placement, seen, made_at)
    return _step(placement, act, _("Je handtekening staat erbij."), "sign", {})


@bp.post("/overeenkomst/vragen", may=policies.ask)
def ask(placement: Placement) -> Any:
    r = Reader()
    text = r.text("text", most=MOST_QUESTION)
    if errors := words.errors(r.done()):
        return pages.reading(placement, "ask", {"text": text}, errors, 422)
    told = _("Je coach weet dat je eerst iets wilt vragen. Teken nog niet.")
    if placement.candidate_id != access.me().candidate_id:
        told = _("De coach weet dat jullie eerst iets willen vragen.")
    act = partial(agreements.ask, access.me(), placement, text)
    return _step(placement, act, told, "ask", {"text": text})


@bp.post("/overeenkomst/vragen/besproken", may=policies.decide)
def answered(placement: Placement) -> Any:
    Reader().done()
    act = partial(agreements.answered, access.me(), placement)
    return _step(placement, act, _("Genoteerd: de vraag is besproken."), "answered", {})


@bp.post("/overeenkomst/aanbieden", may=policies.decide)
def offer(placement: Placement) -> Any:
    Reader().done()
    act = partial(agreements.offer, access.me(), placement)
    return _step(placement, act, _("De overeenkomst ligt klaar om te tekenen."), "offer", {})


@bp.post("/overeenkomst/papier", may=policies.decide)
def paper(placement: Placement) -> Any:
    r = Reader()
    on, reason = r.day("on"), r.text("reason", most=600, required=True)
    form = {"on": on.isoformat() if on else "", "reason": reason}
    if errors := words.errors(r.done()):
        return pages.reading(placement, "paper", form, errors, 422)
    told = _("Genoteerd: getekend op papier. De plek staat gepland.")
    act = partial(agreement_signing.signed_on_paper, access.me(), placement, on, reason)
    return _step(placement, act, told, "paper", form)


@bp.get("/overeenkomst/wijzigen", may=policies.decide)
def edit(placement: Placement) -> Any:
    return agreement_terms.opened(placement)


@bp.post("/overeenkomst/wijzigen", may=policies.decide)
def change(placement: Placement) -> Any:
    return agreement_terms.written(placement)


@bp.get("/overeenkomst/pdf", may=policies.read)
def pdf(placement: Placement) -> Any:
    with transaction():
        data = queries.kept_pdf(placement)
        audit.record_reading(access.me(), [placement], "overeenkomst")
    answer = make_response(data if data is not None else abort(404))
    answer.mimetype = "application/pdf"
    name = f"overeenkomst-{placement.id.hex[-8:]}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@bp.get("/niet-door", may=policies.decide)
def stop(placement: Placement) -> Any:
    return pages.cancelling(placement)


@bp.post("/niet-door", may=policies.decide)
def cancel(placement: Placement) -> Any:
    r = Reader()
    reason = r.text("reason", most=cancelling.MOST_REASON, required=True)
    told = is_told_of(placement)
    errors = words.errors(r.done())
    try:
        if not errors:
            cancelling.cancel(access.me(), placement, reason)
    except BadInput as problem:
        errors = words.errors(problem.fields)
    except DomainError as problem:
        errors = {"reason": words.error(problem.code, **problem.details)}
    if errors:
        return pages.cancelling(placement, reason, errors, 422)
    if told:
        flash(_("Deze plek gaat niet door. Iedereen die erbij hoort kan lezen waarom."), "success")
    else:
        flash(_("Deze plek gaat niet door."), "success")
    return redirect(url_for("agreements.show", placement=placement.id), 303)


@bp.post("/geregeld", may=policies.tick)
def tick(placement: Placement) -> Any:
    r = Reader()
    code, done = r.line("code", most=40, required=True), r.flag("done")
    r.done()
    checklists.tick(access.me(), placement, code, done)
    flash(_("Genoteerd."), "success")
    here = "agreements.show" if policies.decide(access.me(), placement) else "placements.show"
    return redirect(url_for(here, placement=placement.id, _anchor="arranged"), 303)
