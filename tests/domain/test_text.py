import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.text import clean, clean_line, further_on, length, longest_run, too_long

anything = st.text(st.characters(exclude_categories=[]))


@given(anything)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(anything)
def test_what_is_kept_can_be_stored_and_printed(text):
    kept = clean(text)
    kept.encode()
    assert unicodedata.is_normalized("NFC", kept)
    assert {c for c in kept if unicodedata.category(c) == "Cc"} <= {"\n", "\t"}
    assert "\n\n\n\n" not in kept


@given(st.text(st.characters(categories=["L", "N", "P"], max_codepoint=0x24F)))
def test_ordinary_text_stays_as_it_is(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "text",
    [
        "Wałęsa Żółć",
        "Їжакевич",
        "محمد قال: نعم",
        "ተስፋይ",
        "Goed gedaan 👍🏽 👩‍🏭",
        "می‌خواهم",
        "אבג\u200f 12",
        "Ze zei \u2067שלום\u2069 en lachte.",
    ],
)
def test_names_languages_and_emoji_survive(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b", "a\nb"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("\ufeffhallo", "hallo"),
        ("  hallo \n", "hallo"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("a\n \n\t\n  \n \nb", "a\n\n\nb"),
        ("cafe\u0301", "café"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("a\u202egnp\u202c.exe", "agnp.exe"),
        ("a\u2067b", "ab"),
        ("a\u2069b", "ab"),
        ("\u2067a\u2069 \u202ab", "a b"),
        ("\u2067open\ndicht\u2069", "open\ndicht"),
        ("\ud800x", "x"),
    ],
)
def test_what_is_removed_or_straightened(typed, kept):
    assert clean(typed) == kept


def test_a_field_of_one_line_has_no_line_ends_or_double_blanks():
    assert clean_line(" Ria \n\t Hoeben ") == "Ria Hoeben"


def test_characters_are_counted_as_code_points_after_cleaning():
    assert length(" cafe\u0301 ") == 4
    assert length("👍🏽") == 2
    assert not too_long("é" * 600, 600)
    assert not too_long("e\u0301" * 600, 600)
    assert too_long("é" * 601, 600)


def test_the_longest_run_is_the_longest_word():
    assert longest_run("") == 0
    assert longest_run("een heel laaaaang\nwoord") == 8


@pytest.mark.parametrize(
    ("text", "on"),
    [("Directeur", "directeur"), ("HR", "HR"), ("P&O", "P&O"), ("hoofd", "hoofd"), ("", "")],
)
def test_a_text_goes_on_in_a_sentence_without_its_capital(text, on):
    assert further_on(text) == on
