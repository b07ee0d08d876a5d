"""What an open case opens of the permission matrix, by direct address, and nothing besides."""

from typing import Any

import pytest
from flask import Flask

from pwa.access import COOKIE
from tests.browse import Visitor, signed_in
from tests.people import Cast
from tests.privacy_case import open_case
from tests.routes.test_permission_matrix import LINES, address, name_of
from tests.routes.world import Worlds

pytestmark = pytest.mark.everybody

OPENS = {
    "placements.show", "notes.show", "evaluations.show", "evaluations.pdf", "guidance.show",
    "photos.show", "photos.large", "photos.small",
    "privacy_cases.show", "privacy_cases.dossier", "redactions.new", "home.note",
}  # fmt: skip
"""What an open case about candidate_a1 adds for its officer."""


def test_an_open_case_opens_these_addresses_and_no_other(
    application: Flask, worlds: Worlds
) -> None:
    wrong = []
    for state in ("draft", "signing", "final"):
        with worlds.open(state) as cast:
            cast.case_over = open_case(cast)
            token = signed_in(cast.privacy_officer)
            for line in LINES:
                if line.facts.get("evaluation", "draft") != state or line.method == "POST":
                    continue
                got = _answer(application, cast, line, token)
                opened = got == "ok" and line.cells["privacy_officer"] != "ok"
                if opened and line.endpoint not in OPENS:
                    wrong.append(f"{line}: {got}")
    assert not wrong, "\n".join(wrong)


def test_nothing_about_a_candidate_is_written_on_a_case(application: Flask, worlds: Worlds) -> None:
    """Every POST whose address holds a row of the candidate, but for those of the case itself."""
    own, wrong = {"privacy_cases", "redactions"}, []
    with worlds.open("signing") as cast:
        cast.case_over = open_case(cast)
        token = signed_in(cast.privacy_officer)
        for line in LINES:
            if line.method != "POST" or line.endpoint.partition(".")[0] in own:
                continue
            if line.cells["privacy_officer"] == "ok":
                continue
            got = _answer(application, cast, line, token)
            wrong += [f"{line}: {got}"] if got == "ok" else []
    assert not wrong, "\n".join(wrong)


def _answer(app: Flask, cast: Cast, line: Any, token: str) -> str:
    visitor = Visitor(app, None, checks=False)
    visitor.client.set_cookie(COOKIE, token)
    path = address(app, cast, line)
    page = visitor.post(path) if line.method == "POST" else visitor.get(path)
    return name_of(page.status, page.location, line.method)
