"""Take the oldest part of the audit chain away, behind a signed checkpoint that keeps its end."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed
from pwa.models import AuditCheckpoint, AuditEvent, Placement
from pwa.services import audit
from pwa.services.audit_check import message, newest, verify
from pwa.services.audit_keys import AuditKeys

PIECE = 500


def last_of(before: datetime, kept: Collection[Placement]) -> int | None:
    """The number of the last event that may go; None when there is nothing to take away.

    It and all before it are older than `before`, none of them is about a placement that has to be
    `kept` or of after it was made (what hangs on it has ids of its own), and the newest event of
    all stays.
    """
    start, e = newest(), AuditEvent
    after = start.upto if start else 0
    stays = (e.at >= before) | e.object_id.in_([one.id for one in kept])
    if kept:
        stays |= e.at > min(one.made_at for one in kept)
    first = _number(e.select(e.seq).where(e.seq > after, stays).order_by(e.seq))
    newest_of_all = _number(e.select(e.seq).order_by(e.seq.desc()))
    end = first or newest_of_all or 0
    return _number(e.select(e.seq).where(e.seq > after, e.seq < end).order_by(e.seq.desc()))


def _number(query: Any) -> int | None:
    row = query.limit(1).tuples().first()
    return row[0] if row else None


def checkpoint(keys: AuditKeys, upto: int) -> AuditCheckpoint:
    """Sign where the chain will begin. Raises NotAllowed when it is not whole: that is never cut.

    The events before it stay until `remove_piece` takes them.
    """
    if not verify(keys).whole:
        raise NotAllowed("audit_broken")
    with transaction():
        before, e = newest(), AuditEvent
        last = e.get_by_id(upto)
        after = before.upto if before else 0
        counted = e.select().where(e.seq > after, e.seq <= upto).count()
        row = AuditCheckpoint(
            upto=upto, last_hash=last.hash, last_at=last.at, events=counted, made_at=clock.now(),
        )  # fmt: skip
        told = message(row, before.signature if before else "")
        row.key_id, row.signature = keys.sign(told)
        row.save(force_insert=True)
        audit.record(None, "audit.cut", row, upto=upto, events=counted, last_hash=last.hash)
    return row


def remove_piece() -> int:
    """Take some of the events behind the newest checkpoint. Returns how many; 0: all are gone."""
    start, e = newest(), AuditEvent
    if start is None:
        return 0
    with transaction():
        piece = e.select(e.seq).where(e.seq <= start.upto).order_by(e.seq).limit(PIECE)
        return int(e.delete().where(e.seq.in_([one.seq for one in piece])).execute())


def removing() -> Iterator[int]:
    """All pieces, one transaction each."""
    while gone := remove_piece():
        yield gone
