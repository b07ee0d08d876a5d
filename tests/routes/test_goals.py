"""A goal is ticked off by who sees the work, and stands so for everybody."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.ids import uuid7
from pwa.models import AuditEvent, Goal
from pwa.models.evaluation_content import gather
from tests.evaluation_case import Case
from tests.people import NOW


@pytest.fixture
def goal(cast):
    return Goal.get(Goal.placement == cast.placement_a1)


def page_of(browse, cast, who):
    return browse(who).get(f"/plaatsingen/{cast.placement_a1.id}")


@pytest.mark.parametrize("who", ["supervisor_a", "substitute", "coach_1"])
def test_who_sees_the_work_says_that_a_goal_was_reached(browse, cast, goal, who):
    page = page_of(browse, cast, who).submit(f"Gehaald: {goal.text}").follow()
    assert "Gehaald. Mooi." in page.text and "Gehaald op wo 11 mrt" in page.text
    assert Goal.get_by_id(goal.id).reached_on == clock.today()
    assert "Gehaald" in browse("candidate_a1").get("/mijn-voortgang").html
    assert AuditEvent.select().where(AuditEvent.action == "goal.reached").count() == 1
    page = page.submit(f"Toch niet: {goal.text}").follow()
    assert "Het doel staat weer open." in page.text
    assert Goal.get_by_id(goal.id).reached_on is None


def test_the_first_day_stays_when_two_say_it(browse, cast, goal):
    first, second = (page_of(browse, cast, who) for who in ("supervisor_a", "coach_1"))
    first.submit("Gehaald")
    with clock.at(NOW + timedelta(days=1)):
        second.submit("Gehaald")
    assert Goal.get_by_id(goal.id).reached_on == NOW.date()
    assert AuditEvent.select().where(AuditEvent.action == "goal.reached").count() == 1


def test_a_goal_of_somebody_else_or_of_before_a_new_plan_is_left_alone(browse, cast, goal):
    page = page_of(browse, cast, "supervisor_a")
    other = Goal.get(Goal.placement == cast.placement_b1)
    path = f"/plaatsingen/{cast.placement_a1.id}/doelen"
    for id_ in (other.id, uuid7(), "x"):
        said = page.visitor.post(path, {"goal": id_, "reached": "yes"}).follow()
        assert "Iemand anders heeft dit net veranderd." in said.text
    assert Goal.select().where(Goal.reached_on.is_null(False)).count() == 0


def test_an_evaluation_says_since_when_and_the_coach_misses_it_no_more(browse, cast, goal):
    case = Case(cast)
    case.to("discussed")
    ria = browse("supervisor_a")
    ria.get(f"/plaatsingen/{cast.placement_a1.id}").submit("Gehaald")
    assert {"text": goal.text, "reached_on": "2026-03-11"} in gather(case.ev)["goals"]
    for step in (case._signing, case._seen, case._decided):
        step()
    assert "Dit doel staat nog open" not in browse("coach_1").get(f"/evaluaties/{case.ev.id}").text
