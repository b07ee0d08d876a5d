"""What follows when somebody may do something else than before: the one place for it."""

from uuid import UUID

from pwa import clock
from pwa.models import Person, Session
from pwa.services import audit


def changed(by: Person | None, user_id: UUID) -> None:
    """This user got or lost a role, or the account was closed: every session of before ends, and
    who comes in again has a new token (OWASP ASVS 5.0, 7.2.4 and 7.4.2). The caller holds the
    transaction."""
    open_ = (Session.user == user_id) & Session.ended_at.is_null()
    rows = list(Session.select().where(open_))
    Session.update(ended_at=clock.now()).where(open_).execute()
    for row in rows:
        audit.record(by, "session.end", row)
