"""Words of a privacy officer's pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import dates, words
from pwa.domain.privacy_cases import CaseKind, RemovalReason
from pwa.queries.privacy_cases import Step
from pwa.routes import redaction_words

_K, _R = CaseKind, RemovalReason

words.add_errors(
    {
        "case_who_short": lazy_gettext("Typ de hele naam, of het kenmerk."),
        "case_not_found": lazy_gettext(
            "Niemand van jullie gemeente heeft precies deze naam of dit kenmerk."
        ),
        "case_open_already": lazy_gettext("Over deze kandidaat heb je al een zaak open."),
        "case_not_open": lazy_gettext("Deze zaak is dicht. Open een nieuwe als dat nodig is."),
        "case_day_gone": lazy_gettext("Deze dag is voorbij."),
        "case_not_later": lazy_gettext("Kies een dag na de dag die er nu staat."),
        "case_too_long": lazy_gettext("Een zaak is hooguit drie maanden vooruit open."),
    }
)

words.WORDS.update(
    {
        (type(key), key.value): text
        for key, text in (
            (_K.ACCESS_REQUEST, lazy_gettext("verzoek om inzage")),
            (_K.COMPLAINT, lazy_gettext("klacht")),
            (_K.DATA_BREACH, lazy_gettext("datalek")),
            (_K.REDACTION_REQUEST, lazy_gettext("verzoek om iets weg te halen")),
            (_K.LEGAL_HOLD, lazy_gettext("bewaarplicht")),
            (_K.OTHER, lazy_gettext("iets anders")),
            (_R.HEALTH, lazy_gettext("het ging over gezondheid")),
            (
                _R.SPECIAL,
                lazy_gettext("het ging over geloof, afkomst, seksualiteit of een vakbond"),
            ),
            (_R.CRIMINAL, lazy_gettext("het ging over politie of justitie")),
            (_R.SOMEBODY_ELSE, lazy_gettext("het ging over iemand anders")),
            (_R.NOT_NEEDED, lazy_gettext("het was niet nodig voor het werk")),
            (_R.INCORRECT, lazy_gettext("het klopte niet")),
        )
    }
)


def kinds() -> list[tuple[str, str]]:
    return [(one.value, words.word(one)) for one in CaseKind]


def removal_reasons() -> list[tuple[str, str]]:
    return [(one.value, words.word(one)) for one in RemovalReason]


def step(one: Step) -> str:
    """What was done in a case, in one sentence."""
    if one.what == "extended" and one.day:
        return str(_("Langer open, tot en met %(day)s", day=dates.long_day(one.day)))
    if one.what == "redacted" and one.code:
        why = words.word(one.code)
        where = redaction_words.where(one.where)
        return str(
            _("%(n)s tekens weggehaald (%(where)s): %(why)s", n=one.number, where=where, why=why)
        )
    return str(_("Bewaarplicht erop") if one.what == "held" else _("Bewaarplicht eraf"))
