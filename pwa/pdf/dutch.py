"""Dutch words of the printed evaluation. It is a Dutch document, whoever asks for it."""

from collections.abc import Mapping
from datetime import date, datetime

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
_DAYS = "ma di wo do vr za zo"

TITLES = {"interim": "Tussenevaluatie", "final": "Eindevaluatie"}

PLACEMENT_KINDS = {
    "proefplaats": "Proefplaats",
    "participatieplaats": "Participatieplaats",
    "werkervaringsplaats": "Werkervaringsplaats",
    "ontwikkelplek": "Ontwikkelplek",
}

SECTIONS = {
    "makes": "Wat we maken",
    "proud_of": "Trots op",
    "how_we_work": "Hoe we werken",
    "good_colleague": "Een goede collega",
    "hard_here": "Wat lastig is",
    "developments": "Wat we zien aankomen",
    "languages": "Talen op de werkvloer",
}

ATTENDANCE = {
    "present": "Aanwezig",
    "late": "Te laat",
    "left_early": "Eerder weg",
    "absent_reported": "Afwezig, gemeld",
    "absent_unreported": "Afwezig, niet gemeld",
    "appointment": "Afspraak",
    "leave": "Vrij",
    "company_closed": "Bedrijf dicht",
}

ADVICE = {
    "paid_here": "Betaald werk bij dit bedrijf",
    "paid_elsewhere": "Betaald werk bij een ander bedrijf",
    "extend": "Langer blijven oefenen",
    "training": "Opleiding of cursus",
    "other_place": "Een andere werkplek",
    "stop": "Stoppen",
    "not_yet_clear": "Nog niet duidelijk",
}

DETAILS = {
    "function": "Functie",
    "hours": "Uren per week",
    "months": "Maanden",
    "from": "Vanaf",
    "company": "Bedrijf",
    "goal": "Doel",
    "training": "Opleiding of cursus",
    "provider": "Bij wie",
    "kind_of_work": "Soort werk",
    "reason": "Reden",
    "missing": "Wat er nog mist",
    "decide_by": "Besluit voor",
}

ROLES = {
    "supervisor": "Begeleider",
    "candidate": "Kandidaat",
    "company": "Voor het bedrijf",
    "coach": "Coach",
}

MEANINGS = {
    "drawn_up": "Opgesteld",
    "seen": "Gezien",
    "agree": "Akkoord",
    "disagree": "Niet akkoord",
    "for_company": "Namens het bedrijf",
    "signed_off": "Afgetekend",
    "offered_unsigned": "Aangeboden, niet ondertekend",
}

METHODS = {
    "account": "ingelogd met eigen account",
    "system": "vastgelegd door Opstap",
    "table_pin": "aan tafel, met eigen pincode",
    "table_password": "aan tafel, met eigen wachtwoord",
    "guest_code": "aan tafel, met een code voor één keer van begeleider of coach",
    "demo": "in een demo, met één tik",
}

STATES = {
    "draft": "In voorbereiding.",
    "ready": "Klaar om te lezen, voor het gesprek.",
    "discussed": "Besproken, nog niet vastgelegd.",
    "signing": "Vastgelegd. Wacht op handtekeningen.",
    "returned": "Teruggestuurd door de coach: deze versie wordt aangepast.",
    "final": "Klaar: afgetekend door de coach.",
    "superseded": "Vervangen door een nieuwe versie.",
}


def hours(minutes: int) -> str:
    """ "24 uur per week", "7,5 uur per week"."""
    whole, rest = divmod(minutes, 60)
    amount = f"{minutes / 60:.2f}".rstrip("0").replace(".", ",") if rest else str(whole)
    return f"{amount} uur per week"


def days_seen(counts: Mapping[str, int]) -> str:
    """ "44 van 48 ingevulde dagen aanwezig."; nothing where no day was filled in."""
    planned = {code: days for code, days in counts.items() if code != "company_closed"}
    there = sum(planned.get(code, 0) for code in ("present", "late", "left_early"))
    total = sum(planned.values())
    return f"Op {there} van {total} ingevulde dagen aanwezig." if total else ""


def moment(local: datetime) -> str:
    """A moment on a Dutch clock: 11-3-2026 om 10:05."""
    return f"{local.day}-{local.month}-{local.year} om {local:%H:%M}"


def long_date(day: date) -> str:
    """`3 maart 2025`"""
    return f"{day.day} {month(day)}"


def month(day: date) -> str:
    """`maart 2025`"""
    return f"{_MONTHS.split()[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`ma 3 mrt 2025`, without a machine's locale."""
    month = "mrt" if day.month == 3 else _MONTHS.split()[day.month - 1][:3]
    return f"{_DAYS.split()[day.weekday()]} {day.day} {month} {day.year}"
