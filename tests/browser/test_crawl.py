"""Every page that somebody may open, in Chromium at 360 px: axe, layout, silence.

Each page is seen in one language, and in light or dark, taken in turn; ./run long sees all four.
The addresses come from the permission matrix: a cell `ok` of a GET line is a page of that person.
One person of each face is enough, and of several people with the same face the first.
"""

import copy
from typing import Any, Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from pwa import clock
from pwa.access import COOKIE
from pwa.models import User
from tests.browser.conftest import Console, new_page, serving
from tests.browser.eyes import look_at
from tests.people import NOW
from tests.routes.test_permission_matrix import LINES, Line, address
from tests.routes.world import Worlds

FACES = (
    "stranger", "candidate_a1", "supervisor_a", "coach_1", "employer_a", "municipality_admin",
    "privacy_officer",
)  # fmt: skip

NO_PAGE = {
    "assets.file", "assets.manifest", "assets.service_worker", "evaluations.pdf", "health.alive",
    "health.ready", "help_pages.picture", "photos.large", "photos.small",
    "profile_photos.large", "profile_photos.small", "hours.statement", "handbooks.file",
    "agreements.pdf", "decisions.premium_pdf", "feeds.show", "layouts.example", "layouts.logo",
    "known.pdf", "papers.pdf", "guard.words",
}  # fmt: skip

ONCE = {"assets.offline", "assets.style_guide", "help_pages.index", "help_pages.show"}
"""The same for everybody: one person is enough."""


FOR_EACH = {"companies.show", "evaluations.show", "placements.show"}
"""Pages so different for each face that each face looks; of others the first (all: ./run long)."""


LOOKS: list[tuple[str, Literal["light", "dark"]]] = [
    ("nl", "light"),
    ("en", "dark"),
    ("nl", "dark"),
    ("en", "light"),
]


def pages_of(who: str) -> list[Line]:
    return [
        line
        for line in LINES
        if line.method == "GET"
        and line.cells[who] == "ok"
        and line.endpoint not in NO_PAGE
        and (who == "candidate_a1" or line.endpoint not in ONCE)
    ]


def pages_first_seen_by(who: str) -> list[Line]:
    """Each page once, by the first face that may open it, and some by every face."""
    return [line for line in pages_of(who) if line.endpoint in FOR_EACH or who == _first(line)]


def _first(line: Line) -> str:
    return next(face for face in FACES if line.cells[face] == "ok")


@pytest.mark.parametrize("who", FACES)
def test_every_page_of_a_person_is_fit_for_a_phone(
    application: Flask, chromium: Browser, worlds: Worlds, who: str
) -> None:
    walk_over(pages_first_seen_by(who), application, chromium, worlds, who)


@pytest.mark.slow
@pytest.mark.parametrize("who", FACES)
def test_every_page_is_fit_for_everybody_who_may_open_it(
    application: Flask, chromium: Browser, worlds: Worlds, who: str
) -> None:
    for first in range(len(LOOKS)):
        walk_over(pages_of(who), application, chromium, worlds, who, first)


def walk_over(
    lines: list[Line],
    application: Flask,
    chromium: Browser,
    worlds: Worlds,
    who: str,
    first: int = 0,
) -> None:
    wrong: list[str] = []
    for state in dict.fromkeys(line.facts.get("evaluation", "draft") for line in lines):
        here = [line for line in lines if line.facts.get("evaluation", "draft") == state]
        with worlds.open(state) as cast, clock.at(NOW), serving(application) as server:
            wrong += _walk(application, chromium, server, cast, who, here, first)
    assert not wrong, "\n".join(wrong)


def _walk(
    app: Flask, chromium: Browser, server: str, cast: Any, who: str, lines: list[Line], first: int
) -> list[str]:
    console, wrong = Console(), []
    page = new_page(chromium, server, "phone", {})
    if who != "stranger":
        cookie = {"name": COOKIE, "value": cast.tokens[who], "url": server}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
    console.listen(page)
    for n, (language, scheme) in enumerate(LOOKS):
        User.update(language=language).execute()
        page.set_extra_http_headers({"Accept-Language": language})
        page.emulate_media(color_scheme=scheme)
        for line in lines[(n + first) % len(LOOKS) :: len(LOOKS)]:
            wrong += _look(page, address(app, copy.copy(cast), line), f"{line} {language} {scheme}")
    page.context.close()
    return [*wrong, *console.complaints()]


def _look(page: Page, path: str, named: str) -> list[str]:
    answer = page.goto(path)
    try:
        if answer and answer.status >= 500:
            raise AssertionError(f"{page.url} answered {answer.status}")
        look_at(page)
    except AssertionError as seen:
        return [f"{named}: {seen}"]
    return []
