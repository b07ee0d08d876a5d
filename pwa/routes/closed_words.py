"""What closing, or being open after all, means for everybody else, in words."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from pwa.queries.closed_days import Effect


def happens(effect: Effect, days: Sequence[date], closing: bool, today: date) -> list[str]:
    """Sentences for the page before it counts; only what really changes for somebody."""
    said = _closing(effect, days, today) if closing else _opening(effect)
    if effect.checks:
        said.append(
            ngettext(
                "%(num)s gesprek of evaluatie krijgt een andere dag.",
                "%(num)s gesprekken of evaluaties krijgen een andere dag.",
                effect.checks,
            )
        )
    return said


def _closing(effect: Effect, days: Sequence[date], today: date) -> list[str]:
    said = [ngettext("Dit is %(num)s dag.", "Dit zijn %(num)s dagen.", len(days))]
    if effect.people:
        said.append(
            ngettext(
                "%(num)s kandidaat zou dan werken en is dan vrij. Niemand hoeft iets in te vullen.",
                "%(num)s kandidaten zouden dan werken en zijn dan vrij. Niemand hoeft iets in te"
                " vullen.",
                effect.people,
            )
        )
    else:
        said.append(_("Er zou dan geen kandidaat werken."))
    if effect.filled:
        stays = _("Dat blijft staan.")
        said.append(f"{_('Er is al %(n)s keer aanwezigheid ingevuld.', n=effect.filled)} {stays}")
    if effect.notes:
        stays = _("Dat blijft staan.")
        said.append(f"{_('Er is al %(n)s keer iets opgeschreven.', n=effect.notes)} {stays}")
    if min(days, default=today) < today:
        said.append(_("Voor dagen die al voorbij zijn, telt het ook."))
    return said


def _opening(effect: Effect) -> list[str]:
    said = [_("Op deze dagen wordt weer gewerkt, zoals op andere dagen.")]
    if effect.people:
        said.append(
            ngettext(
                "%(num)s kandidaat werkt dan. De begeleider vult in wie er was.",
                "%(num)s kandidaten werken dan. De begeleider vult in wie er was.",
                effect.people,
            )
        )
    return said
