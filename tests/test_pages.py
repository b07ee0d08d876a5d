"""A page or one block of it, and what every page knows."""

import re
from collections.abc import Callable
from pathlib import Path

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
