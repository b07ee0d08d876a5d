"""The coach changes days, goals and people of an offered agreement, looked at before it counts."""

from datetime import date, time

import pytest

from pwa import clock
from pwa.services import extensions, replanning
from pwa.services.extensions import Extending
from tests.agreement_case import AGREED, Case
from tests.evaluation_case import quick_pdf
from tests.people import EVERY_DAY

LOOK, YES = "Bekijk wat er verandert", "Ja, zo aanbieden"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.fixture
def case(cast):
    return Case(cast).offered()


@pytest.fixture
def form(browse, case):
    return browse("coach_1").get(f"{case.path}/plan")


def value(page, name):
    (field,) = page.find(f".//*[@name='{name}']")
    return field.get("value") or "".join(field.itertext()).strip()


def test_the_form_opens_with_what_is_agreed_and_is_found_from_the_agreement(form, case, browse):
    assert f"{case.path}/plan" in browse("coach_1").get(case.path).links()
    assert (value(form, "start_on"), value(form, "goal_1")) == ("2026-07-06", AGREED.goals[0])
    assert value(form, "mon_start") == "7:30" and value(form, "mon_break") == "30"
    chosen = form.find(".//select[@name='supervisor']/option[@selected]")
    assert chosen[0].get("value") == str(case.cast.supervisor_a.id)


def test_old_stands_beside_new_and_whose_signature_falls_away(form, case, browse):
    case.sign("candidate_a1")
    form = browse("coach_1").get(form.path)
    page = form.submit(LOOK, start_on="2026-07-13", goal_2="Zelf inpakken.", fri_on=None)
    text = page.text
    assert "De handtekening van Amina El Idrissi vervalt." in text
    assert "Eerste dag Was: maandag 6 juli Wordt: maandag 13 juli" in text
    assert "Zelf inpakken." in text and "Dagen en tijden" in text
    assert case.agreement.version == 1, "it does not count yet"
    page = page.submit(YES).follow()
    assert "Er ligt een nieuwe versie klaar" in page.text
    for who in ("candidate_a1", "employer_a", "supervisor_a"):
        seen = browse(who).get(case.path).text
        assert "Wat er anders is dan in versie 1" in seen and "maandag 13 juli" in seen
    assert "Was: maandag 6 juli" in browse("candidate_a1").get(case.path).text
    assert "De inhoud is veranderd in versie 2." in page.text


def test_looking_can_go_back_with_everything_typed(form):
    page = form.submit(LOOK, goal_1="Iets anders leren.").submit("Nee, iets veranderen")
    assert value(page, "goal_1") == "Iets anders leren."


def test_a_warning_asks_its_reason_on_the_page(form, case):
    days = {"start_on": "2026-06-01", "end_on": "2026-07-20"}
    page = form.submit(LOOK, **days)
    assert page.status == 422 and "heeft de kandidaat in deze tijd ook een plek." in page.text
    why = {"reason_overlap": "De andere plek stopt.", "reason_places_full": "Een tafel erbij."}
    page = page.submit(LOOK, **why)
    assert "De andere plek stopt." in page.text
    assert page.submit(YES).status == 303
    again = form.visitor.get(form.path)
    assert "De andere plek stopt." in again.html, "the reason need not be typed again"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end_on": "2026-01-01"}, "Het einde ligt voor het begin."),
        ({"start_on": "morgen"}, "Dit is geen datum."),
        ({"mon_end": "25:00"}, "tijd"),
        ({"supervisor": "new"}, "Dit kennen we niet."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(form, changes, said):
    page = form.submit(LOOK, goal_1="Blijft staan.", **changes)
    assert page.status == 422 and said in page.text and value(page, "goal_1") == "Blijft staan."


def test_two_coaches_at_once_see_what_stands_now(form, case, cast):
    other = replanning.Replan(
        date(2026, 7, 8), AGREED.end_on, EVERY_DAY, AGREED.goals, cast.colleague.id
    )
    coach, seen = cast.as_("coach_1"), replanning.mark(case.agreement, case.placement)
    replanning.replan(coach, case.placement, other, seen)
    page = form.submit(LOOK, goal_1="Van mij.")
    assert page.status == 409 and "Iemand anders heeft dit net veranderd" in page.text
    assert "Eerste dag: woensdag 8 juli" in page.text and value(page, "goal_1") == "Van mij."
    assert page.submit(LOOK).submit(YES).status == 303


def test_what_runs_already_is_changed_elsewhere(form, case, cast):
    with clock.at(clock.at_local(date(2026, 8, 3), time(10))):
        longer = Extending(date(2026, 9, 30), "Meer tijd nodig.", "De gemeente weet ervan.")
        extensions.extend(cast.as_("coach_1"), case.placement, longer)
    page = form.visitor.get(form.path)
    assert page.status == 409 and "al stilgezet, verlengd of gestopt" in page.text


def test_nothing_changed_makes_no_version(form, case):
    page = form.submit(LOOK)
    assert "Er is niets veranderd." in page.text and case.agreement.version == 1
