"""The demo is filled once for all tests that only read it: that prints PDFs, and takes seconds."""

from collections.abc import Iterator

import pytest

from pwa import clock, database, demo, migrations
from tests.databases import Store
from tests.people import NOW


@pytest.fixture(scope="session")
def filled(store: Store) -> Iterator[str]:
    """The address of a database with the demo in it, from which each test gets a copy."""
    address = store.new()
    made = database.open_database(address)
    with clock.at(NOW), database.connected():
        migrations.migrate()
        assert demo.fill()
    made.close_all()
    yield address
    store.drop(address)


@pytest.fixture
def story(store: Store, filled: str) -> Iterator[str]:
    """This test's own copy of the demo, open and connected."""
    address = store.copy(filled)
    made = database.open_database(address)
    with database.connected():
        yield address
    made.close_all()
    store.drop(address)
