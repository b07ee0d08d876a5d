"""What a company chose: looked at once more before it counts, with what it was before."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access
from pwa.domain.history import Changed
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.pages import page
from pwa.queries import history
from pwa.queries.company_choices import Hanging, hanging_on
from pwa.routes import history_words, steps
from pwa.routes.steps import Step
from pwa.services import companies
from pwa.services.companies import Choices


def _read(r: Reader) -> Choices:
    return Choices(**{name: r.flag(name) for name in companies.NAMES})


def opened(organisation: Organisation) -> Any:
    return _form(organisation, _as_it_is(organisation), 200)


def _as_it_is(organisation: Organisation) -> Step[Choices]:
    now = Choices.of(organisation)
    on = {name: "1" for name in companies.NAMES if getattr(now, name)}
    return Step(on, now, seen=now.mark)


def written(organisation: Organisation) -> Any:
    """The form, what it means for others, and done."""
    step = steps.read(_read)

    def preview(step: Step[Choices]) -> Any:
        companies.check_seen(organisation, step.seen)
        if step.sure == Choices.of(organisation):
            flash(_("Er is niets veranderd."), "info")
            return _form(organisation, step, 200)
        return _sure(organisation, step)

    def do(step: Step[Choices]) -> Any:
        companies.choose(access.me(), organisation, step.sure, step.seen)
        flash(_("Bewaard."), "success")
        return redirect(url_for("companies.show", organisation=organisation.id), 303)

    return steps.answer(
        step, form=lambda s, status: _form(organisation, s, status), preview=preview, do=do
    )


def _form(organisation: Organisation, form: Step[Choices], status: int) -> Any:
    fresh = Organisation.get_by_id(organisation.id) if form.stale else organisation
    kinds = (Changed.COMPANY_SIGNS, Changed.PHOTOS, Changed.DRAWINGS)
    return page(
        "companies/edit.html",
        company=organisation,
        form=form,
        now=Choices.of(fresh),
        history=history_words.of_company(history.of_company(organisation.id, *kinds)),
        status=status,
    )


def _sure(organisation: Organisation, step: Step[Choices]) -> Any:
    now, wanted, hanging = Choices.of(organisation), step.sure, hanging_on(organisation.id)
    happens: list[str] = []
    if wanted.company_signs != now.company_signs:
        happens += _signing(wanted.company_signs, hanging)
    if wanted.photos != now.photos:
        happens += _photos(wanted.photos, hanging)
    if wanted.drawn_signatures != now.drawn_signatures:
        happens.append(_drawings(wanted.drawn_signatures))
    return page(
        "history/sure.html",
        form=step,
        title=organisation.name,
        happens=happens,
        yes=_("Ja, zo doen wij het"),
        action=url_for("companies.save", organisation=organisation.id),
    )


def _signing(signs: bool, hanging: Hanging) -> list[str]:
    n = hanging.signing
    if signs:
        said = [_("Jullie bedrijf tekent ook, en leest een evaluatie zodra die klaarligt.")]
        waits = ngettext(
            "%(num)s evaluatie ligt nu klaar. Die wacht dan ook op jullie.",
            "%(num)s evaluaties liggen nu klaar. Die wachten dan ook op jullie.",
            n,
        )
    else:
        said = [
            _("Jullie bedrijf tekent niet meer mee. Wat al getekend is, blijft getekend."),
            _("Jullie lezen een evaluatie pas als de coach die heeft afgesloten."),
        ]
        waits = ngettext(
            "%(num)s evaluatie ligt nu klaar. Die wacht dan niet meer op jullie.",
            "%(num)s evaluaties liggen nu klaar. Die wachten dan niet meer op jullie.",
            n,
        )
    return [*said, waits] if n else said


def _drawings(asked: bool) -> str:
    if asked:
        return str(_("Wie aan tafel tekent, mag met een vinger tekenen. Het hoeft nooit."))
    return str(_("Aan tafel tekent niemand meer met een vinger. Wat er al staat, blijft staan."))


def _photos(allowed: bool, hanging: Hanging) -> list[str]:
    if allowed:
        return [
            _("Begeleiders kunnen bij een notitie een foto van het product of de werkplek zetten."),
            _(
                "Wie de notitie leest, ziet die foto: de kandidaat, de begeleiders en de coach, en "
                "een privacyfunctionaris die daar een reden voor heeft."
            ),
        ]
    said = [_("Bij een notitie kan geen foto meer.")]
    n = hanging.photos
    stay = ngettext(
        "%(num)s foto die er al is, blijft staan.",
        "%(num)s foto's die er al zijn, blijven staan.",
        n,
    )
    return [*said, stay] if n else said
