"""A candidate's own dossier as it is printed: everything in words, in the order of a day book."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from pwa.pdf import dutch
from pwa.pdf.dossier_attendance import by_month
from pwa.pdf.dutch import long_date

__all__ = ["READ", "DossierDocument", "Entry", "Part", "fill"]

_HERE = ZoneInfo("Europe/Amsterdam")
FOR = {
    "own": "Gemaakt door de kandidaat zelf.",
    "access": "Gemaakt als antwoord op een verzoek om inzage (AVG artikel 15).",
}
_STATES = {
    "waiting": "Wacht op antwoord",
    "asked": "De coach vraagt het nog een keer",
    "corrected": "Verbeterd",
    "kept": "Blijft zoals het is",
    "settled": "Blijft zoals het is",
    "taken_back": "Niet meer nodig",
}
_EVENTS = {
    "pause": "Even stil",
    "extension": "Verlengd",
    "stop": "Eerder gestopt",
    "own_words": "Wat de kandidaat daarvan zei",
    "called_off": "Ging niet door",
    "outcome": "Wat erna kwam",
}
READ = {
    "notities": "las notities",
    "aanwezigheid": "keek wie er wanneer was",
    "mijn dag": "las de eigen dagen",
    "evaluatie": "las een evaluatie",
    "evaluatie_gast": "liet een gast een evaluatie lezen om te tekenen",
    "premie": "keek naar de premie",
    "kans op werk": "keek naar de kans op werk",
    "pdf": "opende de PDF van een evaluatie",
    "uren": "bekeek de uren",
    "overeenkomst": "las de overeenkomst",
    "correctie": "las wat volgens de kandidaat niet klopt",
    "evaluatie bij plek": "legde een evaluatie naast een werkplek",
    "dossier": "maakte een dossier",
    "notities op een zaak": "las op een zaak notities",
    "evaluatie op een zaak": "las op een zaak een evaluatie",
    "pdf op een zaak": "opende op een zaak de PDF van een evaluatie",
    "dossier op een zaak": "keek op een zaak in alles wat over jou geschreven is",
}
_ROLES = {
    "supervisor": "begeleider",
    "coach": "coach",
    "employer_admin": "bedrijfsbeheer",
    "privacy_officer": "privacyfunctionaris",
    "municipality_admin": "beheer gemeente",
}
_FACES = ("Goed", "Gaat wel", "Niet fijn")


@dataclass(frozen=True)
class Entry:
    """One thing that was written down: a head, by whom, and lines of (label, text)."""

    head: str
    by: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """Under one heading: facts as rows, entries, or short lines."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    lines: tuple[str, ...] = ()
    chapter: bool = False
    """Whether a placement begins here."""


@dataclass(frozen=True)
class DossierDocument:
    """Everything of one candidate; `content_json` is the same for computers."""

    template: ClassVar[str] = "dossier.html"
    attachment: ClassVar[tuple[str, str]] = (
        "dossier.json",
        "Hetzelfde dossier, leesbaar voor computers",
    )

    candidate: str
    municipality: str
    created: date
    state: str
    parts: tuple[Part, ...] = ()
    final: bool = True
    content_json: str = ""


def fill(content: Mapping[str, Any], content_json: str) -> DossierDocument:
    """The document from what `dossier_content.gather` found."""
    person = content["person"]
    parts = [_person(person)]
    for one in content["placements"]:
        parts += _placement(one)
    parts.append(Part("Waarom iemand meekeek", entries=tuple(map(_case, content["cases"]))))
    parts.append(Part("Wie keek mee", lines=_readings(content["readings"])))
    return DossierDocument(
        candidate=person["name"],
        municipality=person["municipality"],
        created=_local(content["made_at"]).date(),
        state=FOR[content["made_for"]],
        parts=tuple(one for one in parts if one.facts or one.entries or one.lines or one.chapter),
        content_json=content_json,
    )


def _person(person: Mapping[str, Any]) -> Part:
    language = {"nl": "Nederlands", "en": "Engels"}.get(person["language"], "")
    facts = (
        ("Naam", person["name"]),
        ("Aanmelden met", person["login"]),
        ("Telefoon", person["phone"]),
        ("Taal", language),
        ("Kenmerk", person["reference"]),
        ("Gemeente", person["municipality"]),
        ("Coach", person["coach"]),
    )
    return Part("Over jou", facts=facts)


