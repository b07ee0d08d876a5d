"""Where in a file something is wrong, as a person would say it: "onderdeel 4, tegel 1"."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pwa import words

MOST_TOLD = 40

words.add_errors(
    {
        "file_too_large": _l("Dit is te groot voor een handboek. Er past hooguit 300 kB in."),
        "file_not_text": _l("Dit is geen tekstbestand. Kies het bestand dat eindigt op .json."),
        "file_too_deep": _l(
            "Hier zitten te veel haken in elkaar. Zo ziet een handboek er niet uit."
        ),
        "file_strange": _l("Hierin staat iets wat geen gewone tekst of gewoon getal is."),
        "file_broken": _l(
            "Vanaf regel %(least)s, teken %(most)s is dit niet meer te lezen. Vaak mist daar een"
            " komma, een haakje of een aanhalingsteken."
        ),
    }
)


def sentences(mistakes: Mapping[str, str]) -> list[str]:
    """A sentence for each mistake, in the order of the file; of very many the first."""
    told = [_sentence(place, code) for place, code in list(mistakes.items())[:MOST_TOLD]]
    left = len(mistakes) - len(told)
    return [*told, _("En nog %(n)s andere fouten.", n=left)] if left else told


def _sentence(path: str, code: str) -> str:
    said = words.error(code)
    place = ", ".join(_steps(path.split("."))) if path else ""
    if not place:
        return said
    return f"{place[0].upper()}{place[1:]}: {said[0].lower()}{said[1:]}"


def _steps(parts: list[str]) -> Iterator[str]:
    n = 0
    while n < len(parts):
        name, number = parts[n], parts[n + 1] if n + 1 < len(parts) else ""
        if name == "anchors" and number.isdecimal():
            yield _("stap %(n)s", n=number)
            n += 2
        elif number.isdecimal() and name in _numbered():
            yield _numbered()[name] % {"n": int(number) + 1}
            n += 2
        else:
            yield _named().get(name) or f"“{name[:40]}”"
            n += 1


def _numbered() -> dict[str, str]:
    return {
        "competences": _("onderdeel %(n)s"),
        "tiles": _("tegel %(n)s"),
        "groups": _("groep %(n)s"),
        "scale": _("trede %(n)s van de schaal"),
        "default_active": _("keuze %(n)s"),
        "departments": _("afdeling %(n)s"),
    }


def _named() -> dict[str, str]:
    return {
        "competences": _("de onderdelen (competences)"),
        "groups": _("de groepen (groups)"),
        "scale": _("de schaal (scale)"),
        "default_active": _("wat jullie laten zien (default_active)"),
        "tiles": _("de tegels (tiles)"),
        "anchors": _("de zinnen per stap (anchors)"),
        "departments": _("de afdelingen (departments)"),
        "nl": _("Nederlandse tekst (nl)"),
        "en": _("tweede taal (en)"),
        "look": _("waar je naar kijkt (look)"),
        "avoid": _("wat je niet opschrijft (avoid)"),
        "tone": _("toon (tone)"),
        "icon": _("plaatje (icon)"),
        "level": _("stap (level)"),
        "code": _("code"),
        "group": _("groep (group)"),
        "version": _("versie (version)"),
        "hidden": _("verborgen (hidden)"),
        "second_language": _("tweede taal (second_language)"),
    }
