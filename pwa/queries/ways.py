"""What somebody gets in with, as the own page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.domain.ways import Ways
from pwa.models import LinkNotice, Passkey, Person, RecoveryCode, User
from pwa.models.ways_facts import ways_of

_SHOWN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Key:
    """One passkey of this person."""

    id: UUID
    name: str
    since: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Told:
    """A link that somebody made; without a name by whoever runs the installation."""

    name: str
    at: datetime
    unread: bool


@dataclass(frozen=True)
class OwnWays:
    ways: Ways
    keys: tuple[Key, ...]
    codes_left: int
    links: tuple[Told, ...]


def own_ways(person: Person) -> OwnWays:
    keys = Passkey.select().where(Passkey.user == person.id).order_by(Passkey.made_at, Passkey.id)
    left = RecoveryCode.select().where(
        RecoveryCode.user == person.id, RecoveryCode.used_at.is_null()
    )
    return OwnWays(
        ways_of(person.id),
        tuple(Key(row.id, row.name, row.made_at, row.used_at) for row in keys),
        left.count(),
        _links(LinkNotice.user == person.id, LinkNotice.made_at >= clock.now() - _SHOWN_FOR),
    )


def unread_links(user_id: UUID) -> tuple[Told, ...]:
    """Links that were made for this user, and about which nobody said yet to have read it."""
    return _links(LinkNotice.user == user_id, LinkNotice.seen_at.is_null())[:3]


def _links(*which: Any) -> tuple[Told, ...]:
    rows: Iterable[Any] = (
        LinkNotice.select(LinkNotice.made_at, LinkNotice.seen_at, User.name)
        .join(User, JOIN.LEFT_OUTER, on=(LinkNotice.made_by == User.id))
        .where(*which)
        .order_by(LinkNotice.made_at.desc(), LinkNotice.id.desc())
        .limit(10)
        .namedtuples()
    )
    return tuple(Told(row.name or "", row.made_at, row.seen_at is None) for row in rows)
