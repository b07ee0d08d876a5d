"""The manner of guidance and what keeps people safe, changed by the coach and looked at first."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.agreements import MOST_TEXT
from pwa.domain.enums import PlacementForm
from pwa.domain.errors import NotAllowed
from pwa.forms import Reader, sent_by_itself
from pwa.models import Agreement, Person, Placement
from pwa.models.agreement_facts import agreement_of
from pwa.pages import page
from pwa.queries import agreement_changes
from pwa.routes import agreement_pages, agreement_words, step_drafts, steps
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
        return _of(placement)


def _of(placement: Placement) -> Agreement:
    return agreement_of(placement.id) or abort(404)


def opened(placement: Placement) -> Any:
    agreement = _read_by(access.me(), placement)
    seen = str(agreement.edition)
    before = step_drafts.opened(placement, PlacementForm.TERMS, seen)
    return _form(placement, agreement, before or Step(_now(agreement), seen=seen), 200)


def written(placement: Placement) -> Any:
    """The form, old beside new, and done; two coaches at once get a choice."""
    me, step = access.me(), steps.read(_read)
    agreement = _of(placement) if sent_by_itself() else _read_by(me, placement)

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
        return step_drafts.answer(
            placement, PlacementForm.TERMS, step, form=form, preview=preview, do=do
        )
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
    theirs, other = _elsewhere(form, _now(agreement)), form.other
    return page(
        "agreements/terms.html",
        status=status,
        placement=placement,
        seen=agreement.edition if form.stale else form.seen,
        form=form,
        errors=errors or form.errors,
        theirs=theirs if form.stale else [],
        other=None if other is None else _elsewhere(form, other),
        most=MOST_TEXT,
    )


def _elsewhere(form: Step[Terms], texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """(question, what stands there) where that differs from what was typed here."""
    asked = {
        "how_often": _("Hoe vaak praten jullie?"),
        "who_does_what": _("Wie doet wat?"),
        "insurance": _("Hoe is de verzekering geregeld?"),
        "safety": _("Wat is nodig om veilig te werken?"),
    }
    return [(asked[n], texts.get(n, "")) for n in TERMS if texts.get(n, "") != form.get(n)]


def _sure(placement: Placement, agreement: Agreement, step: Step[Terms], new: Any) -> Any:
    changes = agreement_words.differences(agreement_changes.standing(agreement), new)
    if not changes:
        flash(_("Er is niets veranderd."), "info")
        return _form(placement, agreement, step, 200)
    return agreement_pages.sure(placement, agreement, step, changes, "agreements.change")
