"""A supervisor's day: who is there, what waits, what is near; in four queries."""

from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import AttendanceCode as Code
from pwa.models import ClosedDay, Placement, RuleProfileRow, Tile
from pwa.queries.tiles import board
from pwa.queries.today import today
from pwa.services import attendance, handovers, note_changes
from tests.people import END, NOW, TODAY, Cast, write_note


def names(cast: Cast, who: str) -> list[str]:
    return [one.name for one in today(cast.as_(who)).people]


def test_everyone_whom_one_guides_today_is_there(cast: Cast) -> None:
    assert names(cast, "supervisor_a") == ["Amina El Idrissi", "Willem de Boer"]
    assert names(cast, "substitute") == ["Amina El Idrissi"]
    assert names(cast, "former") == []


def test_it_takes_four_queries(cast: Cast, watch) -> None:
    person = cast.as_("supervisor_a")
    write_note(cast, "supervisor_a", "a1", "Werkte netjes.")
    with watch.counting() as seen:
        today(person)
    assert len(seen.queries) <= 4, seen.queries


def test_a_day_is_done_with_attendance_and_a_note(cast: Cast) -> None:
    a1 = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    a2 = Placement.with_people().where(Placement.id == cast.placement_a2.id).get()
    by = cast.as_("supervisor_a")
    write_note(cast, "supervisor_a", "a1", "Werkte netjes.")
    assert not today(by).people[0].done
    attendance.fill(by, a1, TODAY, Code.PRESENT)
    assert today(by).people[0].done
    assert not today(by).ready
    attendance.fill(by, a2, TODAY, Code.ABSENT_REPORTED)
    assert today(by).ready


def test_a_note_that_was_undone_still_wants_a_note(cast: Cast) -> None:
    note = write_note(cast, "supervisor_a", "a1", "Verkeerd.")
    note_changes.withdraw(cast.as_("supervisor_a"), note)
    assert today(cast.as_("supervisor_a")).to_note == 2


def test_an_untouched_day_is_not_filled_in(cast: Cast) -> None:
    assert [one.code for one in today(cast.as_("supervisor_a")).people] == [None, None]


def test_on_a_closed_day_nobody_is_scheduled_but_can_be_found(cast: Cast) -> None:
    ClosedDay.create(organisation=cast.company_a, day=TODAY)
    view = today(cast.as_("supervisor_a"))
    assert view.people == ()
    assert len(view.others) == 2


def test_what_a_colleague_left_is_there_until_read(cast: Cast) -> None:
    line = today(cast.as_("supervisor_a")).lines[0]
    assert (line.author, line.text) == ("Tom Bakker", "Dozen laag stapelen.")
    assert line.made_at == NOW - timedelta(hours=18)
    assert today(cast.as_("substitute")).lines == ()
    handovers.acknowledge(cast.as_("supervisor_a"), cast.handover_a1)
    assert today(cast.as_("supervisor_a")).lines == ()


def test_what_still_has_to_be_discussed_counts_working_days(cast: Cast) -> None:
    waiting = today(cast.as_("substitute")).waiting
    assert [(one.name, one.days_left) for one in waiting] == [("Amina El Idrissi", 2)]


def test_a_day_that_is_closed_later_leaves_less_time_for_the_talk(cast: Cast) -> None:
    """The candidate reads it on Saturday all the same: the moment was fixed when it came in."""
    for day in (12, 13):
        ClosedDay.create(organisation=cast.company_a, day=date(2026, 3, day))
    assert [one.days_left for one in today(cast.as_("supervisor_a")).waiting] == [0]


@pytest.mark.parametrize(("before", "shown"), [(29, False), (28, True), (14, True)])
def test_the_end_evaluation_comes_into_sight_two_weeks_before(
    cast: Cast, before: int, shown: bool
) -> None:
    with clock.at(clock.at_local(END - timedelta(days=before), time(10))):
        near = [one.code for one in today(cast.as_("supervisor_a")).near]
    assert ("final" in near) is shown


def test_the_municipalitys_own_rules_count(cast: Cast) -> None:
    rule = {
        "code": "walk", "offset": "weeks_after_start", "n": 9, "repeat": False,
        "who": "supervisor", "nl": "Rondje lopen", "en": "Walk around",
    }  # fmt: skip
    kind = cast.placement_a1.kind
    source = {"nl": "eigen", "en": "own"}
    RuleProfileRow.create(
        municipality=cast.kessenbroek, kind=kind, version=2, made_at=cast.placement_a1.made_at,
        rules={
            "kind": str(kind), "max_months": 6, "max_extension_months": 0,
            "milestones": [rule], "source": source, "extension_note": source,
        },
    )  # fmt: skip
    near = today(cast.as_("supervisor_a")).near
    assert {one.what for one in near} == {"Rondje lopen"}


def test_the_first_six_tiles_follow_use_before_monday_only(cast: Cast) -> None:
    person = cast.as_("supervisor_a")
    before = board(person, cast.handbook_a.id)
    friday, this_week = (one.id for one in before.groups[-1].tiles[:2])
    with clock.at(clock.at_local(date(2026, 3, 6), time(14))):
        write_note(cast, "supervisor_a", "a1", "", date(2026, 3, 6), tile_ids=(friday,))
    write_note(cast, "supervisor_a", "a1", "", TODAY, tile_ids=(this_week,))
    after = board(person, cast.handbook_a.id)
    assert [one.id for one in after.first] == [friday, *(one.id for one in before.first[:5])]
    assert this_week in {one.id for one in after.groups[-1].tiles}


def test_a_hidden_competence_offers_no_tile(cast: Cast) -> None:
    view = board(cast.as_("supervisor_a"), cast.handbook_a.id)
    shown = {t.id for group in view.groups for t in group.tiles} | {t.id for t in view.first}
    for tile in Tile.select().where(Tile.id.in_(list(shown))):
        assert not tile.hidden
        assert not tile.competence.hidden
