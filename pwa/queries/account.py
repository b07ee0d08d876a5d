"""What somebody sees of the own account: telephone and signed-in browsers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pwa.domain import ways
from pwa.domain.browsers import browser_name
from pwa.models import Person, Session, User
from pwa.models.ways_facts import roles_of


@dataclass(frozen=True)
class SignedIn:
    """One browser in which this person is signed in."""

    id: UUID
    browser: str
    system: str
    since: datetime
    seen_at: datetime
    here: bool


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
