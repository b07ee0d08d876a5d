"""The supervisor's form stands on two pages, each of which keeps and asks what is on it."""

import pytest

from pwa.models import Evaluation, Rating
from pwa.services.evaluations import RatingEntry
from tests.evaluation_case import Case


@pytest.fixture
def case(cast):
    return Case(cast)


def url(case, step=""):
    return f"/evaluaties/{case.ev.id}{step}"


def now(case):
    return Evaluation.get_by_id(case.ev.id)


def test_the_second_part_keeps_what_is_on_it_and_says_there_what_is_wrong(browse, case):
    ria = browse("supervisor_a")
    page = ria.get(url(case)).submit("Verder", **{f"level.{case.competences()[0].code}": "3"})
    assert page.location == url(case, "/woorden")
    page = page.follow().submit("Bewaren", points="Meten.", **{"action_who.0": "Ria"})
    assert page.status == 422
    assert "Afspraak 1, Wat spreken jullie af? Schrijf ook wat" in page.text
    page = page.submit("Bewaren", **{"action.0": "Bellen"})
    assert page.location == url(case, "/woorden")
    assert (now(case).points, Rating.get().level) == ("Meten.", 3)


def test_what_is_missing_in_the_first_part_is_asked_there(browse, case):
    case.to("discussed")
    first = case.competences()[0]
    case.save(case.content(ratings=[RatingEntry(first.id, 4)]))
    page = browse("supervisor_a").get(url(case, "/woorden"))
    page = page.submit("Vastleggen en ondertekenen", points="Meten.")
    assert page.status == 422
    assert f"{first.label}: bij de laagste" in page.text
    assert now(case).points == "Meten."
    page = page.submit("Verder", **{f"level.{first.code}": "3"}).follow()
    page = page.submit("Vastleggen en ondertekenen")
    assert page.status == 303, page.text


def test_what_freezing_asks_later_stands_beside_ready_for_the_talk_and_stops_nothing(browse, case):
    first = case.competences()[0]
    case.save(case.content(ratings=[RatingEntry(first.id, 4)], advice=None))
    page = browse("supervisor_a").get(url(case, "/woorden"))
    assert "Bij het vastleggen moet het er staan" in page.text
    assert f"{first.label}: bij de laagste" in page.text
    assert {url(case, f"#line.{first.code}"), "#advice"} <= set(page.links())
    assert page.submit("Klaar voor het gesprek").status == 303
    assert now(case).state == "ready"


def test_what_freezing_asks_follows_each_save(browse, case):
    case.save(case.content(advice=None))
    visitor, auto = browse("supervisor_a"), {"X-Opstap-Autosave": "1"}
    sent = {"edition": case.ev.edition, "advice": "stop", "advice.reason": "Past niet."}
    told = visitor.post(url(case, "/woorden"), sent, headers=auto).answer.json
    assert told["missing"] == []
    sent |= {"edition": told["edition"], "advice.reason": ""}
    told = visitor.post(url(case, "/woorden"), sent, headers=auto).answer.json
    assert [href for _words, href in told["missing"]] == ["#advice.reason"]
