"""Pages of an agreement that several addresses answer with."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.agreements import MOST_QUESTION, MOST_TEXT
from pwa.domain.enums import SignatureRole
from pwa.domain.errors import BadInput, DomainError, Stale
from pwa.domain.states import PlacementState
from pwa.forms import Reader
from pwa.models import Agreement, Placement
from pwa.models.agreement_facts import agreement_of
from pwa.pages import page
from pwa.policies import agreements as policies
from pwa.queries.agreements import AgreementView, agreement_view, somebody_signs
from pwa.queries.checklists import arranged
from pwa.services import agreements, audit
from pwa.services.agreements import Terms

TERMS = ("how_often", "who_does_what", "insurance", "safety")
_R = SignatureRole


def reading(
    placement: Placement,
    step: str = "",
    form: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Any:
    """The whole agreement to read, with what this person can do now below it."""
    me = access.me()
    with transaction():
        view = agreement_view(me, placement) or abort(404)
        audit.record_reading(me, [placement], "overeenkomst")
    names = _names(view)
    return page(
        "agreements/show.html",
        status=status,
        view=view,
        doc=view.document,
        placement=placement,
        names=names,
        waiting=[names[role] for role in view.missing],
        state=placement.state,
        began=placement.state is PlacementState.TO_SIGN and placement.start_on <= me.today,
        coach=policies.decide(me, placement),
        nobody=_nobody_signs(view, placement),
        own=placement.candidate_id == me.candidate_id,
        may_ask=policies.ask(me, placement),
        items=arranged(me, placement, words.language())[1] if view.agreement.version else (),
        step=step,
        form=form or {},
        errors=errors or {},
        most=MOST_QUESTION,
    )


def _nobody_signs(view: AgreementView, placement: Placement) -> bool:
    """The coach hears that nobody at the company can sign here."""
    me = access.me()
    waits = _R.COMPANY in view.missing and placement.state is PlacementState.TO_SIGN
    company = placement.workplace.organisation_id
    return waits and policies.decide(me, placement) and not somebody_signs(company, me.today)


def _names(view: AgreementView) -> dict[SignatureRole, str]:
    doc = view.document
    return {_R.CANDIDATE: doc.candidate, _R.COMPANY: doc.company.name, _R.COACH: doc.coach}


def typed(agreement: Agreement) -> dict[str, str]:
    return {name: getattr(agreement, name) for name in TERMS}


def terms(
    placement: Placement,
    agreement: Agreement,
    form: dict[str, str],
    errors: dict[str, str] | None = None,
    status: int = 200,
    theirs: dict[str, str] | None = None,
) -> Any:
    return page(
        "agreements/terms.html",
        status=status,
        placement=placement,
        agreement=agreement,
        form=form,
        errors=errors or {},
        theirs=theirs or {},
        most=MOST_TEXT,
    )


def changed(placement: Placement) -> Any:
    """Keep other terms; two coaches at once get a choice and nothing is overwritten."""
    r = Reader()
    edition = r.number("edition", 1, 10**8, default=0) or 0
    form = {name: r.text(name, most=MOST_TEXT) for name in TERMS}
    errors = words.errors(r.done())
    agreement = agreement_of(placement.id) or abort(404)
    try:
        if not errors:
            row = agreements.change_terms(access.me(), placement, edition, Terms(**form))
            flash(_told(row), "success")
            return redirect(url_for("agreements.show", placement=placement.id), 303)
    except Stale:
        theirs = {name: text for name, text in typed(agreement).items() if text != form[name]}
        return terms(placement, agreement, form, {}, 409, theirs)
    except BadInput as problem:
        errors = words.errors(problem.fields)
    except DomainError as problem:
        errors = {TERMS[0]: words.error(problem.code, **problem.details)}
    return terms(placement, agreement, form, errors, 422)


def _told(row: Agreement) -> str:
    if row.version:
        return str(_("Bewaard. Er ligt een nieuwe versie klaar: iedereen leest en tekent die."))
    return str(_("Bewaard."))


def cancelling(
    placement: Placement,
    reason: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Any:
    return page(
        "agreements/cancel.html",
        status=status,
        placement=placement,
        reason=reason,
        errors=errors or {},
    )
