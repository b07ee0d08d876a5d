"""What a candidate looks back on: each thing, who was there, own days and visits."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.ids import uuid7
from pwa.models import CandidateDay, VisitNote
from pwa.models.attendance_facts import days_of
from pwa.queries.looking_back import looking_back
from pwa.queries.placement_show import placement_page
from pwa.services import own_days
from tests.evaluation_case import Case, quick_pdf
from tests.pause_case import stood_still
from tests.people import NOW, TODAY, write_note
from tests.queries.test_progress import seen, tile

pytestmark = pytest.mark.usefixtures("connection")


def back(cast, before=None):
    return looking_back(cast.as_("candidate_a1"), cast.placement_a1, "nl", before)


def test_the_line_of_a_thing_has_its_sentences_and_levels_and_no_number_of_them(cast, monkeypatch):
    quick_pdf(monkeypatch)
    one = tile(cast)
    with clock.at(NOW - timedelta(days=2)):
        write_note(cast, "supervisor_a", "a1", "", TODAY - timedelta(days=2), tile_ids=(one.id,))
    case = Case(cast)
    assert all(not line.points for line in back(cast).lines), "a draft is not read yet"
    case.to("signing")
    line = back(cast).lines[0]
    assert line.points == ((date(2026, 3, 11), 3),)
    assert [mark.label for _day, mark in line.sentences] == [one.sentence]
    assert not hasattr(line, "average")


def test_days_of_an_earlier_pause_stay_free_when_the_next_one_comes(cast):
    """On the own page, on the page of the place and in what is signed."""
    first, second = date(2026, 2, 24), date(2026, 3, 3)
    for day in (first, second):
        place = stood_still(cast, cast.placement_a1, day, day + timedelta(days=2))
    free = {first, first + timedelta(days=1), second, second + timedelta(days=1)}
    own = {one.day for one in looking_back(cast.as_("candidate_a1"), place, "nl").presence}
    shown = placement_page(cast.as_("supervisor_a"), place, None).charts.days
    signed = days_of(place, place.start_on, TODAY, TODAY)
    for days in (own, dict(shown), dict(signed)):
        assert first - timedelta(days=1) in days and not free & set(days)


def test_days_on_which_nobody_filled_anything_in_stay_open(cast):
    presence = back(cast).presence
    assert presence[0].day == TODAY and presence[-1].day == date(2026, 2, 23)
    assert {one.code for one in presence} == {None}


def test_no_own_day_falls_between_two_pages_and_only_the_newest_stand_with_today(cast):
    days = [TODAY - timedelta(days=n) for n in range(25)]
    for day in days:
        with clock.at(clock.at_local(day, NOW.time())):
            amina = cast.as_("candidate_a1")
            own_days.write(amina, cast.placement_a1, day, 1, f"Dag {day}.", id=uuid7())
    one = back(cast)
    two = back(cast, one.older)
    assert [row.day for row in (*one.own_days, *two.own_days)] == days
    assert len(one.own_days) == 20 and two.older is None
    assert [row.day for row in seen(cast).own_days] == days[:3]


def test_visits_come_newest_first_and_two_of_them_stand_with_today(cast):
    about = {"placement": cast.placement_a1, "author": cast.coach_1}
    for n in (5, 9, 3):
        VisitNote.create(day=TODAY - timedelta(days=n), text=f"Bezoek {n}.", **about)
    assert [one.text for one in back(cast).visits] == ["Bezoek 3.", "Bezoek 5.", "Bezoek 9."]
    assert [one.text for one in seen(cast).visits] == ["Bezoek 3.", "Bezoek 5."]


def test_what_others_wrote_about_somebody_else_is_not_there(cast):
    about = {"day": TODAY, "text": "Van een ander.", "made_at": NOW}
    VisitNote.create(placement=cast.placement_a2, author=cast.coach_1, **about)
    CandidateDay.create(placement=cast.placement_a2, face=1, body_hash="-", **about)
    write_note(cast, "supervisor_a", "a2", "", tile_ids=(tile(cast).id,))
    view = back(cast)
    assert (view.own_days, view.visits, view.lines) == ((), (), ())
