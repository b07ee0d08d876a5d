"""A link lets one person in, once; looking at it uses nothing up."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import User
from pwa.services import people
from tests.people import NOW

PASSWORD = {"way": "password", "login": "amina", "password": "een lange zin"}


def link(cast, who="candidate_a1"):
    return "/uitnodiging/" + people.invite(cast.as_("coach_1"), cast.user(who))


def test_looking_as_often_as_a_preview_does_uses_nothing_up(browse, cast):
    where, stranger = link(cast), browse()
    assert [stranger.get(where).status for _ in range(5)] == [200] * 5
    stranger.checks = False  # it became Amina's browser, in which her notes may be read
    page = stranger.post(where, PASSWORD)
    assert page.follow().follow().status == 200


@pytest.mark.parametrize("choice", [PASSWORD, {"way": "pin", "pin": "839 201"}])
def test_a_link_works_once_and_then_says_whom_to_ask(browse, cast, choice):
    where = link(cast)
    assert browse().post(where, choice).status == 303
    for again in (browse().get(where), browse().post(where, choice)):
        assert again.status == 410
        assert "Anna de Groot" in again.text


def test_after_three_days_it_is_over(browse, cast):
    where = link(cast)
    with clock.at(NOW + timedelta(hours=71, minutes=59)):
        assert browse().get(where).status == 200
    with clock.at(NOW + timedelta(hours=72)):
        assert browse().get(where).status == 410
        assert browse().post(where, PASSWORD).status == 410


def test_guessing_a_token_is_refused_and_then_stopped(browse, cast):
    stranger = browse()
    statuses = [stranger.get(f"/uitnodiging/guess-{n}").status for n in range(61)]
    assert statuses == [410] * 60 + [429]


@pytest.mark.parametrize(
    ("choice", "at"),
    [
        ({"way": "pin", "pin": "123456"}, "pin"),
        ({"way": "pin", "pin": ""}, "pin"),
        ({"way": "pin", "pin": "😀😀😀😀😀😀"}, "pin"),
        ({**PASSWORD, "password": "kort"}, "password"),
        ({**PASSWORD, "login": "een lange zin"}, "password"),
        ({**PASSWORD, "login": ""}, "login"),
        ({**PASSWORD, "login": "a" * 121}, "login"),
    ],
)
def test_a_wrong_choice_gets_its_sentence_and_the_link_stays(browse, cast, choice, at):
    where = link(cast)
    page = browse().post(where, choice)
    assert (page.status, f"#{at}" in page.links()) == (422, True)
    assert browse().post(where, PASSWORD).status == 303


def test_the_login_of_somebody_else_stays_theirs(browse, cast):
    User.update(login="amina").where(User.id == cast.supervisor_a.id).execute()
    page = browse().post(link(cast), PASSWORD)
    assert (page.status, "#login" in page.links()) == (422, True)
    assert page.find(".//input[@id='login']")[0].get("value") == "amina"


def test_a_supervisor_gets_a_password_and_a_proposed_login(browse, cast):
    page = browse().get(link(cast, "supervisor_a"))
    assert not page.find(".//input[@id='pin']")
    assert page.find(".//input[@id='login']")[0].get("value") == "sara.jansen"
    assert browse().post(link(cast, "supervisor_a"), {"way": "pin", "pin": "839201"}).status == 410


@pytest.mark.parametrize(
    ("name", "login"),
    [("Łucja Świątek", "lucja.swiatek"), ("محمد علي", ""), ("ሳራ", ""), ("Jo", "jo")],
)
def test_a_login_is_proposed_where_the_name_can_be_typed(cast, name, login):
    assert people.proposed_login(User(name=name)) == login


def test_a_proposed_login_is_free(cast):
    people.add_user(None, "Sara Jansen", login="sara.jansen")
    assert people.proposed_login(cast.supervisor_a) == "sara.jansen2"


def test_whoever_is_signed_in_already_is_told_and_becomes_the_other(browse, cast):
    coach, where = browse("coach_1"), link(cast)
    assert "Jij bent hier Anna de Groot" in coach.get(where).text
    coach.post(where, PASSWORD)
    assert "Amina El Idrissi" in coach.get("/account/").text


def test_only_people_of_the_placement_get_a_new_link(browse, cast):
    where = f"/plaatsingen/{cast.placement_a1.id}/mensen"
    coach = browse("coach_1")
    for other in ("candidate_b1", "supervisor_b", "coach_2", "colleague", "employer_a"):
        assert coach.post(where, {"user": cast.user(other).id}).status == 404
    page = coach.post(where, {"user": cast.supervisor_a.id}).follow()
    assert page.html.count("/uitnodiging/") == 1
