"""The agreement of a placement as a printed document, filled from its gathered content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from . import dutch
from .document import Action, CompanyWords, Detail, SignatureLine
from .verification import Verification

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WHO = {"supervisor": "begeleider", "coach": "coach", "employer_admin": "bedrijf"}
STATES = {
    "offered": "Aangeboden. Wacht op handtekeningen.",
    "signed": "Getekend door kandidaat, bedrijf en gemeente.",
}


@dataclass(frozen=True)
class Reasoned:
    """A warning that the coach went on with: what was said, its source, and why."""

    said: str
    source: str
    reason: str


@dataclass(frozen=True)
class AgreementDocument:
    """A whole agreement as it is printed; texts are already Dutch, empty means nothing said.

    `signed` puts the signatures on a page of their own; before that the PDF says CONCEPT.
    """

    template: ClassVar[str] = "agreement.html"
    attachment: ClassVar[tuple[str, str]] = (
        "overeenkomst.json",
        "De inhoud van deze overeenkomst, leesbaar voor computers",
    )

    company: CompanyWords
    company_place: str
    candidate: str
    municipality: str
    coach: str
    supervisors: tuple[Detail, ...]
    workplace: str
    tasks: str
    physical: str
    goals: tuple[str, ...]
    placement_kind: str
    start: date
    end: date
    prior_months: int
    hours: str
    week: tuple[Detail, ...]
    moments: tuple[Action, ...]
    how_often: str
    who_does_what: str
    insurance: str
    safety: str
    checks: tuple[Reasoned, ...]
    notes_are_for: tuple[str, ...]
    who_reads: tuple[str, ...]
    created: date
    final: bool
    version: int
    reference: str = ""
    signatures: tuple[SignatureLine, ...] = ()
    content_hash: str = ""
    verification: Verification | None = None
    content_json: str = ""

    title: ClassVar[str] = "Plaatsingsovereenkomst"

    @property
    def state(self) -> str:
        return STATES["signed" if self.final else "offered"]


def fill(
    content: Mapping[str, Any],
    *,
    created: date,
    version: int,
    content_hash: str,
    signatures: Sequence[SignatureLine] = (),
    final: bool = False,
    verification: Verification | None = None,
    content_json: str = "",
) -> AgreementDocument:
    """The document that is printed and read; the same facts give an equal document."""
    company, place, terms = content["company"], content["workplace"], content["terms"]
    return AgreementDocument(
        company=CompanyWords(company["name"], _sections(company["sections"])),
        company_place=company["place"],
        candidate=content["candidate"],
        municipality=content["municipality"],
        coach=content["coach"],
        supervisors=tuple(_supervisor(one) for one in content["supervisors"]),
        workplace=" - ".join(filter(None, (place["title"], place["department"]))),
        tasks=place["tasks"],
        physical=place["physical"],
        goals=tuple(content["goals"]),
        placement_kind=dutch.PLACEMENT_KINDS[content["kind"]],
        start=date.fromisoformat(content["from"]),
        end=date.fromisoformat(content["to"]),
        prior_months=content["prior_months"],
        hours=dutch.hours(content["minutes_per_week"]),
        week=_week(content["week"]),
        moments=tuple(_moment(one) for one in content["evaluations"]),
        **terms,
        checks=tuple(Reasoned(**one) for one in content["checks"]),
        notes_are_for=tuple(content["notes"]["for"]),
        who_reads=tuple(content["notes"]["readers"]),
        created=created,
        final=final,
        version=version,
        reference=content["placement"][-8:],
        signatures=tuple(signatures),
        content_hash=content_hash,
        verification=verification,
        content_json=content_json,
    )


def _sections(said: Mapping[str, str]) -> tuple[Detail, ...]:
    return tuple(Detail(text, said[name]) for name, text in dutch.SECTIONS.items() if name in said)


def _supervisor(one: Mapping[str, Any]) -> Detail:
    role = "Begeleider" if one["main"] else "Vervanger"
    return Detail(role, f"{one['name']} ({one['job']})" if one["job"] else one["name"])


def _week(week: Mapping[str, Any]) -> tuple[Detail, ...]:
    named = zip(_WEEK, _DAYS, strict=True)
    return tuple(Detail(day, _shift(week[name])) for name, day in named if name in week)


def _shift(shift: Mapping[str, Any]) -> str:
    pause = shift["break_minutes"]
    rest = f", {pause} minuten pauze" if pause else ""
    return f"{shift['start']} tot {shift['end']}{rest}"


def _moment(one: Mapping[str, Any]) -> Action:
    return Action(_WHO.get(one["who"], "gemeente"), one["what"], date.fromisoformat(one["on"]))
