"""An evaluation begins where its check stands: on Vandaag and on the page of the person."""

from datetime import date, time

import pytest

from pwa import clock
from pwa.models import Evaluation
from tests import lawclock_case

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
