"""A template of a municipality: what it may do, and what every hostile one comes to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pwa.pdf.fonts import FontLibrary
from pwa.pdf.look import ALWAYS, LayoutProblem, Look, starting_template
from pwa.pdf.page import DocumentPage
from pwa.pdf.process import PdfLayoutBroken
from tests.layout_case import EVERY
from tests.pdf.samples import SAMIRA, TESFAY


@pytest.fixture(scope="module")
def page() -> DocumentPage:
    """What writes the HTML of a document, without the process around it."""
    return DocumentPage(FontLibrary())


def broken(page: DocumentPage, template: str) -> str:
    with pytest.raises(LayoutProblem) as found:
        page.write(TESFAY, Look(template=template))
    return found.value.code


def test_the_template_says_the_order_and_what_stands_between(pdf_process, words_of):
    own = EVERY.replace("{{ parts.head }}", "{{ parts.head }}<p>Beste {{ doc.candidate }},</p>")
    own = own.replace("{{ parts.overview }}", "{{ parts.advice }}{{ parts.overview }}")
    own = own.replace("{{ parts.advice }}\n{{ parts.signatures }}", "{{ parts.signatures }}")
    text = words_of(pdf_process.render(SAMIRA, Look(template=own)))
    order = ("Beste Samira Bakkali,", "medewerker afbramen", "Profiel en groei", "Handtekeningen")
    assert sorted(order, key=text.index) == list(order)
    assert "Het bedrijf in eigen woorden" not in text


def test_the_template_to_begin_with_prints_what_was_printed_without_one(pdf_process, words_of):
    look = Look(order=("candidate", "goals"), hidden=("company",), top="Welkom.", end="Tot ziens.")
    own = replace(look, template=starting_template(look))
    first, second = (words_of(pdf_process.render(SAMIRA, one)) for one in (look, own))
    assert first == second


def test_a_disagreement_stands_in_full_whatever_the_template_says(pdf_process, words_of):
    text = words_of(pdf_process.render(TESFAY, Look(template=EVERY)))
    assert TESFAY.candidate_view.reaction in " ".join(text.split())
    assert "Concept" in text and "CONCEPT" in text


@pytest.mark.parametrize("part", ALWAYS)
def test_a_part_that_people_sign_cannot_be_left_out_or_printed_twice(page, part):
    mark = "{{ parts.%s }}" % part  # noqa: UP031 braces
    without = EVERY.replace(mark, "")
    assert broken(page, without) == f"part_missing:{part}"
    assert broken(page, EVERY.replace(mark, mark * 2)) == f"part_twice:{part}"
    never = "{% if doc.version > 1000 %}" + mark + "{% endif %}"
    assert broken(page, EVERY.replace(mark, never)) == f"part_missing:{part}"


CANDIDATE = "{{ parts.candidate }}"


@pytest.mark.parametrize(
    ("around", "code"),
    [
        ("<!-- {} -->", "part_missing:candidate"),
        ("<template>{}</template>", "tag:template"),
        ("<details>{}</details>", "tag:details"),
        ("<textarea>{}</textarea>", "tag:textarea"),
        ("<span>{}</span>", "part_place:candidate"),
        ("<p>{}</p>", "part_place:candidate"),
        ("<h2>{}</h2>", "part_place:candidate"),
        ('<div style="display:none">{}</div>', "attribute:div"),
        ("<div hidden>{}</div>", "attribute:div"),
        ('<div class="run" id="x">{}</div>', "attribute:div"),
        ('<div class="{}">x</div>', "attribute:div"),
        ("<svg>{}</svg>", "tag:svg"),
        ("<table><tr><td>{}</td></tr></table>", "tag:table"),
        ("<style>p {{ color: white }}</style>{}", "tag:style"),
        ("<script>1</script>{}", "tag:script"),
        ('<link rel="stylesheet" href="x.css">{}', "tag:link"),
        ('<img src="file:///etc/hostname">{}', "tag:img"),
        ('<a href="javascript:alert(1)">x</a>{}', "tag:a"),
        ("<h1>Groot</h1>{}", "tag:h1"),
        ("<li>los</li>{}", "tag:li"),
        ("<plaintext>{}", "tag:plaintext"),
        ("<div>" * 30 + "{}", "too_deep"),
        ("<opstap-part class=geheim></opstap-part>{}", "part_place:?"),
    ],
)
def test_no_tag_hides_a_part_or_reaches_outside(page, around, code):
    assert broken(page, EVERY.replace(CANDIDATE, around.format(CANDIDATE))) == code


def test_our_own_hiding_classes_are_out_of_reach(pdf_process, words_of):
    hidden = EVERY.replace(CANDIDATE, f'<div class="run">{CANDIDATE}</div>')
    assert "Ik praat weinig Nederlands." in words_of(
        pdf_process.render(TESFAY, Look(template=hidden))
    )


ESCAPES = {
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a document's class": "{{ doc.__class__ }}",
    "its item": "{{ doc['__class__'] }}",
    "its dict": "{{ doc.__dict__ }}",
    "a method": "{{ doc.candidate.upper() }}",
    "a format string": "{{ '{0.__class__}'.format(doc) }}",
    "a filter of attributes": "{{ doc|attr('__class__') }}",
    "globals": "{{ self.__init__.__globals__ }}",
    "a macro's globals": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "a loop's": "{% for g in doc.goals %}{{ loop.__init__ }}{% endfor %}",
    "config": "{{ config }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "cycler": "{{ cycler.__init__.__globals__.os }}",
    "namespace": "{% set n = namespace(x=1) %}{{ n.x }}",
    "import": "{% import '/etc/passwd' as x %}",
    "include": "{% include 'document.css' %}",
    "extends": "{% extends 'evaluation.html' %}",
    "a part's markup": "{{ parts.candidate.replace('o', 'a') }}",
    "a part's text": "{{ parts.candidate|replace('o', 'a') }}",
    "safe": "{{ '<script>'|safe }}",
    "map": "{{ doc.goals|map(attribute='__class__')|list }}",
    "do": "{% do doc.goals.append(1) %}",
    "a method as such": "{{ parts.head.format }}",
    "a row as such": "{{ doc }}",
}


@pytest.mark.parametrize("said", ESCAPES.values(), ids=ESCAPES.keys())
def test_a_way_out_of_the_sandbox_is_none(page, said):
    code = broken(page, EVERY + said).partition(":")[0]
    assert code in {"not_allowed", "unknown_name", "went_wrong", "syntax"}


BOMBS = {
    "text": ("{{ 'a' * 1000000000 }}", "not_allowed"),
    "power": ("{{ 9 ** 9 ** 9 }}", "not_allowed"),
    "format": ("{{ '%1000000000d' % 1 }}", "not_allowed"),
    "range": ("{% for n in range(100000000) %}x{% endfor %}", "not_allowed"),
    "loops": ("{% for c in doc.state %}" * 9 + "{% endfor %}" * 9, "too_slow"),
    "many loops": ("{% for c in doc.state %}" * 25 + "{% endfor %}" * 25, "went_wrong"),
    "output": ("{% for c in doc.state %}" * 3 + "xxxx" + "{% endfor %}" * 3, "too_much"),
    "doubling": ("{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 45, "too_much"),
    "macros": ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "too_deep"),
    "brackets": ("{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}", "too_deep"),
    "a megabyte": ("x" * 1_000_000, "too_large"),
    "join": ("{{ doc.state|join(doc.state) }}" * 600, "too_much"),
}


SLOW_BOMBS = {"output", "many loops", "join", "macros", "text", "format", "range"}
"""Their kin goes off in the daily run: loops, doubling, brackets, power."""


def _bombs() -> Iterator[Any]:
    for name, bomb in BOMBS.items():
        yield pytest.param(*bomb, id=name, marks=pytest.mark.slow if name in SLOW_BOMBS else ())


@pytest.mark.parametrize(("said", "code"), list(_bombs()))
def test_a_bomb_goes_off_in_a_sentence_and_the_next_document_is_fine(pdf_process, said, code):
    with pytest.raises(PdfLayoutBroken) as found:
        pdf_process.render(TESFAY, Look(template=EVERY + said))
    assert str(found.value).partition(":")[0] == code
    assert pdf_process.render(SAMIRA).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("\n\n{% if %}", "syntax:3"),
        ("\n{{ onbekend }}", "unknown_name:2"),
        ("\n\n\n{{ doc.onbekend }}", "unknown_name:4"),
        ("\n{{ doc.advice.details[99].label }}", "unknown_name:2"),
        ("{{ doc.version + doc.candidate }}", "went_wrong:1"),
        ("{{ 1 // 0 }}", "went_wrong:1"),
        ("{% endblock %}", "syntax:1"),
    ],
)
def test_a_mistake_is_told_with_its_line(page, said, code):
    assert broken(page, said + EVERY) == code


def test_what_a_candidate_wrote_is_no_tag_even_when_the_template_tries(pdf_process):
    wild = replace(TESFAY, strengths="</div><opstap-part class=advice></opstap-part><b>x")
    own = "{% autoescape false %}<p>{{ doc.strengths }}</p>{% endautoescape %}" + EVERY
    with pytest.raises(PdfLayoutBroken):
        pdf_process.render(wild, Look(template=own))
    assert pdf_process.render(wild, Look(template="<p>{{ doc.strengths }}</p>" + EVERY))
