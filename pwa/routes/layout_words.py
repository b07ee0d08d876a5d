"""The sentences around a layout: its parts, and what is wrong with a template."""

from flask import flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import words
from pwa.models import Evaluation
from pwa.models.evaluation_facts import version_of
from pwa.services import layout_printing

words.add_errors(
    {
        "not_a_colour": lazy_gettext("Dit is geen kleur. Schrijf hem als #0d4f5c."),
        "too_light": lazy_gettext(
            "Deze kleur is te licht om te lezen op wit papier. Kies een donkerder kleur."
        ),
        "logo_missing": lazy_gettext("Kies eerst een plaatje."),
        "part_always": lazy_gettext("Dit onderdeel staat altijd in de PDF."),
        "layout_broken": lazy_gettext(
            "Deze opmaak werkt niet, en is dus niet in gebruik genomen. Kijk hem na."
        ),
    }
)


def parts() -> dict[str, str]:
    """Every part by its name, as the form and the messages call it."""
    return {
        "head": _("Kop met naam en periode"),
        "company": _("Het bedrijf in eigen woorden"),
        "goals": _("Doelen"),
        "overview": _("Profiel en groei"),
        "attendance": _("Aanwezigheid"),
        "evidence": _("Wat we zagen, met de notities"),
        "conclusions": _("Sterke punten en afspraken"),
        "candidate": _("In de woorden van de kandidaat"),
        "advice": _("Advies"),
        "signatures": _("Handtekeningen"),
        "logo": _("Logo"),
        "top": _("Vaste tekst bovenaan"),
        "end": _("Vaste tekst aan het eind"),
        "privacy": _("Zin over privacy"),
    }


def problem(code: str) -> str:
    """What is wrong with a layout and, where it is known, in which line."""
    name, _colon, rest = code.partition(":")
    first, _colon, second = rest.partition(":")
    said = _sentences(first, second).get(name)
    return str(said or _("De PDF kon met deze opmaak niet gemaakt worden."))


def _sentences(first: str, second: str) -> dict[str, str]:
    part = parts().get(first, first)
    return {
        "part_missing": _(
            "Het onderdeel “%(part)s” ontbreekt. Zet %(mark)s in het sjabloon.",
            part=part, mark=f"parts.{first}",
        ),
        "part_twice": _("Het onderdeel “%(part)s” staat er twee keer.", part=part),
        "part_place": _(
            "Het onderdeel “%(part)s” staat waar het niet past. Zet het los, of in een div.",
            part=part,
        ),
        "head_first": _("De kop moet boven de andere onderdelen staan."),
        "syntax": _("Regel %(n)s van het sjabloon is niet te lezen.", n=first),
        "unknown_name": _(
            "Regel %(n)s van het sjabloon vraagt iets dat er niet (altijd) is.", n=first
        ),
        "not_allowed": _("Regel %(n)s van het sjabloon doet iets dat niet mag.", n=first),
        "went_wrong": _("In regel %(n)s van het sjabloon ging iets mis.", n=first),
        "tag": _("De tag <%(name)s> mag niet, of niet op die plek.", name=first),
        "attribute": _("Bij <%(name)s> mag alleen een class staan.", name=first),
        "too_deep": _("Het sjabloon is te diep genest."),
        "too_much": _("Het sjabloon maakt te veel tekst."),
        "too_slow": _("Met deze opmaak duurde het maken van de PDF te lang."),
        "too_large": _("Dit is te lang: er passen %(n)s tekens in.", n=first),
        "off_page": _("Op bladzijde %(n)s valt tekst van het papier.", n=first),
        "css_rule": _("Regel %(n)s van de stijl is niet te lezen, of mag niet.", n=first),
        "css_selector": _("Regel %(n)s van de stijl: deze selector mag niet.", n=first),
        "css_property": _("Regel %(n)s van de stijl: “%(name)s” mag niet.", n=first, name=second),
        "css_value": _(
            "Regel %(n)s van de stijl: deze waarde mag niet bij “%(name)s”.", n=first, name=second
        ),
    }  # fmt: skip


def tell(evaluation: Evaluation) -> None:
    """Say it to whoever just made a PDF, when the layout did not work."""
    if layout_printing.problem_of(version_of(evaluation)):
        flash(_("De opmaak van de gemeente werkte niet. Dit is de standaardopmaak."), "warning")
