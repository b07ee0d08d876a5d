"""Mijn kandidaten: who needs the coach, and what is near."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access, moments, words
from pwa.pages import page
from pwa.policies import coaching as policies
from pwa.queries import corrections, retention_offers
from pwa.queries.coaching import Coached, coach_view
from pwa.queries.coaching_reasons import Need, Reason
from pwa.queries.coaching_side import side_of
from pwa.routes import correction_words
from pwa.routes.milestones import place_of
from pwa.services import seen

bp = access.GuardedBlueprint("coaching", __name__)

_TONES = {
    Need.UNSIGNED: ("danger", "signature"),
    Need.ASKED: ("attention", "message-circle"),
    Need.TO_OFFER: ("attention", "file-text"),
    Need.SIGN_OFF: ("danger", "signature"),
    Need.FAULT: ("attention", "triangle-alert"),
    Need.ABSENT_UNREPORTED: ("danger", "user-x"),
    Need.OVER_THE_END: ("danger", "calendar-x"),
    Need.CLOSE_UNSIGNED: ("attention", "hourglass"),
    Need.COMPANY_SILENT: ("attention", "hourglass"),
    Need.NO_NOTES: ("attention", "pen-line"),
    Need.END_NEAR: ("attention", "calendar-clock"),
    Need.RETURNED: ("neutral", "undo-2"),
    Need.AGREED_LATE: ("attention", "handshake"),
    Need.AGREED: ("neutral", "handshake"),
    Need.MILESTONE: ("neutral", "list-checks"),
    Need.NO_PLACE: ("attention", "building-2"),
    Need.HANDBOOK: ("neutral", "book-open"),
    Need.START_OPEN: ("neutral", "list-checks"),
    Need.TO_SIGN: ("attention", "signature"),
}


_BEFORE_THE_START = (Need.UNSIGNED, Need.ASKED, Need.TO_OFFER, Need.TO_SIGN, Need.START_OPEN)


@dataclass(frozen=True)
class Said:
    """A reason in words, with where to deal with it."""

    text: str
    tone: str
    icon: str
    href: str
    action: str


@bp.get("/mijn-kandidaten", may=policies.see_candidates)
def index() -> Any:
    view, side = coach_view(access.me()), side_of(access.me())
    goes = retention_offers.of(view.placed, words.language())
    seen.offers_shown(access.me(), [one.placement_id for one in goes if one.unseen])
    everybody = (*view.needing, *view.others, *view.over)
    reasons = {one: tuple(_said(one, reason) for reason in one.reasons) for one in everybody}
    return page(
        "coaching/index.html",
        view=view,
        reasons=reasons,
        show=_show,
        place_of=place_of,
        devices=side.devices,
        received=side.received,
        unfinished=side.unfinished,
        goes=goes,
        requests=corrections.waiting(access.me(), view.calendars),
        **correction_words.for_templates(),
    )


def _show(placement_id: UUID) -> str:
    return _link("placements.show", placement=placement_id)


def _link(endpoint: str, **ids: Any) -> str:
    """The address, or nothing where that page does not exist."""
    return url_for(endpoint, **ids) if endpoint in current_app.view_functions else ""


def _said(one: Coached, reason: Reason) -> Said:
    tone, icon = _TONES[reason.need]
    href, action = _where(one, reason)
    return Said(_sentence(reason, one.company), tone, icon, href, action)


def _where(one: Coached, reason: Reason) -> tuple[str, str]:
    if reason.need is Need.NO_PLACE:
        return url_for("placing.new", kandidaat=one.candidate_id), _("Een plek geven")
    if reason.need is Need.HANDBOOK and one.placement_id:
        return _link("handbook_moves.show", placement=one.placement_id), _("Handboek bekijken")
    if reason.need in _BEFORE_THE_START:
        return url_for("agreements.show", placement=one.placement_id), _("Overeenkomst openen")
    if reason.need is Need.OVER_THE_END or (reason.need is Need.END_NEAR and not reason.days):
        return url_for("endings.onward", placement=one.placement_id), _("Kiezen wat hierna komt")
    if reason.need is Need.END_NEAR:
        return url_for("extensions.new", placement=one.placement_id), _("Verlengen")
    if reason.need in (Need.AGREED, Need.AGREED_LATE):
        return url_for("actions.index"), _("Afspraken bekijken")
    if reason.evaluation:
        return _link("evaluations.show", evaluation=reason.evaluation), _("Evaluatie openen")
    if reason.near and (href := place_of(reason.near.placement_id, reason.near.stone)):
        return href, _("Beslissen")
    return "", ""


def _sentence(reason: Reason, company: str) -> str:
    n = reason.days
    words: dict[Need, Callable[[], Any]] = {
        Need.UNSIGNED: lambda: _("Is begonnen, en niet iedereen heeft de overeenkomst getekend."),
        Need.ASKED: lambda: _("Wil eerst iets vragen over de overeenkomst."),
        Need.TO_OFFER: lambda: _("De overeenkomst is nog niet aangeboden."),
        Need.TO_SIGN: lambda: _("De overeenkomst wacht op jouw handtekening."),
        Need.START_OPEN: lambda: ngettext(
            "Nog één ding te regelen voor de start.",
            "Nog %(num)s dingen te regelen voor de start.",
            n,
        ),
        Need.SIGN_OFF: lambda: _("De evaluatie wacht op jou om af te tekenen."),
        Need.FAULT: lambda: _("De begeleider vond een fout in een evaluatie die klaar was."),
        Need.ABSENT_UNREPORTED: lambda: _("%(n)s keer niet gekomen en niet gemeld.", n=n),
        Need.OVER_THE_END: lambda: ngettext(
            "Gisteren was de laatste dag. Wat komt hierna?",
            "%(num)s dagen geleden was de laatste dag. Wat komt hierna?",
            n,
        ),
        Need.CLOSE_UNSIGNED: lambda: _unsigned(reason, company),
        Need.COMPANY_SILENT: lambda: _(
            "De evaluatie ligt al %(n)s werkdagen bij %(company)s.",
            n=n,
            company=company.rstrip("."),
        ),
        Need.NO_NOTES: lambda: _("Al %(n)s werkdagen geen notitie.", n=n),
        Need.END_NEAR: lambda: _end_near(n),
        Need.RETURNED: lambda: _("Je stuurde de evaluatie terug. De begeleider past hem aan."),
        Need.AGREED_LATE: lambda: ngettext(
            "De datum van een afspraak uit de evaluatie is voorbij.",
            "De datum van %(num)s afspraken uit de evaluatie is voorbij.",
            n,
        ),
        Need.AGREED: lambda: ngettext(
            "Een afspraak uit de evaluatie is van jou.",
            "%(num)s afspraken uit de evaluatie zijn van jou.",
            n,
        ),
        Need.MILESTONE: lambda: _milestone(reason),
        Need.NO_PLACE: lambda: _("Heeft nu geen plek."),
        Need.HANDBOOK: lambda: _("Het bedrijf wil meegaan naar een nieuw handboek. Jij beslist."),
    }
    return str(words[reason.need]())


def _unsigned(reason: Reason, company: str) -> str:
    """With who else has to sign before the coach can close it."""
    said = _("De evaluatie ligt al %(n)s werkdagen bij de kandidaat.", n=reason.days)
    if not reason.company_waits:
        return str(said)
    first = _("Ook %(company)s tekende nog niet: eerst die handtekening.", company=company)
    return f"{said} {first}"


def _end_near(days: int) -> str:
    if days == 0:
        return str(_("Vandaag is de laatste dag. Er is nog geen volgende stap."))
    return str(
        ngettext(
            "Morgen is de laatste dag. Er is nog geen volgende stap.",
            "Nog %(num)s dagen tot het einde. Er is nog geen volgende stap.",
            days,
        )
    )


def _milestone(reason: Reason) -> str:
    """ "Scholing aanbieden (over 3 werkdagen)"."""
    near = reason.near
    return f"{moments.what(near.stone)}: {moments.when(near.stone)}" if near else ""
