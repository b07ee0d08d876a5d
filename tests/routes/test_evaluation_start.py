"""An evaluation begins where its check stands: on Vandaag and on the page of the person."""

from datetime import date, time

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind
from pwa.models import Evaluation
from pwa.services import evaluations
from tests import lawclock_case
from tests.browse import fields
from tests.evaluation_case import Case, quick_pdf

DUE = date(2026, 10, 27)


def on(day):
    return clock.at(clock.at_local(day, time(10)))


@pytest.fixture
def karel(cast):
    return lawclock_case.arrive(cast)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("supervisor_a", "/vandaag/"),
        ("supervisor_a", "/plaatsingen/{}"),
        ("coach_1", "/plaatsingen/{}"),
    ],
)
def test_a_due_evaluation_is_offered_with_its_kind_filled_in(browse, karel, who, path):
    with on(DUE):
        page = browse(who).get(path.format(karel.id))
        begin = f"/plaatsingen/{karel.id}/evaluaties/nieuw?soort=final"
        assert begin in page.links()
        form = browse(who).get(begin)
        assert form.submit("Beginnen").status == 303
        assert Evaluation.get().kind == "final"
        assert begin not in browse(who).get(path.format(karel.id)).links()


def test_before_its_time_it_is_not_pushed_on_anybody(browse, karel):
    with on(date(2026, 6, 1)):
        for path in ("/vandaag/", f"/plaatsingen/{karel.id}"):
            links = browse("supervisor_a").get(path).links()
            assert not any(str(karel.id) in one and "soort=" in one for one in links)


@pytest.mark.parametrize("asked", ["", "onzin", "draft"])
def test_another_kind_in_the_address_changes_nothing(browse, karel, asked):
    with on(DUE):
        page = browse("supervisor_a").get(f"/plaatsingen/{karel.id}/evaluaties/nieuw?soort={asked}")
    assert page.status == 200


def days_in(page):
    given = fields(page.form("Beginnen"))
    return given["from_on"], given["to_on"]


def test_another_kind_brings_its_own_first_day_and_keeps_what_was_typed(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast, EvaluationKind.INTERIM)
    case.to("final")
    path = f"/plaatsingen/{cast.placement_a1.id}/evaluaties/nieuw"
    start = cast.placement_a1.start_on
    with on(date(2026, 4, 1)):
        visitor = browse("supervisor_a")
        whole = visitor.get(f"{path}?kind=final")
        asked = visitor.fragment(f"{path}?kind=interim&from_on={start}&to_on=2026-04-01", "period")
        after = visitor.get(f"{path}?kind=interim&from_on={start}&to_on=2026-04-01")
        typed = visitor.get(f"{path}?kind=interim&from_on=2026-02-02&to_on=2026-03-30")
        odd = visitor.get(f"{path}?kind=interim&from_on=gisteren&to_on=0001-01-01")
    assert days_in(whole) == (str(start), "2026-04-01")
    assert days_in(after) == days_in(odd) == ("2026-03-12", "2026-04-01")
    assert "<form" not in asked.html and "2026-03-12" in asked.html
    assert days_in(typed) == ("2026-02-02", "2026-03-30")


def test_two_of_the_same_kind_are_told_apart_by_their_last_day(browse, cast):
    Case(cast, EvaluationKind.INTERIM)
    assert "tussenevaluatie tot en met wo 11 mrt" in browse("supervisor_a").get("/evaluaties").text


def test_beside_a_correction_a_new_one_begins_with_the_period_that_was_typed(
    browse, cast, monkeypatch
):
    quick_pdf(monkeypatch)
    case = Case(cast, EvaluationKind.INTERIM)
    case.to("final")
    old = evaluations.ask_correction(case.ria, case.ev, "De datum klopt niet.")
    correction = evaluations.supersede(case.coach, old)
    with on(date(2026, 4, 1)):
        page = browse("supervisor_a").get(f"/plaatsingen/{case.placement.id}/evaluaties/nieuw")
        assert "Er is er al een begonnen" not in page.text
        done = page.submit("Beginnen", kind="interim", from_on="2026-03-12", to_on="2026-04-01")
    begun = Evaluation.get(Evaluation.from_on == date(2026, 3, 12))
    assert (begun.state, begun.to_on) == ("draft", date(2026, 4, 1))
    assert str(begun.id) in done.location
    assert Evaluation.get_by_id(correction.id).edition == correction.edition
