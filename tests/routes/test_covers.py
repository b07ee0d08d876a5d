"""Handing candidates to another coach, on the coach's own page."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.states import UserState
from pwa.models import AccessLog, CoachCover, User
from pwa.services import people
from tests.browse import Page, Visitor
from tests.people import TODAY, Cast

Browse = Callable[..., Visitor]


@pytest.fixture
def carla(cast: Cast) -> User:
    """Another coach of Kessenbroek."""
    user = people.add_user(None, "Carla Vos", phone="0687654321")
    User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
    people.add_member(None, user, cast.kessenbroek, Role.COACH)
    return user


def fill_in(browse: Browse, carla: User, **typed: str) -> Page:
    page = browse("coach_1").get("/kandidaten-overdragen")
    usual = {"to_coach": str(carla.id), "from_on": str(TODAY), "to_on": str(TODAY)}
    return page.submit("Bekijk wat er gebeurt", **{**usual, **typed})


def test_all_candidates_for_a_period_after_a_look(browse: Browse, cast: Cast, carla: User) -> None:
    shown = fill_in(browse, carla)
    assert "Amina El Idrissi" in shown.text
    assert "Jij blijft coach" in shown.text
    assert not CoachCover.select().exists()
    assert shown.submit("Ja, draag over").follow().status == 200
    assert "Je neemt waar voor Anna de Groot." in browse(carla).get("/mijn-kandidaten").text
    assert "Amina" in browse("coach_1").get("/mijn-kandidaten").text


def test_the_candidate_calls_the_one_who_covers(browse: Browse, cast: Cast, carla: User) -> None:
    fill_in(browse, carla).submit("Ja, draag over")
    page = browse("candidate_a1").get("/mijn-voortgang")
    assert "Carla Vos is nu je coach" in page.text
    assert "tel:0687654321" in page.links()
    assert "Carla Vos neemt waar" in browse("supervisor_a").get(
        f"/plaatsingen/{cast.placement_a1.id}"
    ).text  # fmt: skip


def test_reading_of_the_one_who_covers_is_logged_by_name(
    browse: Browse, cast: Cast, carla: User
) -> None:
    fill_in(browse, carla).submit("Ja, draag over")
    page = browse(carla).get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "Deed order 41-207 helemaal zelf." in page.html
    assert AccessLog.select().where(AccessLog.reader_id == carla.id).exists()


def test_one_candidate_for_good_closes_the_door_at_once(
    browse: Browse, cast: Cast, carla: User
) -> None:
    before = browse("coach_1")
    here = f"/plaatsingen/{cast.placement_a1.id}"
    assert before.get(here).status == 200
    shown = fill_in(
        browse, carla, candidates=str(cast.a1_row.id), length="good", from_on="", to_on=""
    )  # fmt: skip
    assert "niet meer openen" in shown.text
    shown.submit("Ja, draag over")
    assert before.get(here).status == 404
    assert browse(carla).get(here).status == 200
    assert before.get(f"/plaatsingen/{cast.placement_a2.id}").status == 200


def test_a_period_can_be_stopped_sooner(browse: Browse, cast: Cast, carla: User) -> None:
    fill_in(browse, carla, candidates=str(cast.a1_row.id)).submit("Ja, draag over")
    assert (
        browse("coach_1").get("/kandidaten-overdragen").submit("Ja, stop de waarneming").status
        == 303
    )
    assert browse(carla).get(f"/plaatsingen/{cast.placement_a1.id}").status == 404


def test_two_periods_that_share_a_day_are_said(browse: Browse, cast: Cast, carla: User) -> None:
    fill_in(browse, carla).submit("Ja, draag over")
    answer = fill_in(browse, carla, to_on=str(TODAY + timedelta(days=3)))
    assert answer.status == 422
    assert "neemt al iemand waar" in answer.text


def test_who_covers_has_the_buttons_of_the_coach(browse: Browse, cast: Cast, carla: User) -> None:
    later = TODAY + timedelta(days=7)
    fill_in(browse, carla, from_on=str(later), to_on=str(later)).submit("Ja, draag over")
    with clock.at(clock.at_local(later, time(9))):
        page = browse(carla).get(f"/plaatsingen/{cast.placement_a1.id}")
        assert "Bezoek opschrijven" in page.text
        assert "Wat verandert er?" in page.text
