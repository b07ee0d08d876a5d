"""The days on which a company is closed; who runs its side of the app enters them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from pwa import access, words
from pwa.domain.errors import BadInput
from pwa.domain.workdays import easter, holidays, kings_day
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import companies as policies
from pwa.queries import closed_days as queries
from pwa.services import closed_days

bp = access.GuardedBlueprint("closed_days", __name__)

words.add_errors(
    {
        "too_many_days": lazy_gettext("Dat zijn meer dan twee maanden. Kijk de datums na."),
        "free_already": lazy_gettext("Dit is een feestdag: dan is al iedereen vrij."),
    }
)


@dataclass(frozen=True)
class Stretch:
    """From one day up to and including another; the last may be left empty."""

    first: date | None = None
    last: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Stretch":
        r = Reader()
        first, last = r.day("first"), r.day("last", required=False)
        return cls(first, last or first, words.errors(r.done()))


@bp.get("/bedrijven/<uuid:organisation>/dichte-dagen", may=policies.edit)
def index(organisation: Organisation) -> Any:
    return _page(organisation, Stretch())


@bp.post("/bedrijven/<uuid:organisation>/dichte-dagen", may=policies.edit)
def add(organisation: Organisation) -> Any:
    form = Stretch.read()
    if form.first is None or form.last is None or form.errors:
        return _page(organisation, form, 422)
    try:
        n = closed_days.close(access.me(), organisation, form.first, form.last)
    except BadInput as wrong:
        again = Stretch(form.first, form.last, words.errors(wrong.fields))
        return _page(organisation, again, 422)
    said = ngettext("%(num)s dag dicht erbij.", "%(num)s dagen dicht erbij.", n)
    flash(said if n else _("Dat stond er al."), "success")
    return redirect(url_for("closed_days.index", organisation=organisation.id), 303)


@bp.post("/bedrijven/<uuid:organisation>/dichte-dagen/open", may=policies.edit)
def remove(organisation: Organisation) -> Any:
    form = Stretch.read()
    if form.first and form.last and not form.errors:
        closed_days.open_again(access.me(), organisation, form.first, form.last)
        flash(_("Dan zijn jullie weer open."), "success")
    return redirect(url_for("closed_days.index", organisation=organisation.id), 303)


def _page(organisation: Organisation, form: Stretch, status: int = 200) -> Any:
    today = access.me().today
    coming, past = queries.closed(organisation.id, today)
    return page(
        "closed_days/index.html",
        company=organisation,
        form=form,
        coming=coming,
        past=past,
        years=[(year, named_holidays(year)) for year in (today.year, today.year + 1)],
        status=status,
    )


def named_holidays(year: int) -> list[tuple[date, str]]:
    """The public holidays of `domain.workdays` with their names."""
    sunday = easter(year)
    named = [
        (date(year, 1, 1), _("Nieuwjaarsdag")),
        (sunday, _("eerste paasdag")),
        (sunday + timedelta(days=1), _("tweede paasdag")),
        (kings_day(year), _("Koningsdag")),
        (date(year, 5, 5), _("Bevrijdingsdag")),
        (sunday + timedelta(days=39), _("Hemelvaartsdag")),
        (sunday + timedelta(days=49), _("eerste pinksterdag")),
        (sunday + timedelta(days=50), _("tweede pinksterdag")),
        (date(year, 12, 25), _("eerste kerstdag")),
        (date(year, 12, 26), _("tweede kerstdag")),
    ]
    return sorted((day, name) for day, name in named if day in holidays(year))
