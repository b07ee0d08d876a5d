"""Every page of every person keeps the rules of tests/invariants.py, in Dutch and in English."""

from typing import Any

import brotli
import pytest
from flask import Flask

from pwa.access import COOKIE
from pwa.models import User
from tests.browse import Visitor
from tests.routes.matrix import PEOPLE
from tests.routes.test_permission_matrix import LINES, Line, address
from tests.routes.world import Worlds

pytestmark = pytest.mark.everybody

MOST_SENT = 8_192
"""Bytes of a page as it is sent; what it loads is counted by tests/test_assets.py."""

SAME_FOR_ALL = {"assets.offline", "health.alive", "health.ready", "help_pages.index",
                "help_pages.show"}  # fmt: skip

SHOWCASE = {"assets.style_guide"}
"""Shows what wrong forms look like, and sends none: tests/test_style_guide.py looks at it."""


def pages_of(who: str) -> list[Line]:
    """Pages that this person may open; what is the same for all, a stranger and a supervisor."""
    left_out = SHOWCASE | (set() if who in ("stranger", "supervisor_a") else SAME_FOR_ALL)
    return [
        line
        for line in LINES
        if line.method == "GET" and line.cells[who] == "ok" and line.endpoint not in left_out
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_a_person_keeps_the_rules(
    application: Flask, worlds: Worlds, who: str, language: str
) -> None:
    wrong: list[str] = []
    lines = pages_of(who)
    for state in dict.fromkeys(line.facts.get("evaluation", "draft") for line in lines):
        with worlds.open(state) as cast:
            User.update(language=language).execute()
            visitor = _visitor(application, cast, who, language)
            for line in lines:
                if line.facts.get("evaluation", "draft") == state:
                    wrong += _problems(visitor, address(application, cast, line))
    assert not wrong, "\n".join(wrong)


def _visitor(app: Flask, cast: Any, who: str, language: str) -> Visitor:
    visitor = Visitor(app, None, language=language)
    if who != "stranger":
        visitor.user = cast.user(who)
        visitor.client.set_cookie(COOKIE, cast.tokens[who])
    return visitor


def _problems(visitor: Visitor, path: str) -> list[str]:
    try:
        page = visitor.get(path)
    except AssertionError as found:
        return [str(found)]
    size = len(brotli.compress(page.html.encode(), quality=5))
    return [f"GET {path} sends {size} bytes, at most {MOST_SENT}"] if size > MOST_SENT else []
