"""The Premieverklaring as somebody's machine reads it."""

from dataclasses import replace
from datetime import date

from pwa.pdf.premium import Decision, fill

FACTS = {
    "candidate": "Karel Smeets", "company": "Plaatwerk De Linie B.V.", "workplace": "Inpak",
    "kind": "participatieplaats", "municipality": "Gemeente Kessenbroek",
    "coach": "Bram Oosterling", "placement": ["2025-03-11", "2026-11-10"], "prior_months": 4,
    "month": 12, "period": ["2025-05-11", "2025-11-10"],
    "source": "Participatiewet, artikel 10a: ...",
    "expected": 48, "filled": 47, "present": 44,
    "counts": {"present": 43, "late": 1, "absent_reported": 2, "leave": 1},
    "goals": ["Een pallet stapelen.", "Zelf een order inpakken.", "Vier dagdelen volhouden."],
    "goals_open": 1, "evaluations": [["interim", "final", "2025-09-30"]],
}  # fmt: skip
DECISION = Decision(True, "Haalde drie doelen.", "Bram Oosterling", date(2025, 11, 11), 2)
DOCUMENT = fill(FACTS, DECISION, "a1b2c3d4")


def test_it_says_what_was_decided_and_on_what(pdf_process, words_of):
    said = " ".join(words_of(pdf_process.render(DOCUMENT)).split())
    for part in (
        "Premieverklaring van Karel Smeets", "Op 44 van 48 dagen aanwezig.",
        "1 dag is niet ingevuld.", "Een pallet stapelen.", "Premie: ja", "Haalde drie doelen.",
        "11 mei 2025 tot en met 10 november 2025", "Tussenevaluatie tot en met 30-9-2025.",
        "Participatiewet, artikel 10a", "Beslist op 11 november 2025 door Bram Oosterling",
        "dit is geen handtekening", "Versie 2", "Te laat 1",
    ):  # fmt: skip
        assert part in said, (part, said)
    assert "CONCEPT" not in said


def test_a_no_is_printed_as_clearly(pdf_process, words_of):
    no = replace(DOCUMENT, decision=replace(DECISION, granted=False), goals=(), evaluations=())
    said = " ".join(words_of(pdf_process.render(no)).split())
    assert "Premie: nee" in said and "geen doel als gehaald" in said


def test_the_same_statement_gives_the_same_bytes(pdf_process):
    assert pdf_process.render(DOCUMENT) == pdf_process.render(DOCUMENT)
