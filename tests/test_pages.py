"""A page or one block of it, and what every page knows."""

import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask
from jinja2 import Environment

from tests.browse import Visitor

Browse = Callable[..., Visitor]


def test_a_stranger_can_open_the_sign_in_page(browse: Browse) -> None:
    assert browse().get("/aanmelden").status == 200


def test_everybody_lands_on_a_page_of_their_own(browse: Browse, cast) -> None:
    for name in cast.everybody():
        page = browse(name).get("/")
        assert page.status == 302, name
        own = page.follow()
        if own.status == 302:  # to the page of the own organisation
            own = own.follow()
        assert own.status == 200, name


@pytest.mark.parametrize("path", ["/evaluaties", "/controle", "/controle/K7QM-3XWD-9H2T"])
def test_a_page_that_is_asked_with_a_slash_behind_it_is_found(browse: Browse, path: str) -> None:
    asked = "?a=%C3%A9&next=//elders.nl/&endpoint=home.index&_external=1&_scheme=ftp"
    answer = browse("coach_1").get(f"{path}/{asked}")
    assert (answer.status, answer.headers["Location"]) == (308, path + asked)
    assert browse().get(f"{path}/").headers["Location"] == path


@pytest.mark.parametrize("path", ["/bestaat-niet/", "//elders.nl/", "/evaluaties//"])
def test_what_is_nowhere_stays_nowhere_with_a_slash(browse: Browse, path: str) -> None:
    assert "elders" not in browse("coach_1").get(path).headers.get("Location", "")
    assert browse("coach_1").get("/bestaat-niet/").status == 404


def test_what_is_sent_to_an_address_with_a_slash_goes_nowhere(browse: Browse) -> None:
    assert browse("coach_1").post("/controle/").status == 404


@pytest.mark.parametrize("path", ["/mijn-kandidaten", "/bestaat-niet", "/vandaag/"])
def test_an_answer_is_sent_compressed_whatever_it_says(browse: Browse, path: str) -> None:
    client = browse("coach_1").client
    plain, small = (client.get(path, headers={"Accept-Encoding": one}) for one in ("", "br"))
    assert small.status_code == plain.status_code
    assert brotli.decompress(small.data)[:15] == plain.data[:15] == b"<!doctype html>"
    assert len(small.data) < len(plain.data) / 2


def test_no_two_words_grow_together_where_a_template_loses_its_indents(app: Flask) -> None:
    env = app.jinja_env
    plain = env.overlay(extensions=[])
    plain.extensions = {}
    folder = Path(str(app.root_path), "templates")
    for file in folder.rglob("*.html"):
        source = file.read_text(encoding="utf-8")
        assert _folded(env, source) == _folded(plain, source), file


def _folded(env: Environment, source: str) -> list[tuple[str, str]]:
    """What the template says, with any white space as one space."""
    said = [(one.type, str(one.value)) for one in env._tokenize(source, None)]
    spaces = {"data": " "}
    return [(kind, re.sub(r"\s+", spaces.get(kind, ""), text)) for kind, text in said]
