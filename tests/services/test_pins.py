"""A PIN works in one browser, after few tries, and is not the first to be guessed."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed
from pwa.models import DevicePin, Membership, Session, Tablet, User
from pwa.services import people, pins, sessions, tablets
from pwa.services.rates import TooOften
from tests.people import NOW, TODAY, Cast

PEPPER = b"pepper"


def chosen(cast: Cast, pin: str = "839201", device: str = "") -> pins.LetIn:
    token = people.invite(None, cast.candidate_a1)
    return pins.accept_with_pin(token, pin, PEPPER, device)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "83920 "])
def test_a_pin_is_six_digits(pin):
    with pytest.raises(BadInput, match="bad_input") as wrong:
        pins.check_pin(pin)
    assert wrong.value.fields == {"pin": "pin_six_digits"}


@pytest.mark.parametrize(
    "pin", ["000000", "123456", "654321", "890123", "121212", "123123", "112233", "111222"]
)
def test_a_pin_that_everybody_tries_first_is_refused(pin):
    with pytest.raises(BadInput) as wrong:
        pins.check_pin(pin)
    assert wrong.value.fields == {"pin": "pin_too_easy"}


def test_the_pin_works_on_its_device_only(cast):
    found = chosen(cast)
    user = cast.candidate_a1.id
    assert pins.user_with_pin(user, "839201", PEPPER, found.device_token).user.id == user
    assert pins.user_with_pin(user, "839201", PEPPER, "another browser") is None
    assert pins.user_with_pin(user, "839201", b"another key", found.device_token) is None
    assert pins.user_with_pin(cast.candidate_a2.id, "839201", PEPPER, found.device_token) is None


def test_five_tries_and_then_a_wait_even_for_the_right_pin(cast):
    found = chosen(cast)
    for _ in range(5):
        wrong = pins.user_with_pin(cast.candidate_a1.id, "112200", PEPPER, found.device_token)
        assert wrong is None
    with pytest.raises(TooOften):
        pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, found.device_token)
    with clock.at(NOW + timedelta(minutes=14, seconds=59)), pytest.raises(TooOften):
        pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, found.device_token)
    with clock.at(NOW + timedelta(minutes=15)):
        assert pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, found.device_token)


def test_signing_in_well_many_times_is_no_guessing(cast):
    found = chosen(cast)
    for _ in range(12):
        assert pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, found.device_token)


def test_two_people_can_choose_a_pin_on_one_device(cast):
    first = chosen(cast)
    token = people.invite(None, cast.candidate_a2)
    second = pins.accept_with_pin(token, "571924", PEPPER, first.device_token)
    assert second.device_id == first.device_id
    assert pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, first.device_token)
    assert pins.user_with_pin(cast.candidate_a2.id, "571924", PEPPER, first.device_token)


def test_a_new_link_ends_the_pin_and_the_sessions_of_a_lost_phone(cast):
    lost = chosen(cast)
    token = sessions.start(cast.candidate_a1)
    again = chosen(cast, "571924")
    assert again.device_id != lost.device_id
    assert pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, lost.device_token) is None
    assert sessions.person_of(token, touch=False) is None
    assert (
        not Session.select()
        .where(Session.user == cast.candidate_a1, Session.ended_at.is_null())
        .exists()
    )


def test_only_candidates_choose_a_pin_and_the_link_stays_usable(cast):
    token = people.invite(None, cast.supervisor_a)
    with pytest.raises(NotAllowed, match="pin_for_candidates"):
        pins.accept_with_pin(token, "839201", PEPPER)
    assert people.open_invitation(token).user_id == cast.supervisor_a.id
    assert not DevicePin.select().exists()


def test_a_blocked_person_stays_out(cast):
    found = chosen(cast)
    User.update(state="blocked").where(User.id == cast.candidate_a1.id).execute()
    assert pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, found.device_token) is None


def test_the_pin_itself_is_not_in_the_database(cast):
    chosen(cast)
    assert "839201" not in DevicePin.get().pin_hash


@pytest.fixture
def on_tablet(cast: Cast):
    """Sara's PIN on a tablet of her company; gives the token of that tablet."""
    _row, code = tablets.add(None, cast.company_a, "Tablet hal 2", PEPPER)
    row, token = tablets.enrol(code, PEPPER, "hall")
    pins.choose(cast.as_("supervisor_a"), row, "839201", PEPPER)
    return token


def test_a_supervisor_who_left_the_company_has_no_pin_there_any_more(cast, on_tablet):
    sara = cast.supervisor_a
    assert pins.user_with_pin(sara.id, "839201", PEPPER, on_tablet).user.id == sara.id
    Membership.update(to_on=TODAY - timedelta(days=1)).where(Membership.user == sara).execute()
    assert pins.user_with_pin(sara.id, "839201", PEPPER, on_tablet) is None


def test_the_pin_of_a_supervisor_works_on_no_device_that_is_no_tablet(cast, on_tablet):
    Tablet.update(device=None).execute()
    assert pins.user_with_pin(cast.supervisor_a.id, "839201", PEPPER, on_tablet) is None


def test_the_pin_of_a_candidate_works_on_no_tablet(cast, on_tablet):
    found = chosen(cast)
    Tablet.update(device=found.device_id).execute()
    assert pins.user_with_pin(cast.candidate_a1.id, "839201", PEPPER, found.device_token) is None
