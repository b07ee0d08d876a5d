"""Who is invited, given a role, blocked and brought back, and who may never do that."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.members import BlockReason
from pwa.domain.states import UserState
from pwa.models import (
    AccountBlock,
    AuditEvent,
    DevicePin,
    Invitation,
    Membership,
    Session,
    User,
)
from pwa.services import blocks, feeds, members, people, sessions
from pwa.services.members import Newcomer
from tests.people import TODAY, Cast


def seat(cast: Cast, who: str) -> Membership:
    return Membership.get(Membership.user == getattr(cast, who))


def second_admin(cast: Cast) -> User:
    user = people.add_user(None, "Ella Post")
    User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
    people.add_member(None, user, cast.company_a, Role.EMPLOYER_ADMIN)
    return user


@pytest.mark.parametrize(
    ("who", "where", "role", "fine"),
    [
        ("employer_a", "company_a", Role.SUPERVISOR, True),
        ("employer_a", "company_a", Role.EMPLOYER_ADMIN, True),
        ("employer_a", "company_a", Role.COACH, False),
        ("employer_a", "company_b", Role.SUPERVISOR, False),
        ("supervisor_a", "company_a", Role.SUPERVISOR, False),
        ("municipality_admin", "kessenbroek", Role.COACH, True),
        ("municipality_admin", "kessenbroek", Role.PRIVACY_OFFICER, True),
        ("municipality_admin", "kessenbroek", Role.MUNICIPALITY_ADMIN, True),
        ("municipality_admin", "kessenbroek", Role.SUPERVISOR, False),
        ("municipality_admin", "anderdam", Role.COACH, False),
        ("coach_1", "kessenbroek", Role.COACH, False),
    ],
)
def test_who_invites_whom(cast: Cast, who: str, where: str, role: Role, fine: bool) -> None:
    wanted = Newcomer("Nina Nieuw", role, job="voorman")
    if not fine:
        with pytest.raises((NotAllowed, BadInput)):
            members.invite(cast.as_(who), getattr(cast, where), wanted)
        assert not User.select().where(User.name == "Nina Nieuw").exists()
        return
    made = members.invite(cast.as_(who), getattr(cast, where), wanted)
    assert (made.member.role, made.member.job) == (role, "voorman")
    assert people.open_invitation(made.token).user.state is UserState.INVITED


@pytest.mark.parametrize("role", [Role.COACH, Role.PRIVACY_OFFICER])
def test_nobody_promotes_oneself(cast: Cast, role: Role) -> None:
    mina = cast.as_("municipality_admin")
    with pytest.raises(NotAllowed):
        members.give_role(mina, seat(cast, "municipality_admin"), role)
    assert [one.role for one in cast.as_("municipality_admin").seats] == [Role.MUNICIPALITY_ADMIN]


def test_a_second_role_signs_the_person_out_everywhere(cast: Cast) -> None:
    token = sessions.start(cast.supervisor_a)
    by = cast.as_("employer_a")
    members.give_role(by, seat(cast, "supervisor_a"), Role.EMPLOYER_ADMIN)
    assert sessions.person_of(token, touch=False) is None
    assert cast.as_("supervisor_a").has(Role.EMPLOYER_ADMIN)
    with pytest.raises(Stale):
        members.give_role(by, seat(cast, "supervisor_a"), Role.EMPLOYER_ADMIN)


def test_a_role_of_another_kind_of_organisation_cannot_be_given(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        members.give_role(cast.as_("employer_a"), seat(cast, "supervisor_a"), Role.COACH)


def test_who_comes_back_gets_a_period_of_their_own(cast: Cast) -> None:
    row = seat(cast, "colleague")
    members.end(cast.as_("employer_a"), row, TODAY)
    with clock.at(clock.now() + timedelta(days=10)):
        members.bring_back(cast.as_("employer_a"), seat(cast, "colleague"))
        rows = list(
            Membership.select()
            .where(Membership.user == cast.colleague.id)
            .order_by(Membership.from_on)
        )
        assert [(one.from_on, one.to_on) for one in rows] == [
            (row.from_on, TODAY), (TODAY + timedelta(days=10), None),
        ]  # fmt: skip
        with pytest.raises(Stale):
            members.bring_back(cast.as_("employer_a"), rows[0])


def test_an_end_that_is_still_to_come_is_taken_back(cast: Cast) -> None:
    by = cast.as_("employer_a")
    members.end(by, seat(cast, "colleague"), TODAY + timedelta(days=3))
    assert members.bring_back(by, seat(cast, "colleague")).to_on is None
    with pytest.raises(Stale):
        members.bring_back(by, seat(cast, "colleague"))


def test_blocked_is_out_at_once_and_says_why_by_a_code_only(cast: Cast) -> None:
    token, feed = sessions.start(cast.supervisor_a), feeds.make(cast.as_("supervisor_a"))
    link = people.invite(None, cast.supervisor_a)
    by = cast.as_("employer_a")
    blocks.block(by, seat(cast, "supervisor_a"), BlockReason.LOST_DEVICE)
    assert sessions.person_of(token, touch=False) is None
    assert feeds.reader(feed) is None
    with pytest.raises(NotAllowed):
        people.use_link(link)
    open_ = Session.user == cast.supervisor_a.id, Session.ended_at.is_null()
    assert not Session.select().where(*open_).exists()
    assert not DevicePin.select().where(DevicePin.user == cast.supervisor_a.id).exists()
    event = AuditEvent.select().where(AuditEvent.action == "account.block").get()
    assert event.detail == {"user": str(cast.supervisor_a.id), "reason": "lost_device"}
    assert event.actor_id == cast.employer_a.id
    with pytest.raises(Stale):
        blocks.block(by, seat(cast, "supervisor_a"), BlockReason.LEFT)


def test_unblocked_is_what_it_was_and_old_links_stay_dead(cast: Cast) -> None:
    by, row = cast.as_("employer_a"), seat(cast, "supervisor_a")
    people.invite(None, cast.supervisor_a)
    blocks.block(by, row, BlockReason.LEFT)
    blocks.unblock(by, row)
    assert User.get_by_id(cast.supervisor_a.id).state is UserState.ACTIVE
    assert not Invitation.select().where(Invitation.expires_at > clock.now()).exists()
    with pytest.raises(Stale):
        blocks.unblock(by, row)


def test_each_organisation_lifts_its_own_block(cast: Cast) -> None:
    people.add_member(None, cast.supervisor_a, cast.company_b, Role.SUPERVISOR)
    at_b = Membership.get(Membership.organisation == cast.company_b.id,
                          Membership.user == cast.supervisor_a.id)  # fmt: skip
    at_a = Membership.get(Membership.organisation == cast.company_a.id,
                          Membership.user == cast.supervisor_a.id)  # fmt: skip
    blocks.block(cast.as_("employer_a"), at_a, BlockReason.LEFT)
    with pytest.raises(Stale):
        blocks.unblock(cast.as_("employer_b"), at_b)
    blocks.block(cast.as_("employer_b"), at_b, BlockReason.MISUSE)
    blocks.unblock(cast.as_("employer_a"), at_a)
    assert User.get_by_id(cast.supervisor_a.id).state is UserState.BLOCKED
    blocks.unblock(cast.as_("employer_b"), at_b)
    assert User.get_by_id(cast.supervisor_a.id).state is UserState.ACTIVE
    assert AccountBlock.select().where(AccountBlock.lifted_at.is_null()).count() == 0


@pytest.mark.parametrize("who", ["employer_b", "supervisor_a", "coach_1", "municipality_admin"])
def test_only_the_own_people_are_blocked(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        blocks.block(cast.as_(who), seat(cast, "colleague"), BlockReason.LEFT)


def test_nobody_blocks_oneself_so_one_administrator_is_always_in(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        blocks.block(cast.as_("employer_a"), seat(cast, "employer_a"), BlockReason.LEFT)


def test_who_was_blocked_a_moment_ago_blocks_nobody_any_more(cast: Cast) -> None:
    """Both opened the page; the second to press finds that it is not theirs."""
    ella = second_admin(cast)
    slow = cast.as_(ella)
    row = Membership.get(Membership.user == ella.id)
    blocks.block(cast.as_("employer_a"), row, BlockReason.LEFT)
    with pytest.raises(NotAllowed):
        blocks.block(slow, seat(cast, "employer_a"), BlockReason.LEFT)
