"""A request for correction in plain words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import dates, words
from pwa.domain.corrections import CorrectionState

words.add_errors(
    {
        "correction_open": lazy_gettext("Je vroeg dit al. Wacht eerst op het antwoord."),
        "correction_answered": lazy_gettext(
            "Iemand anders was je net voor. Lees eerst wat er nu staat."
        ),
        "correction_nothing": lazy_gettext(
            "Er is nog niets veranderd. Pas de tekst of de dag aan, of kies dat het zo blijft."
        ),
    }
)

_S = CorrectionState
STATES = {
    _S.WAITING: (lazy_gettext("Wacht op antwoord"), "hourglass", "attention"),
    _S.ASKED: (lazy_gettext("De coach vraagt het nog een keer"), "hourglass", "attention"),
    _S.CORRECTED: (lazy_gettext("Verbeterd"), "circle-check", "done"),
    _S.KEPT: (lazy_gettext("Blijft zoals het is"), "message-circle", "neutral"),
    _S.SETTLED: (lazy_gettext("Blijft zoals het is"), "message-circle", "neutral"),
    _S.TAKEN_BACK: (lazy_gettext("Niet meer nodig"), "undo-2", "neutral"),
}
"""Where a request is: words, a picture, a tone."""


def state(one: CorrectionState) -> str:
    return str(STATES[one][0])


def icon(one: CorrectionState) -> str:
    return STATES[one][1]


def tone(one: CorrectionState) -> str:
    return STATES[one][2]


def about(asked: Any) -> str:
    """ "de notitie van 3 maart", "de uren van dinsdag 4 maart"."""
    if asked.note_day:
        return str(_("de notitie van %(day)s", day=dates.long_day(asked.note_day)))
    if asked.day:
        return str(_("de dag %(day)s", day=dates.long_day(asked.day)))
    return str(_("de week vanaf %(day)s", day=dates.long_day(asked.monday)))


def for_templates() -> dict[str, Any]:
    return {"state_of": state, "state_icon": icon, "state_tone": tone, "about": about}
