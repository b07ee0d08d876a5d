"""Every endpoint, method and person of the cast has an expected answer, written by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, url_for

from pwa import errors, policies
from pwa.access import COOKIE
from pwa.domain.ids import uuid7
from tests.browse import Visitor
from tests.people import Cast
from tests.routes.matrix import BODIES, DEFAULTS, PEOPLE, TABLE
from tests.routes.world import STATES, Worlds

pytestmark = pytest.mark.everybody

ASSETS = {
    "assets.file", "assets.manifest", "assets.offline", "assets.service_worker",
    "assets.style_guide",
}  # fmt: skip
"""The only endpoints outside the guard: the same bytes for everybody."""

FOR_ANYONE = {
    "feeds.show", "security_txt.show",
    "health.alive", "health.ready", "help_pages.index", "help_pages.picture", "help_pages.show",
    "home.index", "home_screen.show", "invitations.accept", "invitations.show", "session.create",
    "session.demo", "session.new", "session.pin", "setup.create", "setup.new",
    "verification.check", "verification.index", "verification.show",
    "lock.code", "lock.leave", "lock.open_", "lock.show", "table.document", "table.leave",
    "table.next_one",
    "table.pdf", "table.sign", "table.sit",
    "tablet.enrol", "tablet.enter", "tablet.pair", "tablet.person", "tablet.show",
    "tablet_demo.take", "outbox.receive_claimed",
    "second_step.show", "second_step.prove", "passkeys.ask", "passkeys.come_in",
    "invitation_passkeys.ask", "invitation_passkeys.accept",
}  # fmt: skip
"""Who uses `policies.anyone`. Each needs a reason: signing in, health, help, whom to
tell of a hole, steps to install, a secret address, checking a document that one holds, a locked
browser and a shared tablet (nobody is signed in there)."""

REFUSALS = (302, 401, 403, 404)


@dataclass(frozen=True)
class Line:
    endpoint: str
    method: str
    facts: dict[str, str]
    query: dict[str, str]
    cells: dict[str, str]

    def __str__(self) -> str:
        told = [f"{k}={v}" for k, v in {**self.facts, **self.query}.items()]
        return " ".join([self.endpoint, self.method, *told])


def read(table: str) -> list[Line]:
    table = table.replace("everybody:410", " ".join(["410"] * len(PEOPLE)))
    lines = [line for line in table.splitlines() if line.strip() and not line.startswith("#")]
    return [_line(line.split()) for line in lines]


def _line(words: list[str]) -> Line:
    endpoint, method, *rest = words
    facts, query = {}, {}
    while rest and "=" in rest[0]:
        name, _, value = rest.pop(0).partition("=")
        (query if name.startswith("?") else facts)[name.lstrip("?")] = value
    assert len(rest) == len(PEOPLE), f"{endpoint} {method}: {len(rest)} cells"
    return Line(endpoint, method, facts, query, dict(zip(PEOPLE, rest, strict=True)))


LINES = read(TABLE)


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is refused gets the same answer without the words around it: they are drawn for everybody
    at every address in test_reading_walk.py, and are a quarter of the work here."""
    monkeypatch.setattr(errors, "render_template", lambda name, **_view: name)


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_exactly_what_is_theirs(
    application: Flask, worlds: Worlds, line: Line
) -> None:
    state = line.facts.get("evaluation", "draft")
    allowed = [who for who in PEOPLE if line.method == "POST" and line.cells[who] == "ok"]
    wrong = []
    with worlds.open(state) as cast:
        for who in PEOPLE:
            if who not in allowed:
                wrong += _differs(application, cast, line, who)
    for who in allowed:  # what is allowed may change something: everybody gets a fresh world
        with worlds.open(state) as cast:
            wrong += _differs(application, cast, line, who)
    assert not wrong, "\n  " + "\n  ".join(wrong)


def _differs(app: Flask, cast: Cast, line: Line, who: str) -> list[str]:
    visitor = Visitor(app, None, checks=False)
    if who != "stranger":
        visitor.client.set_cookie(COOKIE, cast.tokens[who])
    path, wanted = address(app, cast, line), line.cells[who]
    posted = line.method == "POST"
    page = visitor.post(path, body(cast, line)) if posted else visitor.get(path)
    got = name_of(page.status, page.location, line.method)
    return [] if got == wanted else [f"{who}: {got} ({page.status}), not {wanted}: {line}"]


def name_of(status: int, location: str, method: str) -> str:
    """The cell for an answer."""
    if status == 401 or (status == 302 and location.startswith("/aanmelden?")):
        return "in"
    if method == "GET" and status == 302:
        return "go"
    if method == "POST" and status in (200, 303, 409, 422):
        return "ok"
    return {200: "ok", 403: "no", 404: "--"}.get(status, str(status))


def address(app: Flask, cast: Cast, line: Line) -> str:
    rule = next(r for r in app.url_map.iter_rules(line.endpoint) if line.method in r.methods)
    named = {name: line.facts.get(name, DEFAULTS.get(name, "")) for name in rule.arguments}
    values = {name: _row(cast, name, value) for name, value in named.items()}
    if "competence_id" in values:
        values["competence_id"] = cast.competences[values["handbook"]]
    query = {name: _row(cast, name, value) for name, value in line.query.items()}
    with app.test_request_context():
        return url_for(line.endpoint, **values, **query)


def _row(cast: Cast, name: str, value: str) -> Any:
    if name == "evaluation" and value in STATES:
        return cast.evaluation.id
    found = getattr(cast, value, value) if value else value
    return getattr(found, "id", found)


def body(cast: Cast, line: Line) -> dict[str, str]:
    ids = {name: str(getattr(row, "id", "")) for name, row in vars(cast).items()}
    ids["new"] = str(uuid7())
    return {k.format(**ids): v.format(**ids) for k, v in BODIES.get(line.endpoint, {}).items()}


def test_every_route_has_a_line_and_every_line_a_route(application: Flask) -> None:
    rules = {
        (rule.endpoint, method)
        for rule in application.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    lines = {(line.endpoint, line.method) for line in LINES}
    assert rules - lines == set(), "routes without a line in tests/routes/matrix.py"
    assert lines - rules == set(), "lines without a route"


def test_no_line_is_written_twice() -> None:
    told = [str(line) for line in LINES]
    assert len(told) == len(set(told))


def policy_of(view: Callable[..., Any]) -> Any:
    """The policy behind which a view stands, or None where there is no guard."""
    return getattr(view, "may", None)


def unguarded(app: Flask) -> set[str]:
    return {name for name, view in app.view_functions.items() if policy_of(view) is None}


def test_only_assets_stand_outside_the_guard(application: Flask) -> None:
    assert unguarded(application) == ASSETS


def test_who_is_open_to_anyone_is_known(application: Flask) -> None:
    views = application.view_functions
    assert {n for n, v in views.items() if policy_of(v) is policies.anyone} == FOR_ANYONE


def test_only_get_and_post_are_answered(application: Flask) -> None:
    methods = {m for rule in application.url_map.iter_rules() for m in rule.methods}
    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}
