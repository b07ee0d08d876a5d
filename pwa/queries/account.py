"""What somebody sees of the own account: signed-in browsers, and who read along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.domain import ways
from pwa.domain.browsers import browser_name
from pwa.models import AccessLog, Person, Session, User
from pwa.models.ways_facts import roles_of

READINGS_AT_MOST = 40
_ROWS = 1000


@dataclass(frozen=True)
class SignedIn:
    """One browser in which this person is signed in."""

    id: UUID
    browser: str
    system: str
    since: datetime
    seen_at: datetime
    here: bool


@dataclass(frozen=True)
class Reading:
    """Somebody looked at one kind of thing on one day; `last` is the latest moment."""

    name: str
    what: str
    day: date
    last: datetime


def phone(person: Person) -> str:
    """The own telephone number, as it was typed."""
    return str(User.get_by_id(person.id).phone)


def browsers(person: Person) -> tuple[SignedIn, ...]:
    """Sessions that still open the app, this one first, then the one used last."""
    most = ways.limits(roles_of(person))
    rows = Session.select().where(
        Session.user == person.id,
        Session.ended_at.is_null(),
        Session.expires_at >= person.now,
        Session.made_at >= person.now - most.absolute,
        Session.seen_at >= person.now - most.idle,
    )
    found = [
        SignedIn(
            row.id,
            *browser_name(row.browser),
            row.made_at,
            row.seen_at,
            row.id == person.session_id,
        )
        for row in rows
    ]
    found.sort(key=lambda one: one.seen_at, reverse=True)
    return tuple(sorted(found, key=lambda one: not one.here))


def readings(person: Person) -> tuple[Reading, ...]:
    """Who looked at the record of this candidate: a line per reader, kind and day, newest first."""
    if person.candidate_id is None:
        return ()
    rows: Iterable[Any] = (
        AccessLog.select(AccessLog.at, AccessLog.what, User.name)
        .join(User, on=(AccessLog.reader_id == User.id))
        .where(AccessLog.candidate_id == person.candidate_id)
        .order_by(AccessLog.at.desc(), AccessLog.id.desc())
        .limit(_ROWS)
        .namedtuples()
    )
    found: dict[tuple[str, str, date], Reading] = {}
    for row in rows:
        day = clock.local(row.at).date()
        found.setdefault((row.name, row.what, day), Reading(row.name, row.what, day, row.at))
    return tuple(found.values())[:READINGS_AT_MOST]
