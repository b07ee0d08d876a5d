"""A stolen cookie is worth nothing after eight kinds of death, one test each."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.states import UserState
from pwa.domain.ways import Proof
from pwa.models import AuditEvent, Membership, Person, Session, User
from pwa.services import people, sessions, ways
from tests.people import NOW, Cast
from tests.ways_case import LOGIN, with_password

WHO = ("supervisor_a", "coach_1", "candidate_a1")
OLD, NEW = LOGIN["password"], "een heel andere zin"


def stolen(cast: Cast, who: str = "coach_1") -> str:
    """The token of a browser that this person is signed in with; somebody copied it."""
    return sessions.start(cast.user(who), proof=Proof.CODE)


def opens(token: str, days: float = 0) -> bool:
    with clock.at(NOW + timedelta(days=days)):
        return sessions.person_of(token, touch=True) is not None


def inside(token: str) -> Person:
    person = sessions.person_of(token, touch=False)
    assert person is not None
    return person


@pytest.mark.parametrize("who", WHO)
def test_signing_out_there(cast, who):
    token = stolen(cast, who)
    person = inside(token)
    sessions.end(person, person.session_id)
    assert not opens(token)


@pytest.mark.parametrize("who", WHO)
def test_signing_out_everywhere_from_another_browser(cast, who):
    token, mine = stolen(cast, who), stolen(cast, who)
    ways.end_everywhere(inside(mine))
    assert (opens(token), opens(mine)) == (False, False)


def test_another_password(cast):
    with_password(cast.coach_1)
    token, mine = stolen(cast), stolen(cast)
    fresh = ways.change_password(inside(mine), OLD, NEW)
    assert [opens(one) for one in (token, mine, fresh)] == [False, False, True]
    assert people.user_with_password(LOGIN["login"], NEW)
    assert not people.user_with_password(LOGIN["login"], OLD)


def test_being_blocked(cast):
    token = stolen(cast)
    User.update(state=UserState.BLOCKED).where(User.id == cast.coach_1.id).execute()
    assert not opens(token)
    ways.rights_changed(None, cast.coach_1.id)
    User.update(state=UserState.ACTIVE).where(User.id == cast.coach_1.id).execute()
    assert not opens(token), "and it does not wake up when the block is lifted"


def test_the_end_of_a_membership(cast):
    token = stolen(cast)
    Membership.update(to_on=clock.today()).where(Membership.user == cast.coach_1).execute()
    assert opens(token)
    Membership.update(to_on=clock.today() - timedelta(days=1)).where(
        Membership.user == cast.coach_1
    ).execute()
    assert not opens(token)


def test_a_change_of_rights(cast):
    token = stolen(cast, "supervisor_a")
    assert ways.rights_changed(cast.as_("employer_a"), cast.supervisor_a.id) == ""
    assert not opens(token)
    assert AuditEvent.select().where(AuditEvent.action == "session.end_all").count() == 1


def test_who_changes_the_own_rights_stays_under_a_new_token(cast):
    token, mine = stolen(cast, "employer_a"), stolen(cast, "employer_a")
    fresh = ways.rights_changed(inside(mine), cast.employer_a.id)
    assert [opens(one) for one in (token, mine, fresh)] == [False, False, True]


@pytest.mark.parametrize(
    ("who", "days"), [("candidate_a1", 30), ("supervisor_a", 7), ("coach_1", 0.5)]
)
def test_lying_unused(cast, who, days):
    token = stolen(cast, who)
    assert opens(token, days)
    Session.update(seen_at=NOW).execute()
    assert not opens(token, days + 0.001)


@pytest.mark.parametrize(
    ("who", "days"), [("candidate_a1", 90), ("supervisor_a", 30), ("coach_1", 7)]
)
def test_being_used_for_too_long(cast, who, days):
    token = stolen(cast, who)
    for quarter in range(1, days * 4 + 1):
        assert opens(token, quarter / 4)
    assert not opens(token, days + 0.001)


@pytest.mark.parametrize("who", WHO)
def test_a_new_link_that_was_used(cast, who):
    token = stolen(cast, who)
    people.accept_with_password(people.invite(None, cast.user(who)), "iemand", NEW)
    assert not opens(token)


def test_a_stricter_role_shortens_what_runs_already(cast):
    token = stolen(cast, "supervisor_a")
    people.add_member(None, cast.supervisor_a, cast.company_a, "employer_admin")
    assert opens(token, 0.5)
    Session.update(seen_at=NOW).execute()
    assert not opens(token, 1)


def test_a_seat_that_begins_tomorrow_keeps_its_person_in(cast):
    Membership.update(from_on=clock.today() + timedelta(days=1)).where(
        Membership.user == cast.supervisor_a
    ).execute()
    assert opens(stolen(cast, "supervisor_a"))
