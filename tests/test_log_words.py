"""What people wrote never reaches a log: not by a mistake of ours either."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from peewee import IntegrityError

from pwa.domain.ids import uuid7
from tests.browse import Visitor
from tests.log_canaries import listening
from tests.people import TODAY, Cast
from tests.tablet import Tablet, batch

Browse = Callable[..., Visitor]
TEXT = "Deed order 77 samen met Joris."


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that refuses a row and quotes it, as PostgreSQL does."""

    def refuse(text: str, **_facts: Any) -> Any:
        quoted = f"Failing row contains ({text})"
        try:
            raise IntegrityError(f"new row violates check\nDETAIL:  {quoted}")
        except IntegrityError as first:
            raise RuntimeError(quoted) from first

    monkeypatch.setattr("pwa.services.notes.text_problems", refuse)


@pytest.mark.usefixtures("broken")
def test_a_mistake_on_a_page_is_logged_without_the_words(browse: Browse, cast: Cast) -> None:
    visitor = browse("supervisor_a")
    visitor.checks = False
    data = {f"note-{cast.placement_a1.id}": str(uuid7()), "day": str(TODAY), "text": TEXT}
    with listening([TEXT, "RuntimeError"]) as ear:
        assert visitor.post("/notities/", data).status == 500
    (told,) = ear.heard
    assert TEXT not in told
    assert "notes.py:" in told, "a log that does not say where helps nobody"


@pytest.mark.usefixtures("broken")
def test_a_mistake_with_an_item_of_a_device_is_logged_without_the_words(
    browse: Browse, cast: Cast
) -> None:
    tablet = Tablet(browse("supervisor_a"))
    row = tablet.write("note", cast.placement_a1, day=TODAY, text=TEXT)
    tablet.visitor.checks = False
    with listening([TEXT, "RuntimeError"]) as ear:
        tablet.visitor.post("/verzenden/", json.dumps(batch(row)))
    (told,) = ear.heard
    assert TEXT not in told
    assert "notes.py:" in told


def test_a_log_line_with_words_is_heard_wherever_it_comes_from() -> None:
    with listening(["Klaar, 140 dozen"]) as ear:
        logging.getLogger("opstap.somewhere").info("kept %s", "Klaar, 140 dozen.")
        logging.getLogger("library").warning("kept %s", "iets anders")
    assert len(ear.heard) == 1
