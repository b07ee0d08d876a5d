"""The permission matrix in time: before a relation, in it, after it, and when it was taken away.

Everybody was signed in before the relation changed: what counts is the very next request.
"""

from dataclasses import dataclass

import pytest
from flask import Flask

from pwa.access import COOKIE
from pwa.models import User
from tests.browse import Visitor, signed_in
from tests.people import Cast
from tests.routes import test_permission_matrix as matrix
from tests.routes.lifecycle import SCENES
from tests.routes.lifecycle_table import COLUMNS, GROUPS, LINES
from tests.routes.world import Worlds

pytestmark = pytest.mark.everybody

ABOUT_A_PERSON = {
    "action", "candidate", "cover", "evaluation", "handover", "note", "photo", "placement",
    "claim", "stand_in", "week_dispute",
}  # fmt: skip
"""Ids in an address that lead to what is known of one candidate."""

LET_THROUGH = {"ok", "go", "409", "303"}


@dataclass(frozen=True)
class Row:
    group: str
    line: matrix.Line

    def __str__(self) -> str:
        return str(self.line)


def _groups() -> dict[str, dict[str, str]]:
    found = {}
    for line in GROUPS.splitlines():
        if line and not line.startswith("#"):
            name, *cells = line.split()
            assert name not in found, name
            found[name] = dict(zip(COLUMNS, cells, strict=True))
    return found


def _row(words: list[str]) -> Row:
    group, endpoint, method, *facts = words
    told = dict(fact.split("=") for fact in facts)
    return Row(group, matrix.Line(endpoint, method, told, {}, {}))


CELLS = _groups()
ROWS = [_row(line.split()) for line in LINES.splitlines() if line]


@pytest.mark.parametrize("column", COLUMNS)
def test_the_very_next_request_is_answered_by_what_is_so_now(
    application: Flask, worlds: Worlds, column: str
) -> None:
    wrong = []
    for state in ("signing", "discussed", "asked", "final"):
        rows = [row for row in ROWS if row.line.facts.get("evaluation", "signing") == state]
        changing = [r for r in rows if r.line.method == "POST" and CELLS[r.group][column] == "ok"]
        with worlds.open(state) as cast:
            user = SCENES[column](cast)
            for row in rows:
                if row not in changing:
                    wrong += _differs(application, cast, row, column, user)
        for row in changing:  # what is let through may change something
            with worlds.open(state) as cast:
                wrong += _differs(application, cast, row, column, SCENES[column](cast))
    assert not wrong, "\n  " + "\n  ".join(wrong)


def _differs(app: Flask, cast: Cast, row: Row, column: str, user: User) -> list[str]:
    visitor = Visitor(app, None, checks=False)
    visitor.client.set_cookie(COOKIE, session_of(cast, user))
    path, wanted = matrix.address(app, cast, row.line), CELLS[row.group][column]
    posted = row.line.method == "POST"
    page = visitor.post(path, matrix.body(cast, row.line)) if posted else visitor.get(path)
    got = matrix.name_of(page.status, page.location, row.line.method)
    got = "ok" if got in LET_THROUGH else got
    return [] if got == wanted else [f"{column}: {got} ({page.status}), not {wanted}: {row}"]


def session_of(cast: Cast, user: User) -> str:
    """The session of before; of somebody outside the cast a new one."""
    known = {one.id: name for name, one in cast.everybody().items()}
    if user.id in known:
        token: str = cast.tokens[known[user.id]]
        return token
    return signed_in(user)


def test_every_address_about_a_person_has_a_row(application: Flask) -> None:
    rules = {
        (rule.endpoint, method)
        for rule in application.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if set(rule.arguments) & ABOUT_A_PERSON
    }
    told = {(row.line.endpoint, row.line.method) for row in ROWS}
    assert rules - told == set(), "without a line in tests/routes/lifecycle_table.py"
    assert told - rules == set(), "lines without an address"
    assert {row.group for row in ROWS} == set(CELLS), "a group without a line, or the other way"
    assert set(SCENES) == set(COLUMNS)
