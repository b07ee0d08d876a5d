"""A locked session: its browser is in other hands. Nobody is signed in with it, and what waits on
the device waits on, until its own user shows again who they are.
"""

from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ways import Proof
from pwa.models import Person, Session, TableRound, TableSeat, load_person
from pwa.services import audit, passwords, pins, sessions, tablet_lock


def lock(by: Person) -> str:
    """Lock the session that asks; gives the new token for its cookie. The caller holds the
    transaction. Raises NotAllowed where it was locked or ended already.
    """
    token = sessions.new_token()
    mine = (Session.id == by.session_id) & Session.locked_at.is_null() & Session.ended_at.is_null()
    changes = {"locked_at": clock.now(), "token_hash": sessions.hash_token(token)}
    if Session.update(changes).where(mine).execute() != 1:
        raise NotAllowed("session_gone")
    audit.record(by, "session.lock", Session.get_by_id(by.session_id))
    return token


def open_with_password(session: Session, password: str, address: str) -> str:
    """Its own user is back; gives the new token for the cookie. Raises BadInput, TooOften."""
    check_password(session, password, address)
    return open_again(session)


def check_password(session: Session, password: str, address: str) -> None:
    """Whether its own user is there. Raises BadInput, TooOften."""
    login = session.user.login or ""
    user = passwords.user_with(login, password, address) if login else None
    if user is None or user.id != session.user_id:
        raise BadInput({"password": "password_wrong"})


def open_with_pin(
    session: Session, pin: str, pepper: bytes, device_token: str, address: str
) -> str:
    """The same on the shared tablet that this session is on, with the own PIN there and its limits.
    From then on the session is worth what a PIN is. Raises BadInput, TooOften."""
    check_pin(session, pin, pepper, device_token, address)
    return open_again(session, proof=Proof.PIN)


def check_pin(session: Session, pin: str, pepper: bytes, device_token: str, address: str) -> None:
    """Whether its own user is there, with a PIN. Raises BadInput, TooOften."""
    found = pins.user_with_pin(session.user_id, pin, pepper, device_token, address)
    if found is None or found.device_id != session.device_id:
        raise BadInput({"pin": "pin_wrong"})


def open_again(session: Session, **changes: Proof) -> str:
    """Open it, with a new token. Whoever calls this knows that its own user is there."""
    token, by = sessions.new_token(), load_person(session.user)
    locked = (Session.id == session.id) & Session.locked_at.is_null(False)
    with transaction():
        opened = {"locked_at": None, "token_hash": sessions.hash_token(token), **changes}
        if Session.update(opened).where(locked).execute() != 1:
            raise NotAllowed("session_gone")
        clear_table(session.id)
        held = tablet_lock.held_with(session)
        if held:  # however long it went round: who holds it now has just used it
            tablet_lock.use(by, held, None)
        audit.record(by, "session.unlock", session)
    return token


def end(session: Session) -> None:
    """Sign its user out; whoever holds the tablet may do that, since it opens nothing."""
    with transaction():
        Session.update(ended_at=clock.now()).where(
            Session.id == session.id, Session.ended_at.is_null()
        ).execute()
        clear_table(session.id)
        audit.record(None, "session.end", session)


def clear_table(session_id: UUID) -> None:
    """Nobody sits here any more. The caller holds the transaction."""
    now = clock.now()
    rounds = TableRound.select(TableRound.id).where(TableRound.session == session_id)
    TableSeat.update(ended_at=now).where(
        TableSeat.round.in_(rounds), TableSeat.ended_at.is_null()
    ).execute()
    TableRound.update(closed_at=now).where(
        TableRound.session == session_id, TableRound.closed_at.is_null()
    ).execute()
