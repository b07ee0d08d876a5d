"""Close the account of one of the own people at once, and open it again."""

from peewee import Expression

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.members import BlockReason
from pwa.domain.states import UserState
from pwa.models import AccountBlock, DevicePin, Invitation, Membership, Person, User
from pwa.services import audit, members, ways


def block(by: Person, member: Membership, reason: BlockReason) -> AccountBlock:
    """Nobody gets in with this account from the next request on: no session, PIN or link is left.

    What the person wrote before and a device still holds arrives all the same, flagged
    (docs/outbox.md). Raises NotAllowed, Stale when this organisation blocked it already.
    """
    with transaction():
        members.check_still(by, member.organisation, member)
        if not members.is_in_force(member):
            raise NotAllowed("member_gone")
        if AccountBlock.select().where(_ours(member)).exists():
            raise Stale()
        row = AccountBlock.create(
            user=member.user_id, organisation=member.organisation_id, reason=reason,
            state_before=_state_before(member), made_by=by.id,
        )  # fmt: skip
        _shut(member)
        ways.rights_changed(by, member.user_id)
        audit.record(by, "account.block", row, user=member.user_id, reason=reason)
    return row


def unblock(by: Person, member: Membership) -> None:
    """This organisation lifts its block; one of another organisation stands. A PIN and a link do
    not come back. Raises NotAllowed, Stale."""
    with transaction():
        members.check_still(by, member.organisation, member)
        row = AccountBlock.get_or_none(_ours(member))
        lifted = {"lifted_at": clock.now(), "lifted_by": by.id}
        still = _ours(member)
        if row is None or AccountBlock.update(**lifted).where(still).execute() != 1:
            raise Stale()
        if not AccountBlock.select().where(AccountBlock.standing(member.user_id)).exists():
            User.update(state=row.state_before).where(User.id == member.user_id).execute()
        audit.record(by, "account.unblock", row, user=member.user_id)


def _ours(member: Membership) -> Expression:
    here = AccountBlock.organisation == member.organisation_id
    return AccountBlock.standing(member.user_id) & here


def _state_before(member: Membership) -> UserState:
    first = AccountBlock.select().where(AccountBlock.standing(member.user_id)).first()
    return first.state_before if first else User.get_by_id(member.user_id).state


def _shut(member: Membership) -> None:
    now, user = clock.now(), member.user_id
    unused = (Invitation.user == user) & Invitation.used_at.is_null()
    Invitation.update(expires_at=now).where(unused & (Invitation.expires_at > now)).execute()
    User.update(state=UserState.BLOCKED).where(User.id == user).execute()
    DevicePin.delete().where(DevicePin.user == user).execute()
