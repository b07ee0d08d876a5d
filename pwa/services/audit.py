"""Write down what happened and who read, in the transaction in which it happened."""

from collections.abc import Iterable
from typing import Any

from peewee import Model

from pwa import clock
from pwa.domain import audit as chain
from pwa.models import AccessLog, AuditEvent, Person, Placement

FACTS = ("at", "actor_id", "action", "object_type", "object_id", "detail")
"""What the hash of an event is made over."""


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
    rows = [
        {
            "at": by.now,
            "reader_id": by.id,
            "candidate_id": placement.candidate_id,
            "placement_id": placement.id,
            "what": f"{what} op een zaak" if placement.candidate_id in by.cases else what,
        }
        for placement in {one.id: one for one in placements}.values()
        if placement.candidate_id != by.candidate_id
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