def _placement(one: Mapping[str, Any]) -> list[Part]:
    facts = (
        ("Bedrijf", one["company"]),
        ("Afdeling", one["department"]),
        ("Soort", dutch.PLACEMENT_KINDS[one["kind"]]),
        ("Periode", f"{_day(one['from'])} tot en met {_day(one['to'])}"),
        ("Afgesproken", dutch.hours(one["minutes_per_week"])),
        ("Begeleiders", ", ".join(dict.fromkeys(g["name"] for g in one["guides"]))),
    )
    return [
        Part(one["work"], facts=facts, chapter=True),
        Part("Doelen", lines=tuple(_goal(goal) for goal in one["goals"])),
        Part("Overeenkomst", entries=_signed(one["agreement"])),
        Part("Wat er gebeurde", entries=tuple(_event(event) for event in one["events"])),
        Part("Notities", entries=tuple(_note(note) for note in one["notes"])),
        Part("Mijn dagen", entries=tuple(_own_day(day) for day in one["own_days"])),
        Part("Bezoek van de coach", entries=tuple(_visit(visit) for visit in one["visits"])),
        Part("Aanwezigheid", lines=tuple(by_month(one["attendance"]))),
        Part("Bevestigde weken", lines=tuple(_week(week) for week in one["weeks"])),
        *(_evaluation(e) for e in one["evaluations"]),
        Part("Dit klopt niet", entries=tuple(_correction(c) for c in one["corrections"])),
        Part("Wat de coach besliste", entries=tuple(_decision(d) for d in one["decisions"])),
    ]


def _goal(goal: Mapping[str, Any]) -> str:
    reached = f" (gehaald op {_day(goal['reached_on'])})" if goal["reached_on"] else ""
    return f"{goal['text']}{reached}"


def _signed(agreement: Mapping[str, Any] | None) -> tuple[Entry, ...]:
    if agreement is None:
        return ()
    return (
        Entry(f"Versie {agreement['version']}", lines=tuple(_texts(agreement["content"]))),
        *(_signature(one) for one in agreement["signatures"]),
    )


