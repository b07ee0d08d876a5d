"""Who was there: present only when somebody said so."""

from datetime import timedelta

import pytest

from pwa.domain.enums import AttendanceCode as Code
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import Attendance, AttendanceRevision, Placement
from pwa.services import attendance
from tests.people import TODAY, Cast


@pytest.fixture
def a1(cast: Cast) -> Placement:
    return Placement.with_people().where(Placement.id == cast.placement_a1.id).get()


def test_everyone_is_there_touches_only_who_was_not_filled_in(cast: Cast, a1: Placement) -> None:
    by = cast.as_("supervisor_a")
    attendance.fill(by, a1, TODAY, Code.LATE)
    ids = {cast.placement_a1.id: uuid7(), cast.placement_a2.id: uuid7()}
    attendance.fill_untouched(by, ids, TODAY)
    found = {row.placement_id: row.code for row in Attendance.select()}
    assert found == {cast.placement_a1.id: Code.LATE, cast.placement_a2.id: Code.PRESENT}


def test_closed_sets_everybody_and_each_can_be_changed(cast: Cast, a1: Placement) -> None:
    by = cast.as_("supervisor_a")
    attendance.fill(by, a1, TODAY, Code.PRESENT)
    attendance.company_closed(by, {a1.id: uuid7(), cast.placement_a2.id: uuid7()}, TODAY)
    assert {row.code for row in Attendance.select()} == {Code.COMPANY_CLOSED}
    attendance.fill(by, a1, TODAY, Code.PRESENT)
    assert Attendance.get(Attendance.placement == a1.id).code is Code.PRESENT
    said = [row.code for row in AttendanceRevision.select().order_by(AttendanceRevision.id)]
    assert said == [Code.PRESENT, Code.COMPANY_CLOSED]


def test_a_second_post_of_the_same_fact_changes_nothing(cast: Cast, a1: Placement) -> None:
    by, first, second = cast.as_("supervisor_a"), uuid7(), uuid7()
    attendance.fill(by, a1, TODAY, Code.PRESENT, id=first)
    attendance.fill(by, a1, TODAY, Code.LATE, id=second)
    attendance.fill(by, a1, TODAY, Code.PRESENT, id=first)
    attendance.fill(by, a1, TODAY, Code.LATE, id=second)
    assert Attendance.get().code is Code.LATE
    assert AttendanceRevision.select().count() == 1


def test_the_same_id_for_another_fact_is_refused(cast: Cast, a1: Placement) -> None:
    by, id = cast.as_("supervisor_a"), uuid7()
    attendance.fill(by, a1, TODAY, Code.PRESENT, id=id)
    with pytest.raises(NotAllowed, match="id_reused"):
        attendance.fill(by, a1, TODAY, Code.LATE, id=id)


@pytest.mark.parametrize("who", ["supervisor_b", "former", "coach_1", "candidate_a1"])
def test_only_who_guides_on_that_day_fills_it_in(cast: Cast, a1: Placement, who: str) -> None:
    with pytest.raises(NotAllowed):
        attendance.fill(cast.as_(who), a1, TODAY, Code.PRESENT)
    with pytest.raises(NotAllowed):
        attendance.company_closed(cast.as_(who), {a1.id: uuid7()}, TODAY)


def test_a_day_to_come_and_odd_minutes_are_refused(cast: Cast, a1: Placement) -> None:
    by = cast.as_("supervisor_a")
    with pytest.raises(BadInput):
        attendance.fill(by, a1, TODAY + timedelta(days=1), Code.PRESENT)
    with pytest.raises(BadInput):
        attendance.fill(by, a1, TODAY, Code.LATE, actual_minutes=1441)


def test_one_of_somebody_else_in_the_group_keeps_nothing(cast: Cast) -> None:
    ids = {cast.placement_a1.id: uuid7(), cast.placement_b1.id: uuid7()}
    with pytest.raises(NotAllowed):
        attendance.fill_untouched(cast.as_("supervisor_a"), ids, TODAY)
    assert not Attendance.select().exists()
