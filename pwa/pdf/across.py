"""One word across a page, CONCEPT or VERVANGEN, as drawn outlines.

Outlines and not text, so that it never stands between the words that a person copies or a screen
reader reads; the running head says the same in text. It lies under everything else on the page,
or over it, as ink would, where somebody else's backgrounds could cover it.
"""

import math
from functools import cache
from typing import Any

import pydyf
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from .fonts import FONTS

_FONT = FONTS / "atkinson-hyperlegible-next-latin-700-normal.woff2"
_ANGLE = math.radians(54)
_SHARE_OF_DIAGONAL = 0.72
_GREY = "0.925 0.94 0.945"


def draw_across(pdf: Any, word: str, *, above: bool = False) -> None:
    """Put the word under each page of a finished pydyf PDF, or over it without hiding a letter."""
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        width, height = page["MediaBox"][2:]
        stream = pdf.objects[int(page["Contents"].split()[0])]
        drawing = _drawing(word, float(width), float(height))
        stream.stream.insert(0, b"q" if above else drawing)
        if above:
            _let_shine_through(pdf, page)
            stream.stream += [b"Q", drawing.replace(b"q\n", b"q\n/across gs\n", 1)]


def _let_shine_through(pdf: Any, page: Any) -> None:
    """A graphics state in which grey darkens what is below it instead of covering it."""
    resources = page["Resources"]
    if not isinstance(resources, pydyf.Dictionary):
        resources = pdf.objects[int(resources.split()[0])]
    states = resources.setdefault("ExtGState", pydyf.Dictionary())
    states["across"] = pydyf.Dictionary({"Type": "/ExtGState", "BM": "/Multiply"})


@cache
def _drawing(word: str, width: float, height: float) -> bytes:
    """The operators that fill the word, centred on a page of this size in points."""
    with TTFont(_FONT) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        advances = [glyphs[names[ord(letter)]].width for letter in word]
        middle = font["OS/2"].sCapHeight / 2
        scale = math.hypot(width, height) * _SHARE_OF_DIAGONAL / sum(advances)
        cos, sin = scale * math.cos(_ANGLE), scale * math.sin(_ANGLE)
        pen = _Operators(glyphs)
        at = -sum(advances) / 2
        for letter, advance in zip(word, advances, strict=True):
            x, y = width / 2 + at * cos + middle * sin, height / 2 + at * sin - middle * cos
            glyphs[names[ord(letter)]].draw(TransformPen(pen, (cos, sin, -sin, cos, x, y)))
            at += advance
    return f"/Artifact BMC\nq\n{_GREY} rg\n{' '.join(pen.operators)} f\nQ\nEMC".encode()


class _Operators(BasePen):  # type: ignore[misc]
    """Writes an outline as PDF path operators."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = [f"{number:.2f}" for point in points for number in point]
        self.operators.append(" ".join([*numbers, operator]))

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._write("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._write("l", pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self._write("c", *points)

    def _closePath(self) -> None:
        self._write("h")
