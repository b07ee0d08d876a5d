"""The days on which a company is closed; who runs its side of the app enters them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from pwa import access, dates, words
from pwa.domain.history import Changed
from pwa.domain.workdays import easter, holidays, kings_day
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import companies as policies
from pwa.queries import closed_days as queries
from pwa.queries import history
from pwa.routes import closed_words, history_words, steps
from pwa.routes.steps import Step
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
    """From one day up to and including another."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        return closed_days.new_days(self.first, self.last)


def _read(r: Reader) -> Stretch | None:
    """The last day may be left empty: then it is one day."""
    first, last = r.day("first"), r.day("last", required=False)
    return Stretch(first, last or first) if first else None


@bp.get("/bedrijven/<uuid:organisation>/dichte-dagen", may=policies.edit)
def index(organisation: Organisation) -> Any:
    return _page(organisation, Step())


@bp.post("/bedrijven/<uuid:organisation>/dichte-dagen", may=policies.edit)
def add(organisation: Organisation) -> Any:
    me, step = access.me(), steps.read(_read)

    def preview(step: Step[Stretch]) -> Any:
        closed_days.check_close(me, organisation, step.sure.first, step.sure.last)
        return _sure(organisation, step, closing=True)

    def do(step: Step[Stretch]) -> Any:
        n = closed_days.close(me, organisation, step.sure.first, step.sure.last)
        said = ngettext("%(num)s dag dicht erbij.", "%(num)s dagen dicht erbij.", n)
        flash(said if n else _("Dat stond er al."), "success")
        return _back(organisation)

    return steps.answer(
        step, form=lambda s, status: _page(organisation, s, status), preview=preview, do=do
    )


@bp.post("/bedrijven/<uuid:organisation>/dichte-dagen/open", may=policies.edit)
def remove(organisation: Organisation) -> Any:
    me, step = access.me(), steps.read(_read)

    def preview(step: Step[Stretch]) -> Any:
        closed_days.check(me, organisation, step.sure.first, step.sure.last)
        return _sure(organisation, step, closing=False)

    def do(step: Step[Stretch]) -> Any:
        n = closed_days.open_again(me, organisation, step.sure.first, step.sure.last)
        flash(_("Dan zijn jullie weer open.") if n else _("Jullie waren al open."), "success")
        return _back(organisation)

    def form(step: Step[Stretch], status: int) -> Any:
        return _page(organisation, Step(errors=step.errors), status)

    return steps.answer(step, form=form, preview=preview, do=do)


def _back(organisation: Organisation) -> Any:
    return redirect(url_for("closed_days.index", organisation=organisation.id), 303)


def _page(organisation: Organisation, form: Step[Stretch], status: int = 200) -> Any:
    today = access.me().today
    coming, past = queries.closed(organisation.id, today)
    return page(
        "closed_days/index.html",
        company=organisation,
        form=form,
        coming=coming,
        past=past,
        history=history_words.of_company(history.of_company(organisation.id, Changed.CLOSED)),
        years=[(year, named_holidays(year)) for year in (today.year, today.year + 1)],
        status=status,
    )


def _sure(organisation: Organisation, step: Step[Stretch], closing: bool) -> Any:
    """What it means for others, in counts, before it counts."""
    stretch, today = step.sure, access.me().today
    effect = queries.effect_of(organisation.id, stretch.days, closing, today)
    act = "closed_days.add" if closing else "closed_days.remove"
    return page(
        "history/sure.html",
        form=step,
        title=dates.stretch(stretch.first, stretch.last),
        happens=closed_words.happens(effect, stretch.days, closing, today),
        yes=_("Ja, dan zijn we dicht") if closing else _("Ja, dan zijn we open"),
        action=url_for(act, organisation=organisation.id),
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
