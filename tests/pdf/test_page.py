"""What a person reads in the PDF."""

from dataclasses import replace
from datetime import date

import pytest

from pwa.pdf.document import CandidateView, CompetenceProfile, ProfileGroup, SignatureLine
from pwa.pdf.page import long_date, short_date
from tests.pdf.samples import EMPTY, HASH, SAMIRA, TESFAY


@pytest.mark.parametrize(
    "name",
    ["Lech Wałęsa Żółć", "Олена Їжакевич", "محمد", "ተስፋይ ሃብተ", "Nguyễn Văn Đức", "Şükrü Iğdır"],
)
def test_names_from_everywhere_are_right_in_the_text(words_in, name):
    assert name in words_in(replace(EMPTY, candidate=name))


def test_the_company_speaks_first_and_signatures_come_last(printed, words_of):
    text = words_of(printed["samira"])
    parts = [
        "Het bedrijf in eigen woorden",
        "Zelf een order afbramen en inpakken.",
        "Profiel en groei",
        "Wat we zagen",
        "Lezen elke dinsdag een tekening.",
        "Ik heb weer ritme.",
        "medewerker afbramen",
        "Akkoord. Doel behaald.",
        "Handtekeningen",
    ]
    assert sorted(parts, key=text.index) == parts


def test_the_notes_behind_a_score_are_printed_with_the_reaction(printed, words_of):
    text = words_of(printed["samira"])
    assert "Trein viel uit. Belde 7:10." in text
    assert "Ik was bang dat het slecht was maar Ria was rustig." in text


@pytest.mark.parametrize(
    ("level", "sentence", "printed"),
    [
        (2, "Helpt mee als je het vraagt.", "2 – Lukt met hulp: “Helpt mee als je het vraagt.”"),
        (2, "", "2 – Lukt met hulp"),
        (0, "", "Weet ik niet"),
    ],
)
def test_the_own_level_is_printed_with_the_sentence_that_the_candidate_chose(
    words_in, level, sentence, printed
):
    one = CompetenceProfile("Samenwerken", 3, "Helpt.", own_level=level, own_sentence=sentence)
    text = words_in(replace(EMPTY, profile=(ProfileGroup("Samen", (one,)),)))
    assert f"Eigen kijk van {EMPTY.candidate}: {printed}" in " ".join(text.split())


def test_the_signatures_say_who_when_what_and_which_content(printed, words_of):
    text = words_of(printed["samira"])
    joined = text.replace("\n", "").replace(" ", "")
    for line in SAMIRA.signatures:
        assert line.name in text
        assert line.at.replace(" ", "") in joined
        assert line.meaning in text
    assert joined.count(HASH) == 1, "what all of them bind to is said once"


def test_a_signature_says_the_clock_of_its_device_and_the_file_that_was_read(words_in):
    signed = tuple(replace(one, pdf_hash="a" * 64, made="1-5-2025 om 9:59")
                   for one in SAMIRA.signatures)  # fmt: skip
    old = replace(signed[0], content_hash="b" * 64, pdf_hash="c" * 64, void=True)
    said = words_in(replace(SAMIRA, signatures=(*signed, old)))
    assert said.count("klok van het toestel") == len(signed) + 1
    joined = said.replace("\n", "")
    assert [joined.count(letter * 64) for letter in "abc"] == [1, 1, 1]


def test_the_growth_says_which_dot_is_now(words_in):
    one = CompetenceProfile("Stevig", 0, previous_level=3, earlier=((date(2025, 1, 10), 3),))
    said = " ".join(words_in(replace(EMPTY, profile=(ProfileGroup("Samen", (one,)),))).split())
    assert "Een volle stip is nu." in said


def test_a_void_signature_says_so_and_why(words_in):
    void = SignatureLine(
        "Ria Hoeben",
        "begeleider",
        "Opgesteld",
        at="1 mei",
        void=True,
        void_reason="Score veranderd.",
    )
    text = words_in(replace(EMPTY, signatures=(void,)))
    assert "Vervallen. Score veranderd." in text


def test_concept_stands_on_every_page_until_final(printed, words_of):
    pages = words_of(printed["tesfay"]).strip("\f").split("\f")
    assert len(pages) > 1
    assert all("CONCEPT" in page for page in pages)
    assert "concept" not in words_of(printed["samira"]).lower()


def test_each_page_tells_its_number_and_whose_evaluation_it_is(printed, words_of):
    pages = words_of(printed["samira"]).strip("\f").split("\f")
    for number, page in enumerate(pages, start=1):
        assert f"Pagina {number} van {len(pages)}" in page
        assert "Samira Bakkali" in page
        assert "Versie 1" in page


def test_a_disagreement_is_printed_in_full(printed, words_of):
    text = words_of(printed["tesfay"])
    assert "is het niet eens met deze evaluatie" in text
    assert TESFAY.candidate_view.reaction in text
    assert "Gezien, niet akkoord" in text


def test_a_long_view_of_the_candidate_is_not_cut(words_in):
    sentences = [f"Zin nummer {n} van mijn verhaal." for n in range(250)]
    text = words_in(replace(EMPTY, candidate_view=CandidateView(" ".join(sentences))))
    assert "Zin nummer 249 van mijn verhaal." in " ".join(text.split())


def test_what_is_not_there_yet_is_said_in_words(printed, words_of):
    text = words_of(printed["empty"])
    assert "Er zijn geen doelen opgeschreven." in text
    assert "Nog niemand heeft getekend." in text
    assert "None" not in text


def test_dates_are_dutch_on_every_machine():
    assert long_date(date(2025, 3, 1)) == "1 maart 2025"
    assert short_date(date(2025, 3, 1)) == "za 1 mrt 2025"
