"""A dossier as somebody's machine reads it, and one of years."""

import pytest

from pwa.pdf.dossier import READ
from pwa.routes.reading_words import WHAT
from tests.pdf.dossier_sample import DOSSIER, many


def test_it_says_everything_in_words(pdf_process, words_of):
    said = " ".join(words_of(pdf_process.render(DOSSIER)).split())
    for part in (
        "Dossier van Łucja Świątek", "Gemaakt door de kandidaat zelf.", "Medewerker afbramen",
        "Een keer niet gekomen.", "Eerst stond er (vervangen door Ria Hoeben, 6-3-2026 om 09:00)",
        "Twee keer niet gekomen <b>.</b>", "Deze notitie is teruggenomen.",
        "Bedrijf dicht, 6:30 gewerkt. Eerst: afwezig, gemeld (Ria Hoeben)".lower(),
        "Maart 2026, aanwezig: 4, 5", "Maart 2026, te laat: 6", "April 2026, aanwezig: 1",
        "Goed", "Akkoord.", "4 (kan het een ander leren)", "niet ingevuld", "Afspraak van Ria",
        "Over de notitie van", "Premie: ja",
        "Maart 2026: Ria Hoeben, begeleider las notities op 1 dag",
        "Maart 2026: Wies Adams, privacyfunctionaris las op een zaak notities op 1 dag",
        "Wies Adams, privacyfunctionaris, kijkt mee", "Jij vroeg wat er over je staat.",
        "Wies Adams, privacyfunctionaris, keek mee", "Er was een datalek.",
        "Van 2 februari 2026 tot en met 3 februari 2026",
        "Zo zie jij het: Meten", "weet ik niet", "Sinds mei.",
    ):  # fmt: skip
        assert part.lower() in said.lower(), (part, said)
    assert "CONCEPT" not in said


def test_an_own_level_that_stands_in_the_evaluation_is_printed_once(pdf_process, words_of):
    said = words_of(pdf_process.render(DOSSIER))
    assert said.count("Snel.") == 2  # of two placements, once each
    assert "Zo zie jij het: Werktempo" not in said


def test_whatever_the_page_names_as_read_is_named_in_print():
    assert set(READ) == set(WHAT)


def test_the_same_dossier_gives_the_same_bytes(pdf_process):
    assert pdf_process.render(DOSSIER) == pdf_process.render(DOSSIER)


@pytest.mark.slow
def test_years_of_notes_stay_within_the_limits_of_the_process(pdf_process):
    pdf = pdf_process.render(many(800), seconds=60)
    assert pdf.startswith(b"%PDF-")
