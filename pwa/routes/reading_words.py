"""The access log in plain words: who looked, and at what."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from pwa import dates
from pwa.domain.enums import Role
from pwa.models.readers import Reader

WHAT = {
    "notities": (lazy_gettext("las je notities"), "eye"),
    "aanwezigheid": (lazy_gettext("keek wanneer je er was"), "calendar"),
    "mijn dag": (lazy_gettext("las wat je over je dag schreef"), "sun"),
    "evaluatie": (lazy_gettext("las je evaluatie"), "clipboard-check"),
    "evaluatie_gast": (
        lazy_gettext("liet een gast je evaluatie lezen om te tekenen"),
        "signature",
    ),
    "premie": (lazy_gettext("keek naar je premie"), "award"),
    "kans op werk": (lazy_gettext("keek naar je kans op werk"), "target"),
    "pdf": (lazy_gettext("opende de PDF van je evaluatie"), "file-text"),
    "uren": (lazy_gettext("bekeek je uren"), "clock"),
    "overeenkomst": (lazy_gettext("las je overeenkomst"), "handshake"),
    "correctie": (lazy_gettext("las wat volgens jou niet klopt"), "message-circle"),
    "dossier": (lazy_gettext("maakte een overzicht van alles over jou"), "package"),
    "notities op een zaak": (lazy_gettext("las op een zaak je notities"), "shield"),
    "evaluatie op een zaak": (lazy_gettext("las op een zaak je evaluatie"), "shield"),
    "pdf op een zaak": (lazy_gettext("opende op een zaak de PDF van je evaluatie"), "shield"),
    "dossier op een zaak": (
        lazy_gettext("keek op een zaak in alles wat over je geschreven is"),
        "shield",
    ),
    "evaluatie bij plek": (
        lazy_gettext("legde je evaluatie naast een werkplek"),
        "building-2",
    ),
}
"""What somebody read, as the access log calls it -> in plain words, and a picture."""

MOST_HOURS = 4


def what(kind: str) -> str:
    return str(WHAT[kind][0]) if kind in WHAT else str(_("las iets over jou"))


def icon(kind: str) -> str:
    return WHAT[kind][1] if kind in WHAT else "eye"


def who(reader: Reader) -> str:
    """ "je begeleider, Plaatwerk De Linie B.V."; somebody who is gone says so."""
    said = {
        Role.SUPERVISOR: _("je begeleider"),
        Role.COACH: _("je coach"),
        Role.EMPLOYER_ADMIN: _("van je bedrijf"),
        Role.PRIVACY_OFFICER: _("let op de privacy"),
        Role.MUNICIPALITY_ADMIN: _("van de gemeente"),
    }
    if reader.role is None:
        return str(_("werkt hier niet meer"))
    return ", ".join(filter(None, (said[reader.role], reader.organisation)))


def hours(moments: tuple[datetime, ...]) -> str:
    """ "9:12, 14:30"; of many the last ones, and how many before."""
    last = ", ".join(dates.hour(one) for one in moments[-MOST_HOURS:])
    n = len(moments) - MOST_HOURS
    if n < 1:
        return last
    more = ngettext("en nog %(num)s keer", "en nog %(num)s keer", n)
    return f"{last}, {more}"


def for_templates() -> dict[str, Any]:
    return {"what": what, "icon_of": icon, "who": who, "hours": hours}
