"""How often something may be tried: one bucket a key, which fills up again by itself."""

import threading
from datetime import timedelta

import pytest

from pwa import clock
from pwa.database import connected
from pwa.models import RateBucket
from pwa.services import rates
from pwa.services.rates import TooOften
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("connection")

QUARTER = timedelta(minutes=15)


def tries(number: int, who: str = "sara", most: int = 5) -> int:
    """How many of these tries are let through."""
    passed = 0
    for _n in range(number):
        try:
            rates.take("sign-in", who, most=most, per=QUARTER)
            passed += 1
        except TooOften:
            pass
    return passed


def test_after_the_last_try_it_says_when_to_come_back() -> None:
    assert tries(5) == 5
    with pytest.raises(TooOften) as refused:
        rates.take("sign-in", "sara", most=5, per=QUARTER)
    assert refused.value.status == 429
    assert 1 <= refused.value.details["minutes"] <= 4


def test_a_bucket_fills_up_slowly_and_never_over() -> None:
    assert tries(9) == 5
    with clock.at(NOW + timedelta(minutes=3)):
        assert tries(5) == 1
    with clock.at(NOW + timedelta(days=2)):
        assert tries(9) == 5


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    assert tries(5) == 5
    with clock.at(NOW - timedelta(hours=3)):
        assert tries(3) == 0


def test_everybody_and_every_kind_has_an_own_bucket() -> None:
    assert tries(5) == 5
    assert tries(5, who="kees") == 5
    rates.take("pin", "sara", most=5, per=QUARTER)


def test_who_got_in_starts_anew() -> None:
    assert tries(9) == 5
    rates.forget("sign-in", "sara")
    assert tries(9) == 5


def test_no_name_is_kept() -> None:
    tries(1, who="sara@linie.example")
    assert "sara" not in RateBucket.get().key


def test_eight_at_once_do_not_get_more_than_one_by_one() -> None:
    passed: list[int] = []

    def run() -> None:
        with connected():
            passed.append(tries(5, who="storm", most=10))

    threads = [threading.Thread(target=run) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(passed) == 10
