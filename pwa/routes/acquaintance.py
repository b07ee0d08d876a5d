"""A coach gets to know a company: reads it, visits it, writes down what was seen."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.errors import BadInput
from pwa.forms import Reader
from pwa.models import CompanyVisit, Organisation
from pwa.pages import page
from pwa.policies import acquaintance as policies
from pwa.queries import acquaintance as queries
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

    @classmethod
    def read(cls) -> "VisitForm":
        r = Reader()
        day = r.day("day")
        present = r.line("present", most=MOST_PRESENT, required=True)
        saw = r.text("saw", most=MOST_SAW, required=True)
        return cls(day, present, saw, words.errors(r.done()))


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
        acquaintance.visit(access.me(), organisation, form.day, form.present, form.saw)
    except BadInput as wrong:
        again = VisitForm(form.day, form.present, form.saw, words.errors(wrong.fields))
        return _form_page(organisation, again, 422)
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
