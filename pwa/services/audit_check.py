"""Is the audit chain whole? Read from its newest checkpoint to its end, in pieces of fixed size."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pwa.domain import audit as chain
from pwa.models import AuditCheckpoint, AuditEvent
from pwa.services.audit import FACTS, event_hash
from pwa.services.audit_keys import AuditKeys

PIECE = 1000
_FIELDS = (*FACTS, "previous_hash", "hash")


@dataclass
class Verdict:
    """What was found. `broken` are numbers of events, `forged` ends of checkpoints."""

    events: int = 0
    head: str = chain.FIRST_HASH
    begins_after: int = 0
    removed: int = 0
    broken: list[int] = field(default_factory=list)
    forged: list[int] = field(default_factory=list)
    anchored: bool | None = None
    """Whether the hash that was asked for is in this chain; None: nobody asked."""

    @property
    def whole(self) -> bool:
        return not self.broken and not self.forged and self.anchored is not False


def verify(keys: AuditKeys | None, anchor: str = "") -> Verdict:
    """Look at all of it. Without keys the signatures of checkpoints are not looked at.

    `anchor`: the head of the chain as a document or a backup printed it; its first 16 digits do.
    """
    while True:
        before = newest()
        found = _verify(keys, anchor, before)
        after = newest()
        if (before and before.upto) == (after and after.upto):  # nothing was cut meanwhile
            return found


def newest() -> AuditCheckpoint | None:
    """Where the chain begins now; None: at its first event. Older databases have no such table."""
    if not AuditCheckpoint.table_exists():  # type: ignore[no-untyped-call]
        return None
    row: AuditCheckpoint | None = (
        AuditCheckpoint.select().order_by(AuditCheckpoint.upto.desc()).first()
    )
    return row


def _verify(keys: AuditKeys | None, anchor: str, start: AuditCheckpoint | None) -> Verdict:
    found = Verdict(anchored=False if anchor else None)
    if start:
        found.begins_after, found.head = start.upto, start.last_hash
        _checkpoints(keys, anchor, found)
    elif anchor and chain.FIRST_HASH.startswith(anchor):
        found.anchored = True
    for seq, facts, previous, own in _events(found.begins_after):
        found.events += 1
        if previous != found.head or own is None or own != _hash(previous, facts):
            found.broken.append(seq)
        found.head = str(own)
        if anchor and found.head.startswith(anchor):
            found.anchored = True
    return found


def _checkpoints(keys: AuditKeys | None, anchor: str, found: Verdict) -> None:
    before = ""
    for one in AuditCheckpoint.select().order_by(AuditCheckpoint.upto).iterator():
        found.removed += one.events
        if keys and not keys.fits(one.key_id, one.signature, message(one, before)):
            found.forged.append(one.upto)
        if anchor and one.last_hash.startswith(anchor):
            found.anchored = True
        before = one.signature


def message(one: AuditCheckpoint, before: str) -> bytes:
    """What a checkpoint's signature is made over; `before` is the signature of the one before."""
    facts = {
        "upto": one.upto, "last_hash": one.last_hash, "last_at": one.last_at,
        "events": one.events, "made_at": one.made_at, "before": before,
    }  # fmt: skip
    return chain.chain(chain.FIRST_HASH, facts).encode()


def _hash(previous: str, facts: dict[str, Any] | None) -> str:
    """The hash that these facts should have; "" for what no event of ours can hold."""
    try:
        return event_hash(previous, facts) if facts is not None else ""
    except (ValueError, TypeError, AttributeError):
        return ""


Event = tuple[int, dict[str, Any] | None, str, str | None]


def _events(after: int) -> Iterator[Event]:
    """Number, facts (None: unreadable), hash before and own hash of each, in order."""
    columns = ", ".join(f'"{name}"' for name in ("seq", *_FIELDS))
    database: Any = AuditEvent._meta.database
    sql = f'SELECT {columns} FROM "audit_event" WHERE "seq" > {database.param} ORDER BY "seq"'  # noqa: S608
    while rows := database.execute_sql(f"{sql} LIMIT {PIECE}", (after,)).fetchall():
        for seq, *values in rows:
            *facts, previous, own = values
            yield seq, _plain(facts), previous, own
        after = rows[-1][0]


def _plain(values: list[Any]) -> dict[str, Any] | None:
    fields = AuditEvent._meta.fields
    try:
        return {
            name: fields[name].python_value(value)
            for name, value in zip(FACTS, values, strict=True)
        }
    except (ValueError, TypeError, AttributeError):
        return None


def broken_links() -> list[int]:
    """Numbers of the events whose hash, or whose link to the one before, is wrong: none."""
    return verify(None).broken
