"""Who is signed in: listed, revocable, with idle and absolute limits; only hashes are kept."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.states import UserState
from pwa.models import AuditEvent, Session, User
from pwa.services import sessions
from tests.people import NOW, Cast


@pytest.fixture
def token(cast: Cast) -> str:
    return sessions.start(cast.supervisor_a, browser="x" * 500)


def who(token: str, *, touch: bool = False) -> str | None:
    person = sessions.person_of(token, touch=touch)
    return person.name if person else None


def test_a_token_opens_the_app_for_one_person(token: str, cast: Cast) -> None:
    assert who(token) == "Sara Jansen"
    assert sessions.start(cast.supervisor_a) != token


def test_only_the_hash_of_a_token_is_kept(token: str) -> None:
    row = Session.get()
    assert token not in str(row.__data__)
    assert row.token_hash == sessions.hash_token(token)
    assert len(row.browser) == 200
    assert who(row.token_hash) is None


@pytest.mark.parametrize("wrong", ["", "x", "é", "%", "' OR 1=1 --", "a" * 4000])
def test_a_guess_opens_nothing(token: str, wrong: str) -> None:
    assert who(wrong) is None
    assert who(token[:-1]) is None


def test_who_stays_away_a_week_signs_in_again(token: str) -> None:
    with clock.at(NOW + timedelta(days=7)):
        assert who(token) == "Sara Jansen"
    with clock.at(NOW + timedelta(days=7, seconds=1)):
        assert who(token) is None


def test_who_comes_back_daily_stays_signed_in_for_thirty_days(token: str) -> None:
    for day in range(1, 31):
        with clock.at(NOW + timedelta(days=day)):
            assert who(token, touch=True) == "Sara Jansen", day
    with clock.at(NOW + timedelta(days=30, seconds=1)):
        assert who(token, touch=True) is None


def test_being_seen_is_written_once_in_ten_minutes(token: str, watch) -> None:
    with clock.at(NOW + timedelta(minutes=10)), watch.counting() as soon:
        who(token, touch=True)
    with clock.at(NOW + timedelta(minutes=11)), watch.counting() as later:
        who(token, touch=True)
        who(token, touch=True)
    assert (soon.commits, later.commits) == (0, 1)


@pytest.mark.parametrize("state", [UserState.BLOCKED, UserState.INVITED])
def test_who_is_not_active_is_out_at_once(token: str, cast: Cast, state: UserState) -> None:
    User.update(state=state).where(User.id == cast.supervisor_a.id).execute()
    assert who(token) is None


def test_an_ended_session_opens_nothing(token: str, cast: Cast) -> None:
    person = sessions.person_of(token, touch=False)
    assert person is not None
    sessions.end(person, person.session_id)
    sessions.end(person, person.session_id)
    assert who(token) is None
    ended = AuditEvent.select().where(AuditEvent.action == "session.end")
    assert ended.count() == 1


def test_nobody_ends_somebody_elses_session(token: str, cast: Cast) -> None:
    sessions.end(cast.as_("colleague"), Session.get().id)
    assert who(token) == "Sara Jansen"


def test_all_others_of_the_own_sessions_can_be_ended(token: str, cast: Cast) -> None:
    second, other = sessions.start(cast.supervisor_a), sessions.start(cast.colleague)
    person = sessions.person_of(second, touch=False)
    assert person is not None
    assert sessions.end_others(person) == 1
    assert [who(token), who(second), who(other)] == [None, "Sara Jansen", "Kees Mulder"]


def test_a_role_that_ended_yesterday_is_gone_today(token: str, cast: Cast) -> None:
    from pwa.models import Membership

    yesterday = clock.today() - timedelta(days=1)
    Membership.update(to_on=yesterday).where(Membership.user == cast.supervisor_a).execute()
    assert sessions.person_of(token, touch=False) is None
