"""Wat weten we van je: one page of plain sentences, with the terms and names that really hold."""

from flask_babel import gettext as _
from flask_babel import ngettext

from pwa.models.privacy_terms import PrivacyTerms
from pwa.pdf.known import KnownPart
from pwa.queries.privacy import Known


def title() -> str:
    return str(_("Wat weten we van je?"))


def lead() -> str:
    return str(_("Dit is wat er over je staat, waarom, wie het leest en hoe lang het blijft."))


def parts(known: Known) -> tuple[KnownPart, ...]:
    return (
        KnownPart(_("Dit staat er"), _there()),
        KnownPart(_("Dit staat er nooit"), _never()),
        KnownPart(_("Waarom"), _why()),
        KnownPart(_("Wie het leest"), _who()),
        KnownPart(_("Hoe lang het blijft"), _how_long(known.terms)),
        KnownPart(_("Wat jij kunt doen"), _rights()),
        KnownPart(_("Aan wie je iets vraagt"), _ask(known)),
    )


def _there() -> tuple[str, ...]:
    return (
        _("Je naam, je telefoonnummer en hoe je je aanmeldt."),
        _("Waar je werkt, op welke dagen, en met wie."),
        _("Wat je begeleider zag op het werk. Jij leest dat ook."),
        _("Of je er was. Niet waarom je er niet was."),
        _("Wat je zelf schrijft: over je dag, als reactie, en als iets niet klopt."),
        _("Doelen, evaluaties, afspraken en handtekeningen."),
    )


def _never() -> tuple[str, ...]:
    return (
        _("Geen burgerservicenummer en geen geboortedatum."),
        _("Niets over ziekte, zwangerschap, verslaving, geloof, afkomst, schulden of straf."),
        _("Geen geheime notities. Een lastige notitie wacht hooguit 3 werkdagen op een gesprek."),
    )


def _why() -> tuple[str, ...]:
    return (
        _("Om samen te zien wat je leert, en wat de volgende stap is."),
        _("Notities zijn niet bedoeld om je te straffen of om je uitkering te verlagen."),
        _(
            "De gemeente helpt je naar werk volgens de Participatiewet. Daarom mag zij dit "
            "bewaren (AVG, artikel 6 lid 1 onder e)."
        ),
    )


def _who() -> tuple[str, ...]:
    return (
        _("Jij, je begeleiders en wie hen vervangt, en je coach."),
        _(
            "Het kantoor van je bedrijf ziet aantallen, je uren, de overeenkomst en de evaluaties "
            "die klaar zijn, met de notities die daar bij staan."
        ),
        _("De privacyfunctionaris alleen met een reden. Jij hoort dat."),
        _("Bij Wie keek mee zie je zelf wie wat las, en wanneer."),
    )


def _how_long(terms: PrivacyTerms) -> tuple[str, ...]:
    return (
        ngettext(
            "Notities: nog %(num)s maand na je eindevaluatie.",
            "Notities: nog %(num)s maanden na je eindevaluatie.",
            terms.note_text_months,
        ),
        ngettext(
            "Je coach leest notities nog %(num)s dag na het einde.",
            "Je coach leest notities nog %(num)s dagen na het einde.",
            terms.coach_reads_days,
        ),
        ngettext(
            "Evaluaties: %(num)s maand.", "Evaluaties: %(num)s maanden.", terms.evaluation_months
        ),
        ngettext(
            "Een plek die niet doorging: %(num)s dag.",
            "Een plek die niet doorging: %(num)s dagen.",
            terms.never_started_days,
        ),
        ngettext("Wie wat las: %(num)s maand.", "Wie wat las: %(num)s maanden.", terms.read_months),
        ngettext(
            "Wie wat deed: %(num)s maand.", "Wie wat deed: %(num)s maanden.", terms.done_months
        ),
        _("Wat nog op een toestel wacht, blijft daar tot het verzonden is."),
    )


def _rights() -> tuple[str, ...]:
    return (
        _("Lezen en meenemen: bij Mijn dossier krijg je wat er over je staat in één bestand."),
        _("Verbeteren: zeg bij een notitie of een dag: Dit klopt niet. Je krijgt antwoord."),
        _("Iets laten weghalen, of het er niet mee eens zijn: vraag het hieronder."),
        _("Kom je er niet uit? Dan kun je klagen bij de Autoriteit Persoonsgegevens."),
    )


def _ask(known: Known) -> tuple[str, ...]:
    said = [
        _("%(name)s, privacyfunctionaris van %(place)s.", name=one, place=known.municipality)
        for one in known.officers
    ]
    if known.phone:
        said.append(_("Bel %(phone)s.", phone=known.phone))
    if known.coach:
        said.append(_("Of %(name)s, je coach.", name=known.coach))
    return tuple(said) or (_("Je coach weet wie bij de gemeente over privacy gaat."),)
