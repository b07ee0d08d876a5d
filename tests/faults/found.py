"""What stands in the database beside what people wrote: lost, doubled, wrong author, reordered.

Each note of these tests has words of its own, so that it can be found again by them alone.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from pwa.database import db, is_postgresql
from pwa.models import AuditEvent, Note, Receipt
from pwa.services.audit_check import broken_links

BEGINNING = "Stapelde dozen, notitie "


def words(mark: object) -> str:
    """A note of its own for each mark: found twice, it was doubled."""
    return f"{BEGINNING}{mark}."


@dataclass(frozen=True)
class Written:
    """Somebody wrote this on that device."""

    text: str
    author: UUID
    device: str


@dataclass(frozen=True)
class Found:
    """How many are there, and what is wrong."""

    received: int = 0
    lost: int = 0
    doubled: int = 0
    wrong_author: int = 0
    reordered: int = 0
    without_event: int = 0
    without_receipt: int = 0
    refused: int = 0
    broken: int = 0

    @property
    def right(self) -> bool:
        return self == Found(received=self.received)

    def __add__(self, other: "Found") -> "Found":
        names = [one.name for one in fields(self)]
        return Found(*(getattr(self, name) + getattr(other, name) for name in names))

    def __str__(self) -> str:
        return (
            f"{self.received:,} notes received, {self.lost} lost, {self.doubled} doubled,"
            f" {self.wrong_author} under a wrong author, {self.reordered} reordered"
        )


def compared(
    written: Sequence[Written],
    sure: AbstractSet[str],
    *,
    by_outbox: AbstractSet[str] = frozenset(),
    refused: int = 0,
) -> Found:
    """Look in the open database.

    `written`: everything that somebody wrote, each device in its own order. `sure`: the texts that
    have to be there. `by_outbox`: the texts that came, if they came, with a receipt.
    """
    rows = list(Note.select().where(Note.text.startswith(BEGINNING)))
    times, by_text = Counter(row.text for row in rows), {row.text: row for row in rows}
    authors = {one.text: one.author for one in written}
    events = _events()
    receipts = {row.id for row in Receipt.select(Receipt.id)}
    strays = sum(row.text not in authors for row in rows)
    return Found(
        received=len(sure & set(by_text)),
        lost=len(sure - set(by_text)),
        doubled=strays + sum(count - 1 for count in times.values()),
        wrong_author=sum(row.author_id != authors.get(row.text, row.author_id) for row in rows),
        reordered=_reordered(written, {text: events[row.id] for text, row in by_text.items()}),
        without_event=sum(len(events[row.id]) != 1 for row in rows),
        without_receipt=sum(row.text in by_outbox and row.id not in receipts for row in rows),
        refused=refused,
        broken=len(broken_links()) + damage(),
    )


def _events() -> dict[UUID, list[int]]:
    """The numbers of the events that say that a note was written: the order of receipt."""
    found: dict[UUID, list[int]] = defaultdict(list)
    for row in AuditEvent.select().where(AuditEvent.action == "note.write"):
        found[row.object_id].append(row.seq)
    return found


def _reordered(written: Sequence[Written], numbers: dict[str, list[int]]) -> int:
    """Notes that came in after one that the same person wrote later on the same device."""
    newest: dict[tuple[str, UUID], int] = {}
    wrong = 0
    for one in written:
        seq = min(numbers.get(one.text) or [0])
        if not seq:
            continue
        line = (one.device, one.author)
        wrong += seq < newest.get(line, 0)
        newest[line] = max(seq, newest.get(line, 0))
    return wrong


def damage() -> int:
    """What SQLite itself finds wrong in its file."""
    if is_postgresql():
        return 0
    whole: list[Any] = [row[0] for row in db.execute_sql("PRAGMA integrity_check").fetchall()]
    strays = db.execute_sql("PRAGMA foreign_key_check").fetchall()
    return (whole != ["ok"]) + len(strays)
