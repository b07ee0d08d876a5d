"""Remove rows with all that hangs on them, and keep how many and a hash of their ids."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID

from peewee import IntegrityError, fn

from pwa.database import transaction
from pwa.models import Blob, Document, ForgottenDocument

PIECE = 400
"""Ids in one statement."""


@dataclass
class Removed:
    """What was removed: table -> rows, and the ids of them for the hash."""

    counts: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)

    def add(self, table: str, ids: Iterable[Any]) -> None:
        told = [f"{table}:{id}" for id in ids]
        self.counts[table] += len(told)
        self.ids += told

    @property
    def ids_hash(self) -> str:
        """SHA-256 of `table:id`, sorted, one a line."""
        return sha256("\n".join(sorted(self.ids)).encode()).hexdigest()


def remove(model: Any, ids: Iterable[Any], removed: Removed) -> None:
    """These rows, after all rows that point at them. The caller holds the transaction.

    What the schema sets to NULL stays. Rows that point at their own kind let go first.
    """
    ids = list(ids)
    if model is Document:
        _remember(ids)
    for piece in _pieces(ids):
        for key, other in sorted(model._meta.backrefs.items(), key=lambda one: str(one[0])):
            if key.on_delete == "SET NULL":
                continue
            if other is model:
                other.update({key: None}).where(key.in_(piece)).execute()
                continue
            pk = other._meta.primary_key
            remove(
                other, [row[0] for row in other.select(pk).where(key.in_(piece)).tuples()], removed
            )
        pk = model._meta.primary_key
        removed.add(model._meta.table_name, piece)
        model.delete().where(pk.in_(piece)).execute()


def _pieces(ids: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(ids)
    while piece := list(islice(rest, PIECE)):
        yield piece


def _remember(ids: list[UUID]) -> None:
    """That these documents were real can still be asked, by their code and by the file.

    All of them while they still point at each other: which was replaced is gone after that.
    """
    for piece in _pieces(ids):
        for row in Document.with_facts().where(Document.id.in_(piece)):
            by = row.certificate
            ForgottenDocument.create(
                code=row.code, pdf_hash=row.pdf_hash, kind=row.kind, version=row.version,
                made_at=row.finished_at, current=not row.is_superseded, sealed=by is not None,
                seal=by.subject if by and not by.own else "",
            )  # fmt: skip


def loose_blobs(after: UUID | None) -> list[UUID]:
    """Some files that no row refers to any more, after this id."""
    meta: Any = Blob
    query = Blob.select(Blob.id).order_by(Blob.id).limit(PIECE)
    for key, model in meta._meta.backrefs.items():
        used = model.select(key).where(key == Blob.id)
        query = query.where(~fn.EXISTS(used))
    if after is not None:
        query = query.where(Blob.id > after)
    return [row.id for row in query]


def remove_blob(id: UUID, removed: Removed) -> None:
    """Throw this file away, unless somebody refers to it by now."""
    try:
        with transaction():
            if Blob.delete().where(Blob.id == id).execute():
                removed.add("blob", [id])
    except IntegrityError:  # somebody sent the same file just now
        return
