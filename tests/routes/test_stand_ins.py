"""Ik ben er niet: a colleague guides for a while, and only for that while."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.running import StopReason
from pwa.models import AuditEvent, Placement, StandIn, Supervision
from pwa.queries.members import people_of
from pwa.services import endings
from pwa.services.endings import Stopping
from tests.browse import Page, Visitor
from tests.people import TODAY, Cast

Browse = Callable[..., Visitor]
MONDAY, FRIDAY = date(2026, 3, 16), date(2026, 3, 20)


def fill_in(page: Page, cast: Cast, who: str = "colleague", **typed: str) -> Page:
    usual = {"from_on": str(MONDAY), "to_on": str(FRIDAY), "colleague": str(getattr(cast, who).id)}
    return page.submit("Bekijk wat er gebeurt", **{**usual, **typed})


def arrange(browse: Browse, cast: Cast, **typed: str) -> None:
    page = browse("supervisor_a").get("/ik-ben-er-niet")
    one = {"people": str(cast.placement_a1.id)}
    assert fill_in(page, cast, **{**one, **typed}).submit("Ja, spreek dit af").status == 303


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (MONDAY - timedelta(days=1), 404),
        (MONDAY, 200),
        (FRIDAY, 200),
        (FRIDAY + timedelta(days=1), 404),
    ],
)
def test_access_begins_and_ends_by_itself(
    browse: Browse, cast: Cast, day: date, status: int
) -> None:
    arrange(browse, cast)
    with clock.at(clock.at_local(day, time(9))):
        visitor = browse("colleague")
        assert visitor.get(f"/plaatsingen/{cast.placement_a1.id}").status == status
        assert ("Amina" in visitor.get("/vandaag/").text) is (status == 200)
        assert browse("supervisor_a").get(f"/plaatsingen/{cast.placement_a1.id}").status == 200


def test_until_an_announced_stop_a_colleague_can_stand_in(browse: Browse, cast: Cast) -> None:
    coach = cast.as_("coach_1")
    row = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    stop = Stopping(FRIDAY, StopReason.OWN_REQUEST, coach.id, TODAY, evaluation=False)
    endings.end_early(coach, row, stop)
    (sara,) = [one for one in people_of(cast.company_a, coach).now if one.name == "Sara Jansen"]
    assert sara.count == 2, "she guides both until then"
    arrange(browse, cast)
    with clock.at(clock.at_local(FRIDAY, time(9))):
        assert "Amina" in browse("colleague").get("/vandaag/").text


def test_everybody_of_these_days_at_once_after_a_look(browse: Browse, cast: Cast) -> None:
    shown = fill_in(browse("supervisor_a").get("/ik-ben-er-niet"), cast, "substitute")
    assert "Amina El Idrissi" in shown.text
    assert "Willem de Boer" in shown.text
    assert not StandIn.select().exists()
    assert "Afgesproken" in shown.submit("Ja, spreek dit af").follow().text
    assert StandIn.select().count() == 2
    assert AuditEvent.select().where(AuditEvent.action == "supervision.stand_in").count() == 2


def test_the_candidate_reads_who_guides_and_when(browse: Browse, cast: Cast) -> None:
    arrange(browse, cast)
    before = browse("candidate_a1").get("/mijn-voortgang").text
    assert "Straks begeleidt Kees Mulder je even" in before
    with clock.at(clock.at_local(MONDAY, time(9))):
        visitor = browse("candidate_a1")
        assert "Kees Mulder begeleidt je nu" in visitor.get("/mijn-voortgang").text
        assert "Kees Mulder" in visitor.get("/mijn-werkplek").text


def test_that_the_main_supervisor_guides_for_a_while_is_no_news(browse: Browse, cast: Cast) -> None:
    """The substitute is away, and Sara guides instead: Amina reads nothing new in that."""
    page = browse("substitute").get("/ik-ben-er-niet")
    one = {"people": str(cast.placement_a1.id)}
    fill_in(page, cast, "supervisor_a", **one).submit("Ja, spreek dit af")
    assert StandIn.select().count() == 1
    assert "begeleidt Sara Jansen je even" not in browse("candidate_a1").get("/mijn-voortgang").text
    assert "in plaats van" not in browse("supervisor_a").get(f"/plaatsingen/{one['people']}").text


def test_the_company_arranges_it_for_a_supervisor(browse: Browse, cast: Cast) -> None:
    page = browse("employer_a").get("/ik-ben-er-niet", query_string={"wie": cast.supervisor_a.id})
    assert "Sara Jansen is er niet" in page.text
    assert fill_in(page, cast).submit("Ja, spreek dit af").status == 303


def test_nobody_is_away_before_the_company_says_who(browse: Browse, cast: Cast) -> None:
    page = browse("employer_a").get("/ik-ben-er-niet")
    assert "Een begeleider is er niet" in page.text
    assert "is er nu niemand" not in page.text and not page.find(".//*[@name='absent']")
    first = page.find(".//*[@name='wie']//option")[0]
    assert (first.attrib["value"], first.text) == ("", "Kies een begeleider")
    assert "Een begeleider is er niet" in page.submit("Kies").text
    page = page.submit("Kies", wie=str(cast.supervisor_a.id))
    assert "Sara Jansen is er niet" in page.text


def test_nobody_arranges_it_for_somebody_elsewhere(browse: Browse, cast: Cast) -> None:
    for who, absent in (("employer_b", "supervisor_a"), ("colleague", "supervisor_a")):
        sent = {
            "absent": str(getattr(cast, absent).id), "people": "all", "step": "sure",
            "colleague": str(cast.substitute.id), "from_on": str(MONDAY), "to_on": str(FRIDAY),
        }  # fmt: skip
        assert browse(who).post("/ik-ben-er-niet", sent).status == 409
    assert not StandIn.select().exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"from_on": "2026-03-10"}, "al geweest"),
        ({"to_on": "2026-03-15"}, "voor het begin"),
        ({"from_on": "2026-03-20", "to_on": "2026-03-21"}, "begeleidt al een collega"),
        ({"from_on": "2026-07-01", "to_on": "2026-07-03"}, "drie maanden"),
    ],
)
def test_days_that_cannot_be_are_said_clearly(
    browse: Browse, cast: Cast, typed: dict[str, str], told: str
) -> None:
    arrange(browse, cast)
    page = browse("supervisor_a").get("/ik-ben-er-niet")
    answer = fill_in(page, cast, people=str(cast.placement_a1.id), **typed)
    assert answer.status == 422
    assert told in answer.text


def test_a_supervisor_of_another_company_cannot_stand_in(browse: Browse, cast: Cast) -> None:
    page = browse("supervisor_a").get("/ik-ben-er-niet")
    assert "Joris Berg" not in page.text
    answer = fill_in(page, cast, "supervisor_b")
    assert answer.status == 422


@pytest.mark.parametrize(("day", "left"), [(TODAY, 0), (FRIDAY, 1)])
def test_back_sooner_ends_it_at_once(browse: Browse, cast: Cast, day: date, left: int) -> None:
    arrange(browse, cast)
    with clock.at(clock.at_local(day, time(9))):
        done = browse("supervisor_a").get("/ik-ben-er-niet").submit("Ja, stop de vervanging")
        assert done.status == 303
        assert browse("colleague").get(f"/plaatsingen/{cast.placement_a1.id}").status == 404
    periods = Supervision.select().where(Supervision.evaluate_until == Supervision.to_on)
    mine = periods.where(Supervision.user == cast.colleague.id)
    assert mine.count() == left


def test_an_extension_leaves_the_colleagues_days_alone(browse: Browse, cast: Cast) -> None:
    arrange(browse, cast)
    page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}/verlengen")
    page.submit("Bekijk wat er", to_on="2026-07-31", reason="Nog oefenen.").submit("Ja, verleng")
    row = StandIn.select(StandIn, Supervision).join(Supervision).get()
    assert row.supervision.to_on == FRIDAY
