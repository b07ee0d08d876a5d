"""Of ten thousand guesses five are looked at before the lock; the wait doubles, on one device."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import DevicePin, PinLock
from pwa.models.tablets import tablet_behind
from pwa.services import pin_tries, pins, tablets
from pwa.services.rates import TooOften
from pwa.services.sessions import hash_token
from tests.people import NOW, Cast

PEPPER, RIGHT = b"pepper", "839201"


def enrolled(cast: Cast, label: str) -> tuple[object, str]:
    _row, code = tablets.add(None, cast.company_a, label, PEPPER)
    return tablets.enrol(code, PEPPER, label)


@pytest.fixture
def hall(cast):
    """Two tablets; Sara and Tom have a PIN on both."""
    found = [enrolled(cast, label) for label in ("Tablet hal 2", "Tablet hal 3")]
    for tablet, _token in found:
        for who in ("supervisor_a", "substitute"):
            pins.choose(cast.as_(who), tablet, RIGHT, PEPPER)
    return [token for _tablet, token in found]


@pytest.fixture
def looked(monkeypatch):
    """How often a PIN was really compared."""
    seen, verify = [], type(pins._hasher).verify

    def counting(self, kept, secret):
        seen.append(kept)
        return verify(self, kept, secret)

    monkeypatch.setattr(type(pins._hasher), "verify", counting)
    return seen


def guess(who, token, pin="112233"):
    """True, False, or None where it was not looked at."""
    try:
        return pins.user_with_pin(who.id, pin, PEPPER, token) is not None
    except TooOften:
        return None


def test_of_ten_thousand_guesses_five_are_looked_at(cast, hall, looked):
    for n in range(10_000):
        guess(cast.supervisor_a, hall[0], f"{n:06}")
    assert len(looked) == 5


def test_the_right_one_is_not_looked_at_either_while_it_is_locked(cast, hall):
    assert [guess(cast.supervisor_a, hall[0]) for _ in range(6)] == [False] * 5 + [None]
    assert guess(cast.supervisor_a, hall[0], RIGHT) is None
    with clock.at(NOW + timedelta(minutes=15)):
        assert guess(cast.supervisor_a, hall[0], RIGHT) is True


def test_a_colleague_on_the_same_tablet_and_the_same_person_on_another_go_on(cast, hall):
    for _ in range(6):
        guess(cast.supervisor_a, hall[0])
    assert guess(cast.substitute, hall[0], RIGHT) is True
    assert guess(cast.supervisor_a, hall[1], RIGHT) is True
    assert guess(cast.substitute, hall[1], RIGHT) is True


def test_the_wait_doubles_each_time_until_it_is_a_day(cast, hall, looked):
    moment = NOW
    for minutes in (15, 30, 60, 120, 240, 480, 960, 1440, 1440):
        with clock.at(moment):
            answers = [guess(cast.supervisor_a, hall[0]) for _ in range(6)]
        assert answers == [False] * 5 + [None], minutes
        with clock.at(moment + timedelta(minutes=minutes, seconds=-1)):
            assert guess(cast.supervisor_a, hall[0], RIGHT) is None, minutes
        moment += timedelta(minutes=minutes)
    with clock.at(moment):
        assert guess(cast.supervisor_a, hall[0], RIGHT) is True
    assert len(looked) == 9 * 5 + 1


def test_a_pin_that_is_right_makes_all_tries_before_it_undone(cast, hall):
    for _ in range(3):
        assert [guess(cast.supervisor_a, hall[0]) for _ in range(4)] == [False] * 4
        assert guess(cast.supervisor_a, hall[0], RIGHT) is True


def test_who_chooses_a_new_one_after_the_password_waits_no_longer(cast, hall):
    for _ in range(6):
        guess(cast.supervisor_a, hall[0])
    tablet = tablet_behind(hash_token(hall[0]))
    pins.choose(cast.as_("supervisor_a"), tablet, "571924", PEPPER)
    assert guess(cast.supervisor_a, hall[0], "571924") is True


@pytest.mark.parametrize("there", [True, False])
def test_where_there_is_no_pin_an_address_tries_sixty_times(cast, hall, looked, there):
    """On a device that is not known, or knows somebody else; it is as slow as a real one."""
    token = hall[0] if there else "nergens"
    assert [guess(cast.coach_1, token) for _ in range(61)] == [False] * 60 + [None]
    assert len(looked) == 60 and not PinLock.select().exists()
    with clock.at(NOW + timedelta(minutes=15)):
        assert guess(cast.coach_1, token) is False


def test_the_pin_itself_is_nowhere_and_the_key_says_not_whose(cast, hall):
    guess(cast.supervisor_a, hall[0])
    assert not any(RIGHT in row.pin_hash for row in DevicePin.select())
    (row,) = PinLock.select()
    assert str(cast.supervisor_a.id) not in row.key
    pin_tries.forget("somebody else")
    assert PinLock.select().count() == 1
