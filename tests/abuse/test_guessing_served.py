"""Ten thousand guesses at a PIN, sent to a server as it really runs, with its limits and its slow
hashes; and a colleague who wants to work meanwhile."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from pwa import clock
from pwa.models import Tablet
from pwa.services import pins
from tests.faults.test_killed_server import now_really
from tests.people import Cast
from tests.servers import Server
from tests.shared_tablet import DEVICE, PIN, Hall

pytestmark = [pytest.mark.slow, pytest.mark.shared]

GUESSES, AT_ONCE = 10_000, 4


class Counting(Server):
    program = "tests.abuse.counted"


class Tablets:
    """Two tablets of one company and the server behind them; Sara and Tom have a PIN on each."""

    def __init__(self, hall: Hall) -> None:
        other = hall.browse(None)
        assert hall.type_code(hall.new_code("Tablet hal 3"), other).status == 303
        second = Tablet.get(Tablet.label == "Tablet hal 3")
        for row in (hall.row, second):
            for who in ("supervisor_a", "substitute"):
                pins.choose(hall.cast.as_(who), row, PIN, hall.pepper)
        self.cookies = (hall.cookie(DEVICE), other.client.get_cookie(DEVICE).value)
        self.server: Server

    def enter(self, tablet: int, who: UUID, pin: str) -> int:
        cookie = f"{DEVICE}={self.cookies[tablet]}"
        answer = self.server.ask("POST", f"/tablet/{who}", {"pin": pin}, Cookie=cookie)
        return int(answer.status)


def test_ten_thousand_guesses_over_http(
    app: Any, cast: Cast, browse: Any, connection: str, tmp_path: Any, record_property: Any
) -> None:
    with clock.at(now_really()):
        tablets = Tablets(Hall(app, cast, browse))
    sara, tom = cast.supervisor_a.id, cast.substitute.id
    counted = tmp_path / "compared"
    counted.touch()
    data = app.extensions["opstap"].data
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(data), "COUNTED": str(counted)}
    tablets.server = server = Counting("serve", log=tmp_path / "log", **place)
    try:
        server.wait_until_ready()
        began = time.monotonic()
        half = GUESSES // 2
        said = guess(tablets, sara, range(half))
        assert tablets.enter(1, tom, PIN) == 303, "a colleague on another tablet"
        said += guess(tablets, sara, range(half, GUESSES))
        took = time.monotonic() - began
        rightly = len(counted.read_text().split()) - 1
        assert tablets.enter(0, sara, PIN) == 429, "the right one waits too"
        assert tablets.enter(1, sara, PIN) == 303, "on another tablet she works on"
        assert tablets.enter(0, tom, PIN) == 303, "and so does a colleague on this one"
    finally:
        server.kill()
    assert took < 15 * 60, "the door opened again: this says nothing of one closed door"
    assert said == {422: 5, 429: GUESSES - 5}
    assert rightly == 5
    record_property(
        "figure",
        f"of {GUESSES} PINs guessed over HTTP {rightly} were compared ({said[422]} times 422,"
        f" {said[429]} times 429) in {took:.0f} s; a colleague on another tablet got in",
    )


def guess(tablets: Tablets, who: UUID, numbers: range) -> Counter[int]:
    tried = (f"{(n * 7 + 100_000) % 1_000_000:06d}" for n in numbers)
    with ThreadPoolExecutor(AT_ONCE) as several:
        return Counter(several.map(lambda pin: tablets.enter(0, who, pin), tried))
