"""Register of processing, DPIA and processing agreement, filled from how things really are.

The sentences are data (`data/papers.json`); what is counted or set comes from here. What only the
organisation knows stands there as something to fill in, never as a guess.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from peewee import SQL, fn

from pwa.domain import ways
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.notes import HANDOVER
from pwa.models import (
    AuditEvent,
    Candidate,
    Membership,
    Organisation,
    Person,
    Placement,
    PrivacyCase,
    Redaction,
    SealCertificate,
    Tablet,
    User,
    Workplace,
)
from pwa.models.person import NOTES_STAY_READABLE
from pwa.models.retention_facts import told
from pwa.pdf import dutch
from pwa.pdf.papers import PaperDocument, PaperSection

KINDS = ("register", "dpia", "agreement")
_FILE = Path(__file__).parent.parent / "data" / "papers.json"

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Counts:
    """Cases and removed words are of the last year; tablets are those in use."""

    candidates: int
    cases: int
    redactions: int
    tablets: int
    events: int


@cache
def _data() -> Mapping[str, Any]:
    return json.loads(_FILE.read_text("utf-8"))  # type: ignore[no-any-return]


def titles() -> dict[str, tuple[str, str]]:
    """Kind -> (title, article of the law)."""
    return {kind: (_data()[kind]["title"], _data()[kind]["article"]) for kind in KINDS}


def paper(person: Person, town: Organisation, kind: str) -> PaperDocument:
    """The paper about this municipality, as things are today."""
    counts = _counts(person, town)
    data, facts, rows = _data()[kind], _facts(person, town, counts), _rows(person, town, counts)
    sections = tuple(
        PaperSection(
            title=one["title"],
            source=one.get("source", ""),
            texts=tuple(text.format(**facts) for text in one.get("texts", ())),
            rows=rows.get(one.get("rows", ""), ()),
            to_fill=tuple(one.get("fill", ())),
        )
        for one in data["sections"]
    )
    said = [[one.title, list(one.texts), list(one.rows), list(one.to_fill)] for one in sections]
    return PaperDocument(
        title=data["title"], candidate=town.name, article=data["article"],
        lead=data["lead"].format(**facts), created=person.today, sections=sections,
        content_json=json.dumps({"kind": kind, "sections": said}, ensure_ascii=False),
    )  # fmt: skip


def _facts(person: Person, town: Organisation, counts: Counts) -> dict[str, str]:
    officers = _names(town.id, Role.PRIVACY_OFFICER, person.today)
    return {
        "municipality": town.name,
        "today": dutch.long_date(person.today),
        "officers": ", ".join(officers) or "in te vullen",
        "cases": str(counts.cases),
        "redactions": str(counts.redactions),
    }


def _counts(person: Person, town: Organisation) -> Counts:
    """All of them in one query."""
    since = person.now - timedelta(days=365)
    case, mine = PrivacyCase, PrivacyCase.municipality == town.id
    in_use = Tablet.enrolled_at.is_null(False) & Tablet.revoked_at.is_null()
    one = fn.COUNT(SQL("1"))
    query: Any = Candidate.select(
        one,
        case.select(one).where(mine, case.opened_at >= since),
        Redaction.select(one).join(case).where(mine, Redaction.made_at >= since),
        Tablet.select(one).where(in_use),
        AuditEvent.select(one),
    ).where(Candidate.municipality == town.id)
    return Counts(*query.tuples().get())


def _names(organisation_id: UUID, role: Role, today: date) -> list[str]:
    rows: Any = (
        Membership.select(User.name)
        .join(User)
        .where(
            Membership.organisation == organisation_id,
            Membership.role == role,
            Membership.from_on <= today,
            Membership.to_on.is_null() | (Membership.to_on >= today),
        )
        .order_by(User.name)
    )
    return [name for (name,) in rows.tuples()]


def _rows(person: Person, town: Organisation, counts: Counts) -> dict[str, Rows]:
    companies = _companies(town.id)
    return {
        "people": _people(
            [town.id, *(row[0] for row in companies)], counts.candidates, person.today
        ),
        "data": tuple((what, who) for what, who in _data()["data"]),
        "risks": tuple((what, against) for what, against in _data()["risks"]),
        "terms": retention_terms(town.id),
        "recipients": tuple(
            (name, place or "plaats niet ingevuld") for _id, name, place in companies
        ),
        "measures": measures(counts),
    }


def _companies(town_id: UUID) -> list[tuple[UUID, str, str]]:
    """Companies with a placement of a candidate of this municipality, now or before."""
    rows: Any = (
        Organisation.select(Organisation.id, Organisation.name, Organisation.place)
        .join(Workplace)
        .join(Placement)
        .join(Candidate)
        .where(Candidate.municipality == town_id, Organisation.kind == OrganisationKind.EMPLOYER)
        .distinct()
        .order_by(Organisation.name)
        .tuples()
    )
    return list(rows)


def _people(ids: list[UUID], candidates: int, today: date) -> Rows:
    in_force = (Membership.from_on <= today) & (
        Membership.to_on.is_null() | (Membership.to_on >= today)
    )
    rows: Any = (
        Membership.select(Membership.role, fn.COUNT(Membership.user.distinct()))
        .where(in_force, Membership.organisation.in_(ids))
        .group_by(Membership.role)
        .tuples()
    )
    counted = dict(rows)
    said = (
        (Role.SUPERVISOR, "Begeleiders bij deze bedrijven"),
        (Role.EMPLOYER_ADMIN, "Beheer van deze bedrijven"),
        (Role.COACH, "Coaches"),
        (Role.PRIVACY_OFFICER, "Privacyfunctionarissen"),
        (Role.MUNICIPALITY_ADMIN, "Beheer van de gemeente"),
    )
    return (
        ("Kandidaten", str(candidates)),
        *((label, str(counted.get(role, 0))) for role, label in said),
    )


def retention_terms(municipality_id: UUID) -> Rows:
    """What is kept for how long, as this municipality set it."""
    terms = (
        (one.label, f"{one.how_long} {one.counts_from}") for one in told(municipality_id, "nl")
    )
    return (
        ("Regel voor de volgende ploeg", f"{HANDOVER.days} dagen te lezen; gewist met de notities,"
         " of eerder zoals bij Concepten staat"),
        ("Tekst van notities voor de coach", f"te lezen tot {NOTES_STAY_READABLE.days} dagen na"
         " het einde; daarna alleen de notitie waarover een verzoek om verbetering wacht"),
        *terms,
    )  # fmt: skip


def measures(counts: Counts) -> Rows:
    """What protects the data now; each line is a fact of this installation or of its code."""
    seal = SealCertificate.select().order_by(SealCertificate.first_used_at.desc()).first()
    sealed = "nog niets verzegeld"
    if seal:
        sealed = "met een certificaat van deze installatie" if seal.own else f"door {seal.subject}"
    return (
        ("Wachtwoorden en pincodes", "alleen als hash bewaard (Argon2id); een pincode werkt op één"
         " toestel, met een geheim dat niet in de database staat"),
        ("Tweede stap", "coaches, beheerders en privacyfunctionarissen komen binnen met een"
         " passkey, of met wachtwoord en een code"),
        ("Tablets in de hal", f"{counts.tablets or 'nog geen'} gekoppeld; elk gaat vanzelf op slot"
         " en elke begeleider heeft er een eigen pincode"),
        ("Raden", "na enkele pogingen moet je wachten, per naam, toestel en adres"),
        ("Aangemeld blijven", f"zonder gebruik hooguit {_long(ways.LIMITS[Role.COACH].idle)}"
         f" (coach, beheer), {_long(ways.LIMITS[Role.SUPERVISOR].idle)} (begeleider) of"
         f" {_long(ways.CANDIDATE.idle)} (kandidaat); ieder ziet waar hij is aangemeld en meldt"
         " daar af"),
        ("Schrijfhulp", "waarschuwt op het toestel voor woorden over gezondheid, geloof en ander"
         " privé; bewaart alleen een aantal"),
        ("Logboek", f"{counts.events} gebeurtenissen in een ketting van hashes,"
         " zonder tekst; de database weigert wijzigen en wissen"),
        ("Zegel op PDF's", sealed),
        ("Zonder netwerk", "wat wacht op verzenden staat versleuteld op het toestel"),
        ("Lezen", "elk lezen van iemands notities door een ander wordt opgeschreven"),
    )  # fmt: skip


def _long(time: timedelta) -> str:
    return f"{time.days} dagen" if time.days else f"{time.seconds // 3600} uur"
