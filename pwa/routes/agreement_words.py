"""Two versions of an agreement beside each other, in words; only what differs."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from pwa import dates
from pwa.pdf.agreement import AgreementDocument


@dataclass(frozen=True)
class Difference:
    """One question of the agreement: what was said, and what is said."""

    label: str
    was: str
    becomes: str


def differences(old: AgreementDocument, new: AgreementDocument) -> list[Difference]:
    was, becomes = _said(old), _said(new)
    return [
        Difference(label, was[label], text)
        for label, text in becomes.items()
        if was[label] != text
    ]  # fmt: skip


def _said(doc: AgreementDocument) -> dict[str, str]:
    """Everything that a reader sees, by the heading above it."""
    return {
        _("Eerste dag"): dates.long_day(doc.start),
        _("Laatste dag"): dates.long_day(doc.end),
        _("Uren"): doc.hours,
        _("Dagen en tijden"): _lines(f"{one.label} {one.value}" for one in doc.week),
        _("Doelen"): _lines(doc.goals),
        _("Begeleiders"): _lines(f"{one.label}: {one.value}" for one in doc.supervisors),
        _("Dan kijken we hoe het gaat"): _lines(
            f"{dates.long_day(one.until)}: {one.what}" for one in doc.moments if one.until
        ),
        _("Hoe vaak praten we?"): doc.how_often,
        _("Wie doet wat?"): doc.who_does_what,
        _("Verzekering"): doc.insurance,
        _("Veilig werken"): doc.safety,
        _("Het werk"): _lines((doc.workplace, doc.tasks, doc.physical)),
        _("Waarom het zo mag"): _lines(f"{one.said}: {one.reason}" for one in doc.checks),
        _("Het bedrijf in eigen woorden"): _lines(
            f"{one.label}: {one.value}" for one in doc.company.sections
        ),
        _("Kandidaat"): doc.candidate,
        _("Coach"): f"{doc.coach}, {doc.municipality}",
    }


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)
