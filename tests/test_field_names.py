"""The summary of errors says which field each line is about."""

import pytest
from flask import Flask, render_template_string

from pwa.field_names import name_them, of_field

FIELDS = {
    "a label": ('<label for="a">Reden <span class="field__optional">mag leeg</span></label>'
                '<textarea id="a"></textarea>', "Reden: dit is nog leeg."),
    "a question": ('<label for="a">Wat zag je?</label><input id="a">',
                   "Wat zag je? Dit is nog leeg."),
    "a label around it": ('<label><input id="a"><br><b>Gezien</b></label>',
                          "Gezien: dit is nog leeg."),
    "a legend": ('<fieldset id="a"><legend>Rol</legend><label><input>Coach</label></fieldset>',
                 "Rol: dit is nog leeg."),
    "what labels a file": ('<p id="b">Foto</p><input id="a" aria-labelledby="b c">'
                           '<label for="a" id="c">Kies een bestand</label>',
                           "Foto: dit is nog leeg."),
    "words that are only spoken": ('<input id="a" aria-label="Zoek">', "Zoek: dit is nog leeg."),
    "letters of HTML": ('<label for="a">R&amp;D &lt;b&gt;</label><input id="a">',
                        "R&amp;D &lt;b&gt;: dit is nog leeg."),
    "a part of a page": ('<section id="a"><h2>Tekenen</h2></section>', "Dit is nog leeg."),
    "a field without a name": ('<input id="a">', "Dit is nog leeg."),
    "nothing": ("", "Dit is nog leeg."),
}  # fmt: skip


def _line(fields: str, sentence: str = "Dit is nog leeg.", at: str = "a") -> str:
    line = f'<a href="#{at}" data-unnamed><span>{sentence}</span></a>'
    return name_them(line + fields).split("<span>")[1].split("</span>")[0]


@pytest.mark.parametrize("what", FIELDS)
def test_a_line_begins_with_the_name_that_stands_at_its_field(what: str) -> None:
    fields, said = FIELDS[what]
    assert _line(fields) == said


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ('<fieldset><legend>Afspraak 2</legend><input id="a" aria-label="Wie?"></fieldset>',
         "Afspraak 2, Wie? Dit is nog leeg."),
        ('<h3 id="h">2. Gesprek</h3><div role="group" aria-labelledby="h">'
         '<label for="a">Getal</label><input id="a"></div>', "2. Gesprek, Getal: dit is nog leeg."),
        ('<details><summary>In het Engels</summary><p><label for="a">Naam</label><input id="a">'
         "</details>", "In het Engels, Naam: dit is nog leeg."),
    ],
)  # fmt: skip
def test_of_fields_with_the_same_name_the_line_says_in_which_part(part: str, name: str) -> None:
    again = "".join(f'<input id="x{n}" aria-label="{n}">' for n in ("Wie?", "Getal", "Naam"))
    assert _line(part + again) == name


@pytest.mark.parametrize(
    ("name", "sentence", "said"),
    [
        ("Naam", "Dit is nog leeg.", "Naam: dit is nog leeg."),
        ("Rol?", "Kies er een.", "Rol? Kies er een."),
        ("Bestand", "PDF's passen niet.", "Bestand: PDF's passen niet."),
        ("Day", "I do not know it.", "Day: I do not know it."),
        ("", "Dit is nog leeg.", "Dit is nog leeg."),
    ],
)
def test_name_and_sentence_are_one_sentence(name: str, sentence: str, said: str) -> None:
    assert of_field(sentence, name) == said


def test_a_page_without_a_summary_is_not_read() -> None:
    page = "<p>niets mis</p>"
    assert name_them(page) is page


def test_the_summary_of_a_form_asks_for_the_names(app: Flask) -> None:
    told = '{{ ui.errors({"a": "Leeg.", "b": "Vol."}, labels={"b": "Tas"}) }}'
    with app.test_request_context():
        page = name_them(render_template_string(told) + '<input id="a" aria-label="Pet">')
    assert "<span>Pet: leeg.</span>" in page and "<span>Tas: vol.</span>" in page
    assert "data-unnamed" not in page
