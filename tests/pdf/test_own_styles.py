"""A style sheet of a municipality: what it may say, and that nothing in it hides a word."""

import io
from contextlib import suppress

import pikepdf
import pytest

from pwa.pdf.look import Look
from pwa.pdf.own_layout import LayoutProblem
from pwa.pdf.own_styles import clean
from pwa.pdf.process import PdfError, PdfLayoutBroken
from tests.layout_case import EVERY
from tests.pdf.samples import SAMIRA, TESFAY


def test_class_names_are_kept_apart_from_ours_except_some():
    said = clean(".groet, .panel h3 { color: #123456 }\n/* niets */ h2.kop { margin: 0 2mm }")
    assert said.splitlines() == [
        ".m-groet,.panel h3{color:#123456}", "h2.m-kop{margin:0 2mm}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    [
        "p { color: #000000 }",
        "p { color: rgb(10, 20, 30) }",
        ".a { background-color: #f4f4f4; border: 1pt solid #cccccc; border-radius: 2mm }",
        "h2 { font-size: 14pt; font-weight: 700; text-transform: uppercase; line-height: 1.3 }",
        ".a { break-before: page; padding: 1mm 2mm 3mm 4mm; text-align: center }",
        "ul { list-style-type: square }",
    ],
)
def test_what_makes_it_look_like_the_municipality_is_allowed(rule):
    assert clean(rule)


HIDING = {
    "display": ("p { display: none }", "css_property:1:display"),
    "visibility": ("p { visibility: hidden }", "css_property:1:visibility"),
    "opacity": ("p { opacity: 0 }", "css_property:1:opacity"),
    "white": ("p { color: white }", "css_value:1:color"),
    "almost white": ("p { color: #fefefe }", "css_value:1:color"),
    "transparent": ("p { color: transparent }", "css_value:1:color"),
    "half": ("p { color: rgba(0,0,0,0.1) }", "css_value:1:color"),
    "as behind": (".panel { background-color: #16262b }", "css_value:1:background-color"),
    "no size": ("p { font-size: 0 }", "css_value:1:font-size"),
    "tiny": ("p { font-size: 1pt }", "css_value:1:font-size"),
    "tiny in steps": ("p { font-size: 0.1em }", "css_value:1:font-size"),
    "clip": ("p { clip-path: inset(100%) }", "css_property:1:clip-path"),
    "overflow": ("p { overflow: hidden; height: 0 }", "css_property:1:overflow"),
    "height": ("p { max-height: 0 }", "css_property:1:max-height"),
    "position": ("p { position: absolute; left: -9999px }", "css_property:1:position"),
    "fixed": (".a { position: fixed }", "css_property:1:position"),
    "cover": (".a { z-index: 9 }", "css_property:1:z-index"),
    "float": ("p { float: left }", "css_property:1:float"),
    "margin": ("p { margin-left: -500mm }", "css_value:1:margin-left"),
    "far": ("p { margin-left: 500mm }", "css_value:1:margin-left"),
    "indent": ("p { text-indent: -999mm }", "css_property:1:text-indent"),
    "transform": ("p { transform: scale(0) }", "css_property:1:transform"),
    "content": ("p { content: none }", "css_property:1:content"),
    "strings": ("p { string-set: title 'x' }", "css_property:1:string-set"),
    "all": ("p { all: unset }", "css_property:1:all"),
    "variable": (":root { --x: 1 }", "css_selector:1"),
    "use of one": ("p { color: var(--x) }", "css_value:1:color"),
    "important": ("p { color: #000000 !important }", "css_property:1:color"),
    "import": ("@import url(http://127.0.0.1/x.css);", "css_rule:1"),
    "font": ("@font-face { font-family: x; src: url(x) }", "css_rule:1"),
    "page": ("@page { size: 1mm 1mm }", "css_rule:1"),
    "media": ("@media print { p { color: #000000 } }", "css_rule:1"),
    "url": ("p { background-color: url(file:///etc/passwd) }", "css_value:1:background-color"),
    "image": ("p { background: url(x) }", "css_property:1:background"),
    "everything": ("* { color: #000000 }", "css_selector:1"),
    "attribute": ("p[class] { color: #000000 }", "css_selector:1"),
    "pseudo": ("p::before { color: #000000 }", "css_selector:1"),
    "nested": ("p { color: #000000; .x { display: none } }", "css_rule:1"),
    "broken": ("\n}}}{{{", "css_selector:2"),
    "escaped": ("p { d\\69splay: none }", "css_property:1:display"),
    "later line": ("p { color: #000000 }\n\nh2 { zoom: 2 }", "css_property:3:zoom"),
    "a megabyte": ("p { color: #000000 }" * 60_000, "too_large:10000"),
    "deep": ("p { color: " + "(" * 9000 + " }", "css_value:1:color"),
}


@pytest.mark.parametrize(("rule", "code"), HIDING.values(), ids=HIDING.keys())
def test_what_could_hide_a_word_is_refused_with_its_line(rule, code):
    with pytest.raises(LayoutProblem) as found:
        clean(rule)
    assert found.value.code == code


def test_text_that_falls_off_the_paper_refuses_the_style(pdf_process):
    pushed = "div { padding-left: 14mm } td { padding-left: 14mm; padding-right: 14mm }"
    wrapped = "<div>" * 9 + EVERY + "</div>" * 9
    with pytest.raises(PdfLayoutBroken, match="off_page:"):
        pdf_process.render(TESFAY, Look(template=wrapped, stylesheet=pushed))


def test_within_a_line_nothing_is_drawn_over_the_words_around(pdf_process):
    greeting = '<p><strong class="groet">Met groet</strong></p>{{ parts.advice }}'
    template = EVERY.replace("{{ parts.advice }}", greeting)

    def drawn(said):
        style = f".groet, strong, span {{ {said} }}"
        with pikepdf.open(
            io.BytesIO(pdf_process.render(TESFAY, Look(template=template, stylesheet=style)))
        ) as pdf:
            return [page.Contents.read_bytes() for page in pdf.pages]

    over = "padding: 29pt; background-color: #ffffff; border: 9pt solid #ffffff"
    assert drawn(over) == drawn("padding: 0")


def test_a_style_that_takes_too_long_ends_and_the_next_document_is_fine(pdf_process):
    slow = "".join("p { margin-top: 86pt } " for _ in range(300))
    pages = "p, li, td, h2, h3 { break-before: page; margin-top: 80pt }"
    for style in (slow, pages):
        with suppress(PdfError):
            pdf_process.render(SAMIRA, Look(stylesheet=style), seconds=6)
    assert pdf_process.render(SAMIRA).startswith(b"%PDF")
