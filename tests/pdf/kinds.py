"""Every kind of document in every state that it is printed in, filled as the application does."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pwa.pdf import agreement, dutch, premium
from pwa.pdf.document import PrintedDocument, SignatureLine
from pwa.pdf.filling import Round, fill
from pwa.pdf.known import KnownDocument, KnownPart
from pwa.pdf.verification import Verification
from tests.pdf import dossier_sample, test_agreement, test_premium
from tests.pdf.hours_sample import HOURS
from tests.pdf.paper_sample import FILLED, PAPER
from tests.pdf.samples import EMPTY, HASH, SIGNATURES

FROZEN = ("signing", "returned", "final", "superseded")
_CODES = ("present", "present", "late", "", "absent_reported", "present", "leave", "company_closed")


def _days() -> list[list[str]]:
    days = [date(2025, 3, 3) + timedelta(days=n) for n in range(220)]
    worked = [day for day in days if day.weekday() in (0, 2, 5)]
    return [[day.isoformat(), _CODES[n % len(_CODES)]] for n, day in enumerate(worked)]


def _competence(label: str, level: int | None, own: int | None, *earlier: int) -> dict[str, Any]:
    note = {
        "id": "1", "day": "2025-03-04", "author": "Ria Hoeben", "tiles": ["Werkte netjes"],
        "text": "Zag zelf dat 3 stuks verkeerd lagen.", "reaction": "Dat klopt.",
    }  # fmt: skip
    days = [f"2025-0{4 + n}-01" for n in range(len(earlier))]
    return {
        "code": label.lower(), "label": label, "level": level, "sentence": "Doet het zelf.",
        "example": "Zette de machine uit.", "previous_level": earlier[-1] if earlier else None,
        "earlier": [list(pair) for pair in zip(days, earlier, strict=True)], "own_level": own,
        "own_sentence": "Doet het als iemand meekijkt." if own else "",
        "own_example": "Ik help wel.", "notes": [note, note] if level else [],
    }  # fmt: skip


CONTENT: dict[str, Any] = {
    "format": "opstap-evaluation/3", "kind": "final", "candidate": "Łucja Świątek",
    "evaluation": "01890000-0000-7000-8000-00000a1b2c3d", "period": ["2025-03-03", "2025-10-08"],
    "municipality": "Gemeente Kessenbroek", "coach": "Anouk Driessen",
    "supervisors": ["Ria Hoeben", "Mehmet Kaya"], "workplace": "Afbramen", "department": "hal 2",
    "placement": {
        "kind": "proefplaats", "from": "2025-03-03", "to": "2025-10-08", "minutes_per_week": 1440,
    },
    "goals": [
        {"text": "Zelf een order afbramen.", "reached_on": "2025-05-01"},
        {"text": "Weten wanneer je hulp vraagt.", "reached_on": None},
    ],
    "company": {
        "name": "Plaatwerk De Linie B.V.", "statement": "Wij houden haar graag.",
        "sections": {"makes": "Kasten en kappen.", "hard_here": "Het is soms lawaaiig."},
    },
    "groups": [
        {"label": "Basis op het werk", "competences": [
            _competence("Werktempo", 3, 2, 1, 0, 2), _competence("Samenwerken", 0, 3, 2)]},
        {"label": "Vak", "competences": [
            _competence("Meten", 4, None), _competence("Tekening lezen", None, 1)]},
    ],
    "attendance": {"present": 70, "late": 12, "leave": 11},
    "attendance_days": _days(),
    "talk": {"on": "2025-10-01", "with": "Łucja\nRia", "short_reading_reason": "Zij vroeg het."},
    "strengths": "Nauwkeurig.", "points": "Tekening lezen.", "support": "Elke week een halfuur.",
    "actions": [
        {"who": "Ria", "what": "Leest elke dinsdag een tekening.", "by_on": "2025-12-01"},
        {"who": "Łucja", "what": "Vraagt het als het niet duidelijk is.", "by_on": None},
    ],
    "candidate_words": "Ik heb weer ritme.",
    "advice": {"code": "paid_here", "details": {"function": "medewerker", "from": "2025-11-01"}},
}  # fmt: skip

CHECK = Verification(
    "K7QM-3XWD-9H2T", "https://opstap.example/controle/K7QM-3XWD-9H2T", HASH, "Verzegeld."
)
_UNSIGNED = SignatureLine(
    "Łucja Świątek", "Kandidaat", dutch.MEANINGS["offered_unsigned"],
    "Deze evaluatie is aangeboden op 1 oktober 2025 en niet ondertekend.",
    "16-10-2025 om 10:00", dutch.METHODS["system"], HASH,
)  # fmt: skip
_VOID = replace(SIGNATURES[0], void=True, void_reason="De inhoud is veranderd in versie 2.")


def _evaluation(state: str, **more: Any) -> PrintedDocument:
    frozen = state in FROZEN
    signed = {"signing": SIGNATURES[:1], "returned": (_VOID,)}.get(state, SIGNATURES)
    around = {
        "signatures": signed if frozen else (), "content_hash": HASH if frozen else "",
        "conclusion": "Akkoord." if state == "final" else "", "content_json": '{"a": 1}',
        "verification": CHECK if state in ("final", "superseded") else None,
    }  # fmt: skip
    return fill(CONTENT, Round(state, date(2025, 10, 9), 2, **(around | more)))


EVALUATIONS = {
    f"evaluation {state}": _evaluation(state) for state in dutch.STATES
} | {
    "evaluation superseded, with the sealed one in it": _evaluation(
        "superseded", replaced_on=date(2025, 11, 3), as_sealed=b"%PDF-1.7 of before"
    ),
    "evaluation empty": EMPTY,
    "evaluation disagreed": _evaluation("final", reaction="Ik help wel.", disagrees=True),
    "evaluation closed unsigned": _evaluation("final", signatures=(_UNSIGNED, SIGNATURES[2])),
}  # fmt: skip

_KNOWN = KnownDocument(
    "Wat weten we van je?", "Dit staat er, en waarom.", "Gemeente Kessenbroek", date(2026, 3, 11),
    (KnownPart("Dit staat er", ("Je naam.", "Of je er was.")),),
)  # fmt: skip

OTHERS: dict[str, PrintedDocument] = {
    "agreement offered": test_agreement.OFFERED,
    "agreement signed": test_agreement.SIGNED,
    "agreement empty": test_agreement.EMPTY,
    "hours open": HOURS,
    "hours confirmed": replace(HOURS, final=True, state="Alles is bevestigd."),
    "hours none": replace(HOURS, weeks=(), months=()),
    "known": _KNOWN,
    "known in English": replace(
        _KNOWN, title="What do we know about you?", language="en",
        parts=(KnownPart("Why", ("To learn together.",)),),
    ),
    "dossier own": dossier_sample.DOSSIER,
    "dossier access, empty": dossier_sample.EMPTY,
    "premium yes": test_premium.DOCUMENT,
    "premium no": replace(
        test_premium.DOCUMENT, decision=replace(test_premium.DECISION, granted=False), goals=(),
        evaluations=(), counts=(),
    ),
    "paper to fill in": PAPER,
    "paper filled in": FILLED,
}  # fmt: skip

KINDS: dict[str, PrintedDocument] = {**EVALUATIONS, **OTHERS}

ONE_OF_EACH: dict[str, PrintedDocument] = {
    "evaluation": EVALUATIONS["evaluation final"],
    "agreement": test_agreement.SIGNED,
    "hours": HOURS,
    "premium": test_premium.DOCUMENT,
    "dossier": dossier_sample.DOSSIER,
    "known": _KNOWN,
    "paper": PAPER,
}
assert {type(one) for one in ONE_OF_EACH.values()} == {type(one) for one in KINDS.values()}
assert isinstance(ONE_OF_EACH["agreement"], agreement.AgreementDocument)
assert isinstance(ONE_OF_EACH["premium"], premium.PremiumDocument)
