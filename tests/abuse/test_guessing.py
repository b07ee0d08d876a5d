"""Guessing a PIN through the pages, and asking who is known here."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.services import pins
from tests.browse import OWN
from tests.people import NOW
from tests.shared_tablet import PIN, Hall


@pytest.fixture
def hall(app, cast, browse):
    made = Hall(app, cast, browse)
    made.has_pin("supervisor_a")
    made.has_pin("substitute")
    return made


@pytest.fixture
def compared(monkeypatch):
    """Every PIN that was really compared with the one that is kept."""
    seen, verify = [], type(pins._hasher).verify

    def counting(self, kept, secret):
        seen.append(kept)
        return verify(self, kept, secret)

    monkeypatch.setattr(type(pins._hasher), "verify", counting)
    return seen


def guess(hall, count: int, step: timedelta) -> set[int]:
    """So many guesses at Sara's tile, one each step; the statuses that came."""
    who, client = hall.cast.supervisor_a.id, hall.browser.client
    found = set()
    for n in range(count):
        with clock.at(NOW + step * n):
            data = {"pin": f"{(n * 7 + 100_000) % 1_000_000:06d}"}
            found.add(client.post(f"/tablet/{who}", data=data, headers=OWN).status_code)
    return found


def test_of_many_guesses_five_are_compared_and_a_colleague_goes_on(hall, compared) -> None:
    assert guess(hall, 300, timedelta(milliseconds=100)) == {422, 429}
    assert len(compared) == 5
    assert hall.enter("supervisor_a").status == 429
    assert hall.enter("substitute").status == 303


@pytest.mark.slow
@pytest.mark.shared
def test_of_ten_thousand_guesses_five_are_compared(hall, compared, record_property) -> None:
    """All within the quarter of an hour that the door stays closed; the right PIN waits too."""
    assert guess(hall, 10_000, timedelta(milliseconds=80)) == {422, 429}
    assert len(compared) == 5
    assert hall.enter("supervisor_a").status == 429
    assert hall.enter("substitute").status == 303
    record_property("figure", "of 10,000 PINs guessed through the pages 5 were compared")


def test_with_patience_a_day_is_worth_few_guesses(hall, compared) -> None:
    """One each five minutes for a day: the wait doubles, so 288 tries are few comparisons."""
    guess(hall, 288, timedelta(minutes=5))
    assert len(compared) <= 40


def test_a_name_that_is_known_and_one_that_is_not_are_answered_alike(hall, browse, cast) -> None:
    login = "supervisor_a@voorbeeld.nl"
    known = browse().post("/aanmelden", {"login": login, "password": "fout fout"})
    other = browse().post("/aanmelden", {"login": "niemand@x.nl", "password": "fout fout"})
    assert (known.status, known.text) == (other.status, other.text)
    told = [(one.headers.get("Set-Cookie"), len(one.html) - len(name))
            for one, name in ((known, login), (other, "niemand@x.nl"))]  # fmt: skip
    assert told[0] == told[1]


@pytest.mark.parametrize("pin", [PIN, "000000"])
def test_a_tile_of_somebody_who_is_not_here_says_what_a_wrong_pin_says(hall, cast, pin) -> None:
    client = hall.browser.client
    there = client.post(f"/tablet/{cast.coach_2.id}", data={"pin": pin}, headers=OWN)
    nobody = client.post(
        "/tablet/01890000-0000-7000-8000-000000000000", data={"pin": pin}, headers=OWN
    )
    assert (there.status_code, there.text) == (nobody.status_code, nobody.text)
