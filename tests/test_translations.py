"""English says all that Dutch says, with the same facts in it; the compiled file is up to date."""

import re
from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[1] / "pwa" / "translations" / "en" / "LC_MESSAGES"
FACTS = re.compile(r"%\(\w+\)s|\{\w+\}")


def catalog():
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file)


def test_nothing_is_left_in_dutch():
    empty = [m.id for m in catalog() if m.id and not all(_texts(m.string))]
    assert empty == []


def test_every_fact_of_a_sentence_is_in_its_translation():
    wrong = [
        message.id
        for message in catalog()
        if message.id
        and set(FACTS.findall(_texts(message.id)[-1]))
        != set(FACTS.findall(_texts(message.string)[-1]))
    ]
    assert wrong == []


def test_who_comes_in_logs_in_and_to_sign_is_to_put_a_signature():
    mixed = [
        message.string
        for message in catalog()
        if message.id
        and "teken" not in " ".join(_texts(message.id))
        and re.search(r"\bsign(s|ed)? (in|out)\b", " ".join(_texts(message.string)), re.IGNORECASE)
    ]
    assert mixed == []


NAMED = ("Wie keek mee", "Dit klopt niet", "Mijn dossier")
"""Buttons that sentences of `Wat weten we van je` name."""


def test_a_sentence_that_names_a_button_names_it_as_the_button_does():
    said = {message.id: message.string for message in catalog() if isinstance(message.id, str)}
    ours = [one.id for one in catalog() if ("pwa/routes/known_words.py") in dict(one.locations)]
    named = [(text, button) for text in ours for button in NAMED if button in text]
    assert {button for _text, button in named} == set(NAMED)
    assert [text for text, button in named if said[button] not in said[text]] == []


def test_the_compiled_file_is_the_same_as_the_text():
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = {_texts(m.id): _texts(m.string) for m in read_mo(file) if m.id}
    written = {_texts(m.id): _texts(m.string) for m in catalog() if m.id}
    assert compiled == written


def test_a_person_who_chose_english_reads_english(browse, cast):
    from pwa.models import User

    User.update(language="en").where(User.id == cast.supervisor_a.id).execute()
    page = browse("supervisor_a").get("/vandaag/")
    assert 'lang="en"' in page.html
    assert "Today" in page.text


def _texts(string):
    return (string,) if isinstance(string, str) else tuple(string)
