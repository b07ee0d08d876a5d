"""Who is signed in: sessions in a table, listed and revocable, with idle and absolute limits."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain import ways
from pwa.domain.errors import NotAllowed
from pwa.domain.states import UserState
from pwa.models import Person, Session, User, load_person
from pwa.models.ways_facts import roles_of, will_have_a_seat
from pwa.services import audit

IDLE, ABSOLUTE = ways.LONGEST.idle, ways.LONGEST.absolute
"""Of no session longer than this; `ways.limits` says how long each person's may be."""

_TOUCH_EVERY = timedelta(minutes=10)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def start(
    user: User,
    *,
    browser: str = "",
    device_id: UUID | None = None,
    proof: ways.Proof = ways.Proof.PASSWORD,
) -> str:
    """Sign this user in; returns the token for the cookie. Only its hash is kept.

    Raises NotAllowed for somebody who left: a password alone is no place in Opstap.
    """
    token, now, person = new_token(), clock.now(), load_person(user)
    if not _has_place(person):
        raise NotAllowed("no_place")
    with transaction():
        row = Session.create(
            token_hash=hash_token(token),
            user=user,
            device=device_id,
            browser=browser[:200],
            seen_at=now,
            expires_at=now + ways.limits(roles_of(person)).absolute,
            proof=proof,
        )
        audit.record(person, "session.start", row, proof=proof)
    return token


def person_of(token: str, *, touch: bool) -> Person | None:
    """The person behind a token, unless the session ended, idled too long, is locked or blocked."""
    row = open_row(token)
    return person_in(row, touch=touch) if row else None


def open_row(token: str) -> Session | None:
    """The session behind a token, locked or not, as long as it could be used by its own user."""
    row: Session | None = (
        Session.select(Session, User)
        .join(User)
        .where(Session.token_hash == hash_token(token), Session.ended_at.is_null())
        .first()
    )
    now = clock.now()
    if row is None or row.expires_at < now or row.seen_at + IDLE < now:
        return None
    return row if row.user.state == UserState.ACTIVE else None


def person_in(row: Session, *, touch: bool) -> Person | None:
    """Who is signed in with this session; nobody while it is locked, once the person has no place
    in Opstap any more, or when today's roles do not let it last so long."""
    now = clock.now()
    person = None if row.locked_at else load_person(row.user, row.id)
    if person is None or not _may_last(row, person):
        return None
    if touch and row.seen_at + _TOUCH_EVERY < now:
        with transaction():
            Session.update(seen_at=now).where(Session.id == row.id).execute()
    return person


def _has_place(person: Person) -> bool:
    """Here today, or with a role that still has to begin."""
    return person.has_place or will_have_a_seat(person.id)


def _may_last(row: Session, person: Person) -> bool:
    now, most = clock.now(), ways.limits(roles_of(person))
    if not _has_place(person):
        return False
    return now <= row.seen_at + most.idle and now <= row.made_at + most.absolute


def end(by: Person, session_id: UUID | None) -> None:
    """End one of the person's own sessions; the next request with its cookie is a stranger's."""
    with transaction():
        mine = (Session.id == session_id) & (Session.user == by.id) & Session.ended_at.is_null()
        if Session.update(ended_at=clock.now()).where(mine).execute():
            audit.record(by, "session.end", Session.get_by_id(session_id))


def end_others(by: Person) -> int:
    """End all own sessions but the one that asks; returns how many there were."""
    others = (Session.user == by.id) & (Session.id != by.session_id) & Session.ended_at.is_null()
    with transaction():
        rows = list(Session.select().where(others))
        Session.update(ended_at=clock.now()).where(others).execute()
        for row in rows:
            audit.record(by, "session.end", row)
    return len(rows)
