"""A short storm over tablets and a real page; the long one is `python -m bench.storm`."""

from pathlib import Path

import pytest

from bench.storm import Outcome, Plan, Weather
from pwa.database import is_postgresql
from tests.people import Cast
from tests.servers import Server


class Careless(Server):
    """A server with a mistake in it, named by CARELESS in its environment."""

    program = "tests.faults.careless"


def in_short(plan: Plan, cast: Cast, address: str, folder: Path) -> Outcome:
    return Weather(plan, cast, folder, Server).pass_over(address)


def test_tablets_that_people_share_lose_nothing_though_the_server_is_killed(
    cast: Cast, connection: str, tmp_path: Path
) -> None:
    """On PostgreSQL with two workers: two may get the same batch at the same moment."""
    workers = 2 if is_postgresql() else 1
    plan = Plan(tablets=4, notes=120, page=0, kills=2, seconds=60, workers=workers, hang=0.4)
    outcome = in_short(plan, cast, connection, tmp_path)
    assert outcome.right, "\n".join(outcome.lines())
    assert outcome.kills_under_way
    assert outcome.carried, "nobody brought along what somebody else wrote"
    assert len(outcome.faults) > 8, "there was no weather to speak of"


@pytest.mark.browser
def test_a_real_page_among_tablets_loses_nothing(
    cast: Cast, connection: str, tmp_path: Path
) -> None:
    plan = Plan(tablets=2, notes=30, page=7, kills=1, seconds=90, hang=0.4)
    outcome = in_short(plan, cast, connection, tmp_path)
    assert outcome.right, "\n".join(outcome.lines())
    assert outcome.without_network, "the page was never without network"
    assert outcome.sign_ins > 1, "nobody else signed in at the page"


MISTAKES = ["lost", "doubled", "wrong_author", "reordered"]


@pytest.mark.parametrize(
    "mistake",
    [pytest.param(one, marks=pytest.mark.slow if one != "lost" else ()) for one in MISTAKES],
)
def test_a_careless_server_is_found_out(
    cast: Cast, connection: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: str
) -> None:
    monkeypatch.setenv("CARELESS", mistake)
    plan = Plan(tablets=3, notes=150, page=0, kills=0, seconds=20, share=0.1)
    found = Weather(plan, cast, tmp_path, Careless).pass_over(connection).found
    assert getattr(found, mistake) > 0, found
    assert not found.right


def test_fewer_than_asked_for_is_not_right(cast: Cast, connection: str, tmp_path: Path) -> None:
    plan = Plan(tablets=1, notes=5000, page=0, kills=0, seconds=2)
    outcome = in_short(plan, cast, connection, tmp_path)
    assert outcome.found.received < 5000
    assert not outcome.right
