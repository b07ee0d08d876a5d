"""Whoever reads words about a candidate leaves a line in the access log: every address is walked.

The canaries are not planted: they are all texts that the database holds about one candidate alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from peewee import ForeignKeyField, TextField, fn

from pwa import models
from pwa.access import COOKIE
from pwa.domain.enums import Advice
from pwa.domain.ids import uuid7
from pwa.models import AccessLog, Candidate, Extension, Outcome
from pwa.services import notes, own_days, visits
from tests.browse import Page, Visitor
from tests.evaluation_case import quick_pdf
from tests.people import TODAY, Cast
from tests.routes.matrix import PEOPLE
from tests.routes.test_permission_matrix import LINES, Line, address, body
from tests.routes.world import STATES, Worlds

pytestmark = pytest.mark.everybody

NOT_WORDS = {
    "hash", "code", "kind", "state", "action", "method", "label", "version", "reference",
    "previous_hash", "body_hash", "content_hash", "pdf_hash", "days_hash", "name",
}  # fmt: skip
"""Columns that hold no sentence that somebody wrote."""

SHORT = 8


def _owner(row: Any) -> Any:
    """Whose candidate this row is about, by the placement, note or evaluation that it hangs on."""
    for name in ("placement", "note", "evaluation", "candidate"):
        field = type(row)._meta.fields.get(name)
        if isinstance(field, ForeignKeyField) and getattr(row, f"{name}_id", None):
            about = getattr(row, name)
            return about.id if isinstance(about, Candidate) else _owner(about) or None
    return None


def canaries() -> dict[str, Any]:
    """Text -> the one candidate about whom somebody wrote it."""
    found: dict[str, set[Any]] = {}
    for model in models.TABLES:
        names = [
            name for name, field in model._meta.fields.items()
            if type(field) is TextField and name not in NOT_WORDS
        ]  # fmt: skip
        if not names or model._meta.table_name in ("access_log", "audit_event"):
            continue
        for row in model.select():
            if owner := _owner(row):
                for text in (getattr(row, name) or "" for name in names):
                    if len(text) >= SHORT:
                        found.setdefault(" ".join(text.split()), set()).add(owner)
    return {text: owners.pop() for text, owners in found.items() if len(owners) == 1}


@pytest.fixture(scope="module")
def own_worlds(store: Any, template: Any) -> Iterator[Worlds]:
    """Worlds whose PDFs are their words, so that what they show can be found in them."""
    made = Worlds(store, template)
    with pytest.MonkeyPatch.context() as patch:
        quick_pdf(patch)
        yield made
    made.close()


@contextmanager
def world(worlds: Worlds, state: str) -> Iterator[Cast]:
    with worlds.open(state) as cast:
        _say_more(cast)
        yield cast


def _say_more(cast: Cast) -> None:
    """What the candidate and the coach wrote."""
    amina, willem = cast.as_("candidate_a1"), cast.as_("candidate_a2")
    notes.react(amina, cast.note_a1, uuid7(), "Ik was bang dat het slecht was.")
    own_days.write(amina, cast.placement_a1, TODAY, 1, "Vandaag hele order alleen!!", id=uuid7())
    own_days.write(willem, cast.placement_a2, TODAY, 2, "Was een lange dag.", id=uuid7())
    visits.write(cast.as_("coach_1"), cast.placement_a1, TODAY, "Samen langs de machine gelopen.")
    decided = {"placement": cast.placement_a1, "decided_by": cast.coach_1}
    Extension.create(from_on=TODAY, to_on=TODAY, reason="Tekening lezen moet nog.", **decided)
    Outcome.create(advice=Advice.EXTEND, text="Zij wil graag blijven, en wij ook.", **decided)


def words_of(page: Page) -> str:
    if page.is_html:
        return page.text
    said = page.answer.get_data().decode("utf-8", "replace") if page.status < 400 else ""
    return " ".join(said.split())


def _walk(app: Flask, cast: Cast, line: Line, who: str, texts: dict[str, Any]) -> list[str]:
    visitor = Visitor(app, None, checks=False)
    if who != "stranger":
        visitor.client.set_cookie(COOKIE, cast.tokens[who])
    before, path = AccessLog.select(fn.MAX(AccessLog.id)).scalar() or 0, address(app, cast, line)
    get = line.method == "GET"
    page = visitor.get(path) if get else visitor.post(path, body(cast, line))
    said = words_of(page)
    shown = {owner for text, owner in texts.items() if text in said}
    rows = list(AccessLog.select().where(AccessLog.id > before))
    own = Candidate.get_or_none(Candidate.user == getattr(cast, who).id) if who != "stranger" else 0
    missing = shown - {row.candidate_id for row in rows} - {getattr(own, "id", None)}
    found = [t for t, owner in texts.items() if owner in missing and t in said]
    wrong = [f"{who} read {found[:3]} and nothing was logged: {line}"] if missing else []
    if any(row.candidate_id == getattr(own, "id", 0) for row in rows):
        wrong.append(f"the own reading of {who} was logged: {line}")
    if rows and page.status in (401, 403, 404):
        wrong.append(f"{who} was refused ({page.status}) and logged all the same: {line}")
    return wrong


def _state(line: Line) -> str:
    """A page that asks for no evaluation is walked where there is most to read."""
    return line.facts.get("evaluation", "final")


EVERY = sorted({(line.method, _state(line)) for line in LINES if _state(line) in STATES})
LEAVES = ("session.", "account.end", "ways_in.", "invitations.", "assets.")
"""What would sign somebody out on the way, and the style guide, whose people are made up."""


@pytest.mark.parametrize(("method", "state"), EVERY)
def test_what_is_read_about_somebody_is_logged_wherever_it_stands(
    application: Flask, own_worlds: Worlds, state: str, method: str
) -> None:
    wrong, seen = [], 0
    with world(own_worlds, state) as cast:
        texts = canaries()
        for line in LINES:
            if line.method != method or _state(line) != state or line.endpoint.startswith(LEAVES):
                continue
            for who in PEOPLE:
                if line.cells[who] not in ("--", "in", "go"):
                    wrong += _walk(application, cast, line, who, texts)
                    seen += 1
    assert seen, "nothing was walked"
    assert not wrong, "\n  " + "\n  ".join(wrong)
