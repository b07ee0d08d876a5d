"""What goes with every change of how somebody gets in: new tokens, and the end of old sessions."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ways import Proof, gets_in
from pwa.models import (
    CodeApp,
    DevicePin,
    LinkNotice,
    Passkey,
    Person,
    RecoveryCode,
    Session,
    User,
    WayStep,
)
from pwa.models.ways_facts import organisations_of, roles_of, ways_of
from pwa.services import audit, people, rates, sessions


def renewed(by: Person, proof: Proof | None = None) -> str:
    """A new token for the session that asks, which showed `proof` just now; the old token opens
    nothing any more. The caller holds the transaction. Raises NotAllowed where it just ended."""
    token = sessions.new_token()
    changes: dict[str, Any] = {"token_hash": sessions.hash_token(token)}
    if proof:
        changes["proof"] = proof
    mine = (Session.id == by.session_id) & (Session.user == by.id) & Session.ended_at.is_null()
    if Session.update(changes).where(mine).execute() != 1:
        raise NotAllowed("session_gone")
    return token


def rights_changed(by: Person | None, user_id: UUID) -> str:
    """End all sessions of this user, because what they may do changed: a seat that began or ended,
    a block, another role. They sign in again, with what their roles ask now.

    For every service that changes rights, inside its own transaction. Who changed the own rights
    stays signed in under the token that is returned (`access.give_cookie`); else it is empty.
    """
    own = by.session_id if by and by.id == user_id else None
    end_all(by, user_id, but=own)
    return renewed(by) if by and own else ""


def second_step_set(by: Person, proof: Proof, *, first: bool) -> str:
    """A new token after setting up a second step. The first one ends all other sessions: whoever
    came in with the password alone does not outlive it. The caller holds the transaction."""
    if first:
        end_all(by, by.id, but=by.session_id)
    return renewed(by, proof)


def end_all(by: Person | None, user_id: UUID, *, but: UUID | None = None) -> int:
    """End every session of this user but that one, and every step that waits; says how many. The
    caller holds the transaction."""
    live = (Session.user == user_id) & Session.ended_at.is_null()
    if but:
        live &= Session.id != but
    ended: int = Session.update(ended_at=clock.now()).where(live).execute()
    WayStep.delete().where(WayStep.user == user_id).execute()
    audit.record(by, "session.end_all", User.get_by_id(user_id), ended=ended)
    return ended


def end_everywhere(by: Person) -> None:
    """Sign out in every browser, this one too."""
    with transaction():
        end_all(by, by.id)


def change_password(by: Person, old: str, new: str) -> str:
    """Another password: all other sessions end, this one gets the token that is returned.

    Raises BadInput, TooOften.
    """
    rates.take("password-change", str(by.id), most=10, per=timedelta(minutes=15))
    user = User.get_by_id(by.id)
    if not user.password_hash or not people.fits(user.password_hash, old):
        raise BadInput({"old": "way_password_wrong"})
    people.check_password(new, user.login or "")
    secret = people.hash_password(new)
    with transaction():
        same = (User.id == by.id) & (User.password_hash == user.password_hash)
        if User.update(password_hash=secret).where(same).execute() != 1:
            raise BadInput({"old": "way_password_wrong"})
        audit.record(by, "password.change", user)
        end_all(by, by.id, but=by.session_id)
        return renewed(by)


def check_without(by: Person, **less: Any) -> None:
    """Raises NotAllowed when this person cannot get in any more with only that; in the caller's
    transaction."""
    left = replace(ways_of(by.id), **less)
    if not gets_in(roles_of(by), left, organisations_of(by)):
        raise NotAllowed("way_last")


def forget_codes_without_second(user_id: UUID) -> None:
    """Recovery codes replace a second step; without one they are nothing."""
    if not ways_of(user_id).second:
        RecoveryCode.delete().where(RecoveryCode.user == user_id).execute()


def take_all(user: User) -> None:
    """Take away everything this user gets in with, second step and recovery codes too: for whoever
    runs the installation, when somebody lost all of it."""
    with transaction():
        for table in (Passkey, CodeApp, RecoveryCode, DevicePin):
            table.delete().where(table.user == user.id).execute()
        User.update(password_hash=None).where(User.id == user.id).execute()
        end_all(None, user.id)
        audit.record(None, "ways.take_all", user)


def links_seen(by: Person) -> None:
    """The person read who made new links."""
    with transaction():
        LinkNotice.update(seen_at=clock.now()).where(
            LinkNotice.user == by.id, LinkNotice.seen_at.is_null()
        ).execute()
