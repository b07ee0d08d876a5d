"""The manner of guidance and what keeps people safe, changed by the coach and looked at first."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.agreements import MOST_TEXT
from pwa.domain.errors import NotAllowed
from pwa.forms import Reader
from pwa.models import Agreement, Person, Placement
from pwa.models.agreement_facts import agreement_of
from pwa.pages import page
from pwa.queries import agreement_changes
from pwa.routes import agreement_pages, agreement_words, steps
from pwa.routes.steps import Step
from pwa.services import agreements, audit
from pwa.services.agreements import Terms

TERMS = ("how_often", "who_does_what", "insurance", "safety")


def _read(r: Reader) -> Terms:
    return Terms(**{name: r.text(name, most=MOST_TEXT) for name in TERMS})


def _read_by(person: Person, placement: Placement) -> Agreement:
    """The agreement as it stands now, and that this person read it."""
    with transaction():
        audit.record_reading(person, [placement], "overeenkomst")
        return agreement_of(placement.id) or abort(404)


def opened(placement: Placement) -> Any:
    agreement = _read_by(access.me(), placement)
    return _form(placement, agreement, Step(_now(agreement), seen=str(agreement.edition)), 200)


def written(placement: Placement) -> Any:
    """The form, old beside new, and done; two coaches at once get a choice."""
    me, step = access.me(), steps.read(_read)
    agreement = _read_by(me, placement)

    def preview(step: Step[Terms]) -> Any:
        new = agreements.terms_become(me, placement, _edition(step), step.sure)
        return _sure(placement, agreement, step, agreement_changes.printable(new))

    def do(step: Step[Terms]) -> Any:
        row = agreements.change_terms(me, placement, _edition(step), step.sure)
        told = _("Bewaard. Er ligt een nieuwe versie klaar: iedereen leest en tekent die.")
        flash(told if row.version else _("Bewaard."), "success")
        return redirect(url_for("agreements.show", placement=placement.id), 303)

    def form(step: Step[Terms], status: int) -> Any:
        return _form(placement, agreement, step, status)

    try:
        return steps.answer(step, form=form, preview=preview, do=do)
    except NotAllowed as problem:  # no PDF can be made now: what was typed stays
        said = words.error(problem.code, **problem.details)
        return _form(placement, agreement, step, 422, {TERMS[0]: said})


def _edition(step: Step[Terms]) -> int:
    """The edition that the form was made from; a broken one is an old one."""
    return int(step.seen) if step.seen.isascii() and step.seen.isdigit() else 0


def _now(agreement: Agreement) -> dict[str, str]:
    return {name: getattr(agreement, name) for name in TERMS}


def _form(
    placement: Placement,
    agreement: Agreement,
    form: Step[Terms],
    status: int,
    errors: Mapping[str, str] | None = None,
) -> Any:
    theirs = [text for name, text in _now(agreement).items() if text != form.get(name)]
    return page(
        "agreements/terms.html",
        status=status,
        placement=placement,
        seen=agreement.edition if form.stale else form.seen,
        form=form,
        errors=errors or form.errors,
        theirs=theirs if form.stale else [],
        most=MOST_TEXT,
    )


def _sure(placement: Placement, agreement: Agreement, step: Step[Terms], new: Any) -> Any:
    changes = agreement_words.differences(agreement_changes.standing(agreement), new)
    if not changes:
        flash(_("Er is niets veranderd."), "info")
        return _form(placement, agreement, step, 200)
    return agreement_pages.sure(placement, agreement, step, changes, "agreements.change")
