"""What one person typed in a form and has not saved yet: kept as typed, right or wrong.

It counts for nobody and nobody else sees it, so no event tells of it. A draft is a row with an
`edition`, the `fields` of its form, and `saved_at`; its key is what the table has one of.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import Stale

D = TypeVar("D", bound=Any)


def draft_of(table: type[D], **key: Any) -> D | None:
    """What was being typed, if anything."""
    row = _row(table, key)
    return row if row and row.fields else None


def keep(table: type[D], edition: int, fields: Mapping[str, str], **key: Any) -> D:
    """Keep what was typed.

    `edition` is the one that the form was read with, 0 for none. Raises Stale when the same person
    typed in another window.
    """
    new = {"fields": dict(fields), "saved_at": clock.now()}
    with transaction():
        row = _row(table, key)
        if row is None:
            made: D = table.create(**key, **new)
            return made
        if row.fields and row.edition != edition:
            raise Stale()
        if row.fields != new["fields"]:
            _next(row, new)
    kept: D = table.get_by_id(row.id)
    return kept


def empty(table: type[D], **key: Any) -> D | None:
    """In the caller's transaction: what was typed is saved, or thrown away. Raises Stale."""
    row = draft_of(table, **key)
    if row is not None:
        _next(row, {"fields": {}})
    return row


def _row(table: type[D], key: Mapping[str, Any]) -> D | None:
    row: D | None = table.get_or_none(**key)
    return row


def _next(row: Any, changes: Mapping[str, object]) -> None:
    table = type(row)
    same = (table.id == row.id) & (table.edition == row.edition)
    if table.update(edition=row.edition + 1, **changes).where(same).execute() != 1:
        raise Stale()
