"""The lock of a shared tablet: to lock is to sign out, so nothing of a session is left to bypass.

Where somebody was is remembered per person and tablet, and is where the own PIN leads back to.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.tablets import place_of
from pwa.models import Person, Session, Tablet, TabletUse
from pwa.models.tablets import use_of
from pwa.services import audit

_USED_EVERY = timedelta(seconds=30)


@dataclass(frozen=True)
class Held:
    """The tablet that somebody holds, and what it knew of that person before this request."""

    tablet: Tablet
    path: str
    used_at: datetime | None


def held_with(row: Session) -> Held | None:
    """The tablet of this session; None for a session elsewhere. Ends a session that fell asleep,
    or whose tablet was revoked: `row.ended_at` says so. A locked one (signing at a table) waits.
    """
    if row.device_id is None:
        return None
    tablet, path, used_at = use_of(row.user_id, row.device_id)
    if tablet is None:
        return None
    since = max(row.made_at, used_at or row.made_at)
    asleep = since + timedelta(minutes=tablet.lock_minutes) <= clock.now()
    if tablet.revoked_at or (asleep and row.locked_at is None):
        _end([row], "revoked" if tablet.revoked_at else "idle")
    return Held(tablet, path, used_at)


def use(by: Person, held: Held, address: str | None) -> None:
    """Somebody did something: the lock starts counting anew. `address`: a page was opened."""
    now = clock.now()
    path = held.path if address is None else place_of(address)
    fresh = held.used_at is not None and now < held.used_at + _USED_EVERY
    if fresh and path == held.path:
        return
    kept = {TabletUse.path: path, TabletUse.used_at: now}
    with transaction():
        TabletUse.insert(
            user=by.id, device=held.tablet.device_id, path=path, used_at=now
        ).on_conflict(conflict_target=[TabletUse.user, TabletUse.device], update=kept).execute()


def place_on(user_id: UUID, device_id: UUID) -> str:
    """Where this person was on this tablet; empty for nowhere yet."""
    return use_of(user_id, device_id)[1]


def clear(device_id: UUID, why: str = "switch") -> int:
    """End every session on this device: one person at a time. The answer is how many there were."""
    open_ = (Session.device == device_id) & Session.ended_at.is_null()
    with transaction():
        return _end(list(Session.select().where(open_)), why)


def _end(rows: list[Session], why: str) -> int:
    now, ended = clock.now(), 0
    with transaction():
        for row in rows:
            mine = (Session.id == row.id) & Session.ended_at.is_null()
            if Session.update(ended_at=now).where(mine).execute():
                audit.record(None, "session.end", row, why=why)
                ended += 1
            row.ended_at = now
    return ended
