"""Devices on which something waits, as far as they told it, for those who can do something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pwa.models import Device, Organisation

FORGOTTEN = timedelta(days=30)
"""A device that was not heard of for so long is not mentioned any more."""

STILL_NEAR = timedelta(days=42)
"""A coach hears so long after the end of what still waits in a company."""


@dataclass(frozen=True)
class Waiting:
    """How many things waited on a device when it was last heard of (`seen_at`)."""

    label: str
    company: str
    waiting: int
    oldest_at: datetime | None
    seen_at: datetime


def waiting_in(organisations: Any, now: datetime) -> tuple[Waiting, ...]:
    """Those of these companies (ids, or a query for them), the one that waits longest first."""
    rows: Iterable[Any] = (
        Device.select(Device, Organisation).join(Organisation).where(heard_of(organisations, now))
    )
    found = [
        Waiting(row.label, row.organisation.name, row.waiting, row.oldest_at, row.seen_at)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.oldest_at or one.seen_at))


def heard_of(organisations: Any, now: datetime) -> Any:
    """Devices of these companies on which something waits, as a WHERE."""
    return (
        Device.organisation.in_(organisations)
        & (Device.waiting > 0)
        & (Device.seen_at >= now - FORGOTTEN)
        & Device.revoked_at.is_null()
    )
