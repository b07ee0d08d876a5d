"""What is on one side of the world, row by row, to see that the other side changed none of it.

Two sides share nothing: Kessenbroek with company A, Anderdam with company B. Whatever somebody of
one side sends, the rows of the other stay as they are. A stranger changes no row at all. Only what
coaches saw of a company is shared by all coaches, and such a row is of who wrote it.
"""

from collections.abc import Iterator
from typing import Any

from peewee import ForeignKeyField, Model

from pwa.models import TABLES
from tests.people import Cast

BOOKS = {"rate_bucket", "pin_lock", "audit_event", "access_log", "way_step", "device"}
"""Counting tries and writing down what happened is no effect; a browser gets its own cookie."""

SIDES = {
    "a": ("kessenbroek", "company_a", "a1_row", "a2_row", "placement_a1", "placement_a2"),
    "b": ("anderdam", "company_b", "b1_row", "placement_b1"),
}
PEOPLE = {
    "a": ("candidate_a1", "candidate_a2", "supervisor_a", "substitute", "colleague", "former",
          "coach_1", "employer_a", "privacy_officer", "municipality_admin"),
    "b": ("candidate_b1", "supervisor_b", "coach_2", "employer_b"),
}  # fmt: skip

OF_ITS_AUTHOR = {"company_visit": "made_by", "profile_reading": "user"}

Rows = dict[tuple[str, str], tuple[Any, ...]]


def side_of(who: str) -> str:
    return "b" if who in PEOPLE["b"] else "a"


def everything() -> Rows:
    """Every row of every table but the books, as plain values."""
    return {
        (model._meta.table_name, str(row[model._meta.primary_key.name])): tuple(
            map(str, row.values())
        )
        for model in TABLES
        if model._meta.table_name not in BOOKS
        for row in model.select().dicts()
    }


def key_of(model: type[Model], row: dict[str, Any]) -> tuple[str, str]:
    return model._meta.table_name, str(row[model._meta.primary_key.name])


def belonging_to(cast: Cast, side: str) -> Rows:
    """The rows that hang on the people and places of one side."""
    first = [getattr(cast, name) for name in (*SIDES[side], *PEOPLE[side])]
    mine = {(row._meta.table_name, str(row.id)) for row in first}
    others = {getattr(cast, name).id for name in PEOPLE["b" if side == "a" else "a"]}
    tables = [(m, list(_rows(m, others))) for m in TABLES if m._meta.table_name not in BOOKS]
    found: Rows = {}
    while True:
        before = len(found)
        for model, rows in tables:
            _add(model, rows, mine, found)
        if len(found) == before:
            return found


def _rows(model: type[Model], others: set[Any]) -> Iterator[dict[str, Any]]:
    author = OF_ITS_AUTHOR.get(model._meta.table_name)
    for row in model.select().dicts():
        if not author or row[author] not in others:
            yield row


def _add(
    model: type[Model], rows: list[dict[str, Any]], mine: set[tuple[str, str]], found: Rows
) -> None:
    """Ids with their table: a device chooses the id of what it sends, and may choose another's."""
    owners = [f for f in model._meta.sorted_fields if isinstance(f, ForeignKeyField)]
    tables = {f.name: f.rel_model._meta.table_name for f in owners}
    for row in rows:
        key = key_of(model, row)
        if key in mine or any((table, str(row[name])) in mine for name, table in tables.items()):
            mine.add(key)
            found[key] = tuple(map(str, row.values()))


def differs(before: Rows, after: Rows) -> list[str]:
    """Rows that were changed, are gone or came, by table and id."""
    changed = [key for key in before if before[key] != after.get(key)]
    return [f"{table} {key}" for table, key in [*changed, *(k for k in after if k not in before)]]
