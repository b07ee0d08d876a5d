"""A coach gets to know a company: reads it, visits it, writes down what was seen."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.forms import Reader
from pwa.models import CompanyVisit, Organisation
from pwa.pages import page
from pwa.policies import acquaintance as policies
from pwa.queries import acquaintance as queries
from pwa.routes.ways_in import form_id
from pwa.services import acquaintance
from pwa.services.acquaintance import MOST_PRESENT, MOST_SAW

bp = access.GuardedBlueprint("acquaintance", __name__, url_prefix="/bedrijven")

words.add_errors({"visit_in_future": lazy_gettext("Die dag moet nog komen.")})


@dataclass(frozen=True)
class VisitForm:
    day: date | None
    present: str = ""
    saw: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid7)

    @classmethod
    def read(cls) -> "VisitForm":
        r = Reader()
        id = form_id(r)
        day = r.day("day")
        present = r.line("present", most=MOST_PRESENT, required=True)
        saw = r.text("saw", most=MOST_SAW, required=True)
        return cls(day, present, saw, words.errors(r.done()), id)


@bp.post("/<uuid:organisation>/gelezen", may=policies.know)
def have_read(organisation: Organisation) -> Any:
    r = Reader()
    version = r.number("version", 1, 100_000, default=0)
    r.done()
    acquaintance.have_read(access.me(), organisation, version or 0)
    flash(_("Genoteerd: jij hebt gelezen wie dit bedrijf is."), "success")
    return redirect(url_for("companies.show", organisation=organisation.id), 303)


@bp.get("/<uuid:organisation>/bezoeken", may=policies.read_visits)
def visits(organisation: Organisation) -> Any:
    return page(
        "acquaintance/visits.html",
        company=organisation, visits=queries.visits(access.me(), organisation),
        may_write=policies.know(access.me(), organisation),
    )  # fmt: skip


@bp.get("/<uuid:organisation>/bezoeken/nieuw", may=policies.know)
def new(organisation: Organisation) -> Any:
    return _form_page(organisation, VisitForm(access.me().today))


@bp.post("/<uuid:organisation>/bezoeken/nieuw", may=policies.know)
def create(organisation: Organisation) -> Any:
    form = VisitForm.read()
    if form.day is None or form.errors:
        return _form_page(organisation, form, 422)
    try:
        acquaintance.visit(access.me(), organisation, form.day, form.present, form.saw, form.id)
    except BadInput as wrong:
        again = replace(form, errors=words.errors(wrong.fields))
        return _form_page(organisation, again, 422)
    except NotAllowed as refused:
        told = {"saw": words.error("note_id_reused")}
        again = replace(form, errors=told, id=uuid7())
        return _form_page(organisation, again, refused.status)
    flash(_("Het bezoek staat erbij. Het bedrijf en de coaches lezen het."), "success")
    return redirect(url_for("acquaintance.visits", organisation=organisation.id), 303)


def _form_page(organisation: Organisation, form: VisitForm, status: int = 200) -> Any:
    return page(
        "acquaintance/new.html", status=status,
        company=organisation, form=form, most_saw=MOST_SAW, today=access.me().today,
    )  # fmt: skip


@bp.post("/bezoeken/<uuid:company_visit>/weghalen", may=policies.remove_visit)
def remove(company_visit: CompanyVisit) -> Any:
    Reader().done()
    acquaintance.remove_visit(access.me(), company_visit)
    flash(_("Het bezoek is weggehaald."), "success")
    return redirect(url_for("acquaintance.visits", organisation=company_visit.organisation_id), 303)
