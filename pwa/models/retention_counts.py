"""How much would go until a day: counts only, for who looks before it happens."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain.periods import end_of
from pwa.domain.retention import OF_EVERYBODY, Kind
from pwa.models.people import Organisation
from pwa.models.retention_bulk import Old, of_town, shared
from pwa.models.retention_facts import InForce, due_placements

AT_ONCE = 5000
"""Placements in one query: a page counts them in few."""

OF_TOWN = (Kind.ACCOUNTS, Kind.ACCESS_LOG)


def until(terms: InForce, town: UUID, day: date) -> dict[Kind, int]:
    """Of one municipality: placements of which a kind goes, and accounts and lines of the log."""
    found = Counter(due.kind for due in due_placements(terms, day, town=town, at_once=AT_ONCE))
    mine = terms.of(town)
    lists = {kind: of_town(kind, town, end_of(mine[kind].before(day))) for kind in OF_TOWN}
    return {**found, **counted(lists)}


def of_everybody(terms: InForce, day: date) -> dict[Kind, int]:
    """What the municipalities share, and what follows the terms of none of them."""
    cuts = {kind: end_of(terms.shared[kind].before(day)) for kind in (*OF_EVERYBODY, *OF_TOWN)}
    lists = {kind: shared(kind, cuts[kind]) for kind in OF_EVERYBODY}
    return counted(lists | {kind: of_town(kind, None, cuts[kind]) for kind in OF_TOWN})


def counted(lists: dict[Kind, list[Old]]) -> dict[Kind, int]:
    """Kind -> how many rows, in one query."""
    flat = [(kind, model, where) for kind, olds in lists.items() for model, where in olds]
    if not flat:
        return {}
    numbers = _numbers([(model, where) for _kind, model, where in flat])
    found: Counter[Kind] = Counter()
    for (kind, _model, _where), number in zip(flat, numbers, strict=True):
        found[kind] += number
    return dict(found)


def _numbers(olds: Iterable[Old]) -> list[int]:
    parts: list[Any] = [  # named: without a name peewee reads one from the last column in it
        model.select(fn.COUNT(model._meta.primary_key)).where(where).alias(f"n{number}")
        for number, (model, where) in enumerate(olds)
    ]
    row = Organisation.select(*parts).limit(1).tuples().first()
    return [int(one) for one in row] if row else [0] * len(parts)
