"""Write down what happened and who read, in the transaction in which it happened."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from peewee import Model

from pwa import clock
from pwa.domain import audit as chain
from pwa.models import AccessLog, AuditEvent, Candidate, Person, Placement
from pwa.models.trail import ON_CASE

FACTS = ("at", "actor_id", "action", "object_type", "object_id", "detail")
"""What the hash of an event is made over."""

_CASE_READS = ("notities", "evaluatie", "pdf", "dossier")
"""What a privacy officer reads on a case. One who is the coach as well reads the rest as coach."""


def record(by: Person | None, action: str, subject: Model, **detail: Any) -> None:
    """Append one event to the chain. Only ids, states, numbers and hashes belong in `detail`.

    The caller holds the transaction: one writer at a time keeps the chain in one line.
    """
    previous = head()
    facts = {
        "at": clock.now(),
        "actor_id": by.id if by else None,
        "action": action,
        "object_type": type(subject)._meta.table_name,
        "object_id": subject.get_id(),  # type: ignore[no-untyped-call]
        "detail": {key: _plain(value) for key, value in detail.items() if value is not None},
    }
    AuditEvent.create(**facts, previous_hash=previous, hash=event_hash(previous, facts))


def event_hash(previous: str, facts: dict[str, Any]) -> str:
    """The hash of one event, over plain values in a canonical form."""
    plain = {**facts, "at": facts["at"].isoformat(timespec="microseconds")}
    plain["actor_id"] = str(facts["actor_id"] or "")
    plain["object_id"] = str(facts["object_id"])
    return chain.chain(previous, plain)


def record_reading(by: Person, placements: Iterable[Placement], what: str) -> None:
    """Log in one insert that this person read something of these placements' candidates.

    A candidate's reading of the own record is not logged: it is theirs. A privacy officer's says
    that it was on a case.
    """
    _log_readings(by, [(one.id, one.candidate_id) for one in placements], what)


def record_reading_of_all(by: Person, candidate: Candidate, what: str) -> None:
    """Log that this person read everything about a candidate, who may have no placement yet."""
    _log_readings(by, [(None, candidate.id)], what)


def _log_readings(by: Person, read: Iterable[tuple[UUID | None, UUID]], what: str) -> None:
    """`read`: placement and candidate; the same ones are one line."""
    rows = [
        {
            "at": by.now,
            "reader_id": by.id,
            "candidate_id": candidate,
            "placement_id": placement,
            "what": what + ON_CASE if what in _CASE_READS and candidate in by.cases else what,
        }
        for placement, candidate in dict(read).items()
        if candidate != by.candidate_id
    ]
    if rows:
        AccessLog.insert_many(rows).execute()


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | bool) else str(value)


def head() -> str:
    """The hash of the newest event: the anchor that documents and backups print."""
    return AuditEvent.newest_hash() or chain.FIRST_HASH
