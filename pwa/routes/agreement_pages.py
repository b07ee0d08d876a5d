"""Pages of an agreement that several addresses answer with."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.agreements import MOST_QUESTION
from pwa.domain.enums import SignatureRole
from pwa.domain.states import PlacementState
from pwa.models import Agreement, Placement
from pwa.models.agreement import is_told_of
from pwa.pages import page
from pwa.policies import agreements as policies
from pwa.queries.agreement_changes import signed_now, version_before
from pwa.queries.agreements import AgreementView, agreement_view, somebody_signs
from pwa.queries.checklists import arranged
from pwa.routes import agreement_words
from pwa.routes.steps import Step
from pwa.services import audit

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
    names, before = _names(view), version_before(view.agreement)
    return page(
        "agreements/show.html",
        status=status,
        view=view,
        doc=view.document,
        placement=placement,
        names=names,
        changes=agreement_words.differences(before, view.document) if before else [],
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
        told=is_told_of(placement),
        reason=reason,
        errors=errors or {},
    )


def sure(placement: Placement, agreement: Agreement, step: Step[Any], changes: Any, to: str) -> Any:
    """Old beside new, and whose signature falls away, before it counts."""
    return page(
        "replanning/sure.html",
        placement=placement,
        form=step,
        changes=changes,
        offered=agreement.version > 0,
        signed=signed_now(agreement),
        yes=_("Ja, zo aanbieden") if agreement.version else _("Ja, zo bewaren"),
        action=url_for(to, placement=placement.id),
    )
