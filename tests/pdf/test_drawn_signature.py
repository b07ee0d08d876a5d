"""A drawn signature in the PDF: small, with words for who cannot see it, made of numbers only."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from pwa.domain import strokes
from pwa.domain.errors import BadInput
from tests.pdf.samples import TESFAY
from tests.pdf.test_renderer import elements


def test_it_is_a_figure_that_says_whose_it_is(pdf_process):
    line = replace(TESFAY.signatures[0], drawing=strokes.path(((10, 10, 300, 200), (400, 50))))
    document = replace(TESFAY, signatures=(line, *TESFAY.signatures[1:]))
    with pikepdf.open(BytesIO(pdf_process.render(document))) as pdf:
        words = [str(e.get("/Alt", "")) for e in elements(pdf) if e.S == "/Figure"]
    assert f"Getekende handtekening van {line.name}" in words
    with pikepdf.open(BytesIO(pdf_process.render(TESFAY))) as pdf:
        assert not [e for e in elements(pdf) if "handtekening" in str(e.get("/Alt", ""))]


def test_a_line_and_a_dot():
    assert strokes.path(((1, 2, 3, 4), (5, 6))) == "M1 2L3 4M5 6h0"


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_drawn_is_nothing(text):
    assert strokes.read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "x", "{}", "[1,2]", "[[1]]", "[[1,2,3]]", "[[1,2.5]]", "[[1,true]]", '[["1","2"]]',
        "[[-1,5]]", "[[901,5]]", "[[5,301]]", "[[]]", "null", '[[1,2,{"pressure":1}]]',
        "[" * 50_000, str([[1, 2] * 2_001]), str([[1, 2]] * 61),
    ],
)  # fmt: skip
def test_anything_else_is_refused(text):
    with pytest.raises(BadInput):
        strokes.read(text)


def test_how_fast_and_how_hard_was_drawn_has_no_place():
    assert strokes.read("[[1,2,3,4]]") == ((1, 2, 3, 4),)