def _texts(content: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The sentences that were agreed on; all of it is in the file for computers."""
    labels = {
        "how_often": "Hoe vaak we praten",
        "who_does_what": "Wie doet wat",
        "insurance": "Verzekering",
        "safety": "Veilig werken",
    }
    for name, label in labels.items():
        if isinstance(text := _find(content, name), str):
            yield label, text


def _find(content: Mapping[str, Any], name: str) -> Any:
    inner = (value for value in content.values() if isinstance(value, Mapping))
    return content.get(name) or next((one[name] for one in inner if name in one), None)


def _signature(one: Mapping[str, Any]) -> Entry:
    role = dutch.ROLES.get(one["role"], one["role"])
    meaning = dutch.MEANINGS.get(one["meaning"], "Ondertekend")
    void = (("Geldt niet meer", one["void_reason"] or "ja"),) if one["void"] else ()
    lines = (("Verklaring", one["statement"]), ("Reactie", one["reaction"]), *void)
    return Entry(f"{meaning}: {one['name']}", f"{role}, {_moment(one['at'])}", lines)


def _event(event: Mapping[str, Any]) -> Entry:
    until = f" tot en met {_day(event['to'])}" if event["to"] else ""
    return Entry(_EVENTS[event["what"]], f"{_day(event['from'])}{until}", (("", event["text"]),))


def _note(note: Mapping[str, Any]) -> Entry:
    by = f"{note['author']}, ontvangen {_moment(note['received_at'])}"
    if note["withdrawn"]:
        return Entry(_day(note["day"]), by, (("", "Deze notitie is teruggenomen."),))
    lines = [("", " – ".join(note["tiles"])), ("", note["text"])]
    if note["photos"]:
        lines.append(("Foto's", str(note["photos"])))
    for one in note["earlier"]:
        said = " – ".join([*one["tiles"], one["text"]]).strip(" –")
        when = f"{one['replaced_by']}, {_moment(one['replaced_at'])}"
        lines.append((f"Eerst stond er (vervangen door {when})", said))
        lines.append(("Waarom", one["reason"]))
    lines += [("Jouw reactie", one["text"]) for one in note["reactions"]]
    return Entry(_day(note["day"]), by, tuple(lines))


def _own_day(one: Mapping[str, Any]) -> Entry:
    return Entry(f"{_day(one['day'])}: {_FACES[one['face'] - 1]}", lines=(("", one["text"]),))


def _visit(one: Mapping[str, Any]) -> Entry:
    return Entry(_day(one["day"]), one["author"], (("", one["text"]),))


def _week(one: Mapping[str, Any]) -> str:
    when = _moment(one["confirmed_at"])
    return f"Week van {_day(one['monday'])}: bevestigd door {one['confirmed_by']}, {when}"


def _evaluation(one: Mapping[str, Any]) -> Part:
    title = f"{dutch.TITLES[one['kind']]} tot en met {_day(one['to'])}"
    content = one["content"]
    entries = [Entry("Jouw woorden", lines=(("", one["own_words"]),))] if one["own_words"] else []
    rated = [c for group in content["groups"] for c in group["competences"]] if content else []
    entries += _own_view(one["own_levels"], rated)
    if content:
        entries += [_competence(c) for c in rated]
        entries.append(Entry("Samen", lines=tuple(_conclusions(one, content))))
    entries += [_signature(s) for s in one["signatures"]]
    facts = (("Stand", dutch.STATES[one["state"]]), ("Versie", str(one["version"] or "")))
    return Part(title, facts=facts, entries=tuple(entries))


def _own_view(
    own: Iterable[Mapping[str, Any]], rated: Iterable[Mapping[str, Any]]
) -> Iterable[Entry]:
    """What the candidate filled in, but for what the evaluation prints beside the guide's level."""
    printed = {(one["code"], one["own_level"], one["own_example"]) for one in rated}
    for one in own:
        if (one["code"], one["level"], one["example"]) not in printed:
            lines = _own_lines(one["level"], one["example"])
            yield Entry(f"Zo zie jij het: {one['label']}", lines=lines)


def _competence(one: Mapping[str, Any]) -> Entry:
    lines = (
        ("Begeleider", _level(one["level"])),
        ("Voorbeeld", one["example"]),
        *_own_lines(one["own_level"], one["own_example"]),
    )
    return Entry(one["label"], lines=lines)


def _own_lines(level: int | None, example: str) -> tuple[tuple[str, str], ...]:
    said = "weet ik niet" if level == 0 else _level(level)
    return (("Jij", said), ("Jouw voorbeeld", example))


def _level(number: int | None) -> str:
    return "niet ingevuld" if number is None else f"{number} ({SCALE[number]})"


SCALE = (
    "niet gezien",
    "lukt nog niet",
    "lukt met hulp",
    "lukt zelfstandig",
    "kan het een ander leren",
)


def _conclusions(one: Mapping[str, Any], content: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield "Wat gaat goed", content["strengths"]
    yield "Wat kan beter", content["points"]
    yield "Wat helpt", content["support"]
    advice = content["advice"]
    if advice:
        yield "Advies", dutch.ADVICE[advice["code"]]
    yield "Coach", one["conclusion"]
    for action in one["actions"]:
        done = f", gedaan op {_day(action['done'])}" if action["done"] else ""
        yield f"Afspraak van {action['who']}", f"{action['what']}{done}"


def _correction(one: Mapping[str, Any]) -> Entry:
    about = "Over de notitie van" if one["about"] == "note" else "Over de uren van"
    lines = [("Jij schreef", one["text"])]
    for step in one["steps"]:
        told = f"{_STATES[step['became']]} ({step['by']}, {_moment(step['at'])})"
        lines.append((told, step["text"] or "-"))
    return Entry(f"{about} {_day(one['day'])}", _STATES[one["state"]], tuple(lines))


def _decision(one: Mapping[str, Any]) -> Entry:
    name = {"premium": "Premie", "chance": "Grotere kans op werk"}[one["what"]]
    return Entry(
        f"{name}: {'ja' if one['yes'] else 'nee'}", _moment(one["at"]), (("", one["text"]),)
    )


def _case(one: Mapping[str, Any]) -> Entry:
    head = f"{one['officer']}, privacyfunctionaris, {'kijkt' if one['open'] else 'keek'} mee"
    period = f"Van {_day(one['from'])} tot en met {_day(one['to'])}"
    return Entry(head, period, (("", one["told"]),))


def _readings(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """A line per month, person and kind, with on how many days; each moment is in the file."""
    days = {(row["who"], row["role"], row["what"], _local(row["at"]).date()) for row in rows}
    counted = Counter((day.replace(day=1), who, role, what) for who, role, what, day in days)
    lines = []
    for (month, who, role, what), n in sorted(
        counted.items(), key=lambda one: one[0], reverse=True
    ):
        name = ", ".join(filter(None, (who or "Iemand", _ROLES.get(role, ""))))
        on = "1 dag" if n == 1 else f"{n} dagen"
        lines.append(
            f"{dutch.month(month).capitalize()}: {name} {READ.get(what, 'las iets')} op {on}"
        )
    return tuple(lines)


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text[:10]))


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(_HERE)


def _moment(text: str) -> str:
    return dutch.moment(_local(text))
