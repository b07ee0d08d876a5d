"""Every column of every table is sent to every form at once, by somebody who may send that form:
the form is refused, and not one of the values arrives anywhere."""

from flask import Flask
from peewee import BooleanField, IntegerField, UUIDField

from pwa.access import COOKIE
from pwa.models import TABLES
from tests.abuse import untouched
from tests.browse import Visitor, signed_in
from tests.people import Cast
from tests.routes.matrix import PEOPLE
from tests.routes.test_permission_matrix import LINES, Line, address, body
from tests.routes.world import Worlds
from tests.watch import WATCH

ID, TEXT, NUMBER = "0190dead-beef-7000-8000-00000000beef", "kanarie-kolom", "31415926"

WITHOUT_A_FORM = {"outbox", "passkeys", "invitation_passkeys"}
"""Blueprints that read JSON: for those it is tests/routes/test_outbox.py and test_passkeys.py."""


def columns() -> dict[str, str]:
    """The name of every column with a value that would be seen."""
    found = {}
    for model in TABLES:
        for field in model._meta.sorted_fields:
            value = ID if isinstance(field, UUIDField) else TEXT
            value = NUMBER if isinstance(field, IntegerField) else value
            value = "1" if isinstance(field, BooleanField) else value
            found |= {field.name: value, field.column_name: value}
    return found


def sent_by(line: Line) -> str | None:
    """Somebody who may."""
    return next((who for who in PEOPLE if line.cells[who] == "ok"), None)


def test_no_column_can_be_set_by_its_name(application: Flask, worlds: Worlds) -> None:
    names, seen, wrong = columns(), set(), []
    assert len(names) > 200
    with worlds.open("draft") as cast:
        for line in LINES:
            blueprint = line.endpoint.partition(".")[0]
            draft = line.facts.get("evaluation", "draft") == "draft"
            if line.method != "POST" or not sent_by(line) or not draft:
                continue
            if blueprint not in WITHOUT_A_FORM and line.endpoint not in seen:
                seen.add(line.endpoint)
                wrong += _post(application, cast, line, names)
        held = [row for row in untouched.everything().items() if _shows(row)]
    assert len(seen) > 100
    assert not wrong
    assert not held


def _post(app: Flask, cast: Cast, line: Line, names: dict[str, str]) -> list[str]:
    who = sent_by(line)
    visitor = Visitor(app, None, checks=False)
    if who != "stranger":
        visitor.client.set_cookie(COOKIE, signed_in(cast.user(who)))
    with WATCH.counting() as seen:
        page = visitor.post(address(app, cast, line), {**names, **body(cast, line)})
    written = [query for query in seen.queries if _changes(query)]
    if page.status >= 500 or (page.status == 400 and written):
        return [f"{line} by {who}: {page.status}, {written}"]
    return []


def _changes(query: str) -> bool:
    """Anything but a try that was counted."""
    return query.startswith(("INSERT", "UPDATE", "DELETE")) and '"rate_bucket"' not in query


def _shows(row: object) -> bool:
    told = str(row)
    return any(value in told for value in (ID, TEXT, NUMBER))
