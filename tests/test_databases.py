"""A test's own database is as fresh as the template, whatever the test before did to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pwa import database
from pwa.models import TABLES, User
from tests.databases import Store
from tests.people import Cast


@contextmanager
def opened(address: str) -> Iterator[Any]:
    made = database.open_database(address)
    with database.connected():
        yield made
    made.close_all()


def content(address: str) -> dict[str, list[str]]:
    with opened(address):
        return {one.__name__: sorted(map(repr, one.select().tuples())) for one in TABLES}


def test_a_copy_holds_what_the_template_holds(store: Store, template: tuple[str, Cast]) -> None:
    fresh = content(template[0])
    assert sum(map(len, fresh.values())) > 100
    for _time in range(2):
        one = store.copy(template[0])
        assert content(one) == fresh
        with opened(one):
            User.update(name="Iemand anders").execute()
        store.drop(one)


def test_what_a_test_did_to_the_tables_is_gone(store: Store, template: tuple[str, Cast]) -> None:
    one = store.copy(template[0])
    with opened(one) as made:
        made.execute_sql("CREATE TABLE left_behind (id integer)")
    store.drop(one)
    two = store.copy(template[0])
    with opened(two) as made:
        assert "left_behind" not in made.get_tables()
    store.drop(two)


def test_somebody_who_still_holds_on_to_it_holds_nobody_up(
    store: Store, template: tuple[str, Cast]
) -> None:
    one = store.copy(template[0])
    with opened(one) as made:
        made.begin()
        User.update(name="Iemand anders").execute()
        store.drop(one)
        two = store.copy(template[0])
    assert content(two) == content(template[0])
    store.drop(two)
