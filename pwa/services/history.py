"""Keep what a choice was and what it became, in the transaction in which it changed.

Plain facts, never a text about anybody. None is "there was nothing" (before), "it is gone" (after).
"""

from typing import Any
from uuid import UUID

from pwa.domain.history import Changed
from pwa.models import Change, Organisation, Person, Supervision

Facts = dict[str, Any] | None


def chosen(
    by: Person | None, company: Organisation, what: Changed, before: Facts, after: Facts
) -> None:
    """A company chose something else; the caller holds the transaction."""
    Change.create(
        organisation=company.id, what=what, before=before, after=after, made_by=_id(by)
    )  # fmt: skip


def guidance(by: Person | None, placement_id: UUID, before: Facts, after: Facts) -> None:
    """A period in which somebody guides came, moved or went; the caller holds the transaction."""
    Change.create(
        placement=placement_id, what=Changed.GUIDANCE, before=before, after=after, made_by=_id(by)
    )  # fmt: skip


def guides(row: Supervision) -> dict[str, Any]:
    """A period of guidance as plain facts."""
    return {
        "user": str(row.user_id),
        "main": row.main,
        "from": row.from_on.isoformat(),
        "to": row.to_on.isoformat(),
    }


def _id(by: Person | None) -> UUID | None:
    return by.id if by else None
