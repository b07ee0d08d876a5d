"""The region in which anything may happen."""

import copy
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import pytest

from pwa import clock, database, migrations
from pwa.services import document_seals, layout_printing, printing
from tests.databases import Store
from tests.world import town as towns


@pytest.fixture(scope="module")
def region(store: Store) -> Iterator[Any]:
    """Makes a town in the open database: the same one each time, since a run is rolled back."""
    address = store.new()
    made = database.open_database(address)
    with clock.at(towns.BEGIN), database.connected():
        migrations.migrate()
        first = towns.arrive()
        yield lambda: copy.deepcopy(first)
    made.close_all()
    store.drop(address)


@pytest.fixture
def words_for_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is its words: what would be printed, without the seconds of printing it."""
    monkeypatch.setattr(document_seals, "seal", lambda pdf, _pending: pdf)
    monkeypatch.setattr(printing, "render", lambda doc, **_: b"%PDF-1.7 " + repr(doc).encode())
    monkeypatch.setattr(layout_printing, "_concepts", OrderedDict())
