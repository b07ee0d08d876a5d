"""What people typed, made printable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.pdf.fonts import FontLibrary
from pwa.pdf.text import BREAK, LONGEST_RUN, MAX_CHARACTERS, MAX_LINES, direction_of, printable

FONTS = FontLibrary()


def clean(text: str) -> str:
    return printable(text, FONTS.has)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Goed gedaan 👍", "Goed gedaan [duim omhoog]"),
        ("😀😀😀", "[lachend gezicht, 3 keer]"),
        ("🦄", "[unicorn face]"),
        ("王小明 werkt", "[3 letters in een ander schrift] werkt"),
        ("a\tb\x00c\x1b[0m", "a bc[0m"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("een\n\n\n \n\ntwee", "een\n\ntwee"),
        ("Z\u0307o\u0301\u0142c\u0301", "Żółć"),
    ],
)
def test_a_sign_without_a_font_becomes_words(typed, printed):
    assert clean(typed) == printed


def test_a_long_word_gets_places_to_break():
    parts = clean("x" * 1000).split(BREAK)
    assert max(map(len, parts)) == LONGEST_RUN
    assert "".join(parts) == "x" * 1000


def test_thousands_of_lines_become_few_and_lose_no_words():
    text = clean("\n".join(str(n) for n in range(1500)))
    assert text.count("\n") < MAX_LINES
    assert text.split() == [str(n) for n in range(1500)]


def test_what_is_cut_is_said_to_be_cut():
    assert clean("ja " * MAX_CHARACTERS).endswith("[ingekort voor de pdf]")


@given(st.text())
def test_every_letter_that_is_left_has_a_font(text):
    assert all(letter in " \n" or FONTS.has(letter) for letter in clean(text))


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text).replace(BREAK, "")) == clean(text)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Hallo", "ltr"), ("12 محمد", "rtl"), ("", "ltr"), ("Ria zei محمد", "ltr")],
)
def test_a_text_runs_the_way_its_first_letter_does(text, direction):
    assert direction_of(text) == direction
