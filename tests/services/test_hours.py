"""Confirmed as it was seen, void when it changes, contested and answered in the open."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import AttendanceCode as Code
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.models import Attendance, AuditEvent, Placement, WeekDispute, WeekHours
from pwa.models.hour_weeks import weeks_of
from pwa.queries.hours import own_week, statement, week_page
from pwa.services import attendance, hours
from pwa.services.hours import DayChange
from tests.pause_case import stood_still
from tests.people import Cast

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def a1(cast: Cast) -> Placement:
    return Placement.with_people().where(Placement.id == cast.placement_a1.id).get()


def fill(cast: Cast, placement: Placement, n: int, code: Code = Code.PRESENT, **facts: int) -> None:
    attendance.fill(cast.as_("supervisor_a"), placement, MONDAY + timedelta(days=n), code, **facts)


def fill_week(cast: Cast, placement: Placement) -> None:
    for n in range(7):
        fill(cast, placement, n)


def seen(placement: Placement) -> dict[object, str]:
    return {placement.id: weeks_of([placement], MONDAY, MONDAY)[placement.id, MONDAY].hash}


def confirm(cast: Cast, placement: Placement, who: str = "supervisor_a") -> WeekHours:
    return hours.confirm(cast.as_(who), MONDAY, seen(placement))[0]


def test_a_confirmed_week_stands_with_who_and_when(cast: Cast, a1: Placement) -> None:
    fill_week(cast, a1)
    confirm(cast, a1)
    view = own_week(a1, MONDAY)
    assert view is not None and view.stands and view.confirmed is not None
    assert (view.confirmed.by, view.week.minutes) == ("Sara Jansen", 7 * 480)
    assert AuditEvent.get(AuditEvent.action == "hours.confirm").detail["minutes"] == 3360


def test_a_week_in_a_pause_waits_for_no_confirmation(cast: Cast, a1: Placement) -> None:
    """Nobody can confirm it, since there is nothing in it: the statement would never be final."""
    paused = stood_still(cast, a1, date(2026, 1, 14), date(2026, 1, 26))
    views = statement(paused, date(2026, 2, 2))
    assert [one.week.monday for one in views] == [date(2026, 1, 12), date(2026, 1, 26)]
    assert [one.day.day for one in views[0].week.days] == [12, 13]


def test_confirming_twice_is_confirming_once(cast: Cast, a1: Placement) -> None:
    fill_week(cast, a1)
    assert confirm(cast, a1) == confirm(cast, a1, "substitute")
    assert WeekHours.select().count() == 1


def test_what_nobody_touched_is_not_confirmed_and_makes_it_void_when_filled_in(
    cast: Cast, a1: Placement
) -> None:
    fill(cast, a1, 0)
    row = confirm(cast, a1)
    assert [one["day"] for one in row.days] == ["2026-03-02"]
    fill(cast, a1, 1)
    view = own_week(a1, MONDAY)
    assert view is not None and not view.stands and view.confirmed is not None
    assert [(one.before, one.after.code) for one in view.confirmed.changes if one.after] == [
        (None, Code.PRESENT)
    ]


def test_a_change_afterwards_voids_it_and_a_new_confirmation_keeps_the_old(
    cast: Cast, a1: Placement
) -> None:
    fill_week(cast, a1)
    confirm(cast, a1)
    fill(cast, a1, 2, Code.LEFT_EARLY, actual_minutes=300)
    view = own_week(a1, MONDAY)
    assert view is not None and not view.stands
    assert confirm(cast, a1).edition == 2
    view = own_week(a1, MONDAY)
    assert view is not None and view.stands and view.week.minutes == 6 * 480 + 300
    assert WeekHours.select().count() == 2


def test_only_what_was_seen_is_confirmed(cast: Cast, a1: Placement) -> None:
    fill_week(cast, a1)
    old = seen(a1)
    fill(cast, a1, 2, Code.LATE)
    with pytest.raises(Stale):
        hours.confirm(cast.as_("supervisor_a"), MONDAY, old)
    assert WeekHours.select().count() == 0


def test_nothing_is_confirmed_before_the_last_day_or_when_nothing_was_filled_in(
    cast: Cast, a1: Placement
) -> None:
    by = cast.as_("supervisor_a")
    with pytest.raises(NotAllowed, match="nothing_filled"):
        hours.confirm(by, MONDAY, seen(a1))
    with clock.at(clock.at_local(SUNDAY - timedelta(days=1), clock.local(clock.now()).time())):
        fill(cast, a1, 0)
        with pytest.raises(NotAllowed, match="week_not_over"):
            hours.confirm(cast.as_("supervisor_a"), MONDAY, seen(a1))


@pytest.mark.parametrize(
    "who", ["former", "colleague", "supervisor_b", "coach_1", "employer_a", "candidate_a1"]
)
def test_only_who_guides_confirms(cast: Cast, a1: Placement, who: str) -> None:
    fill_week(cast, a1)
    with pytest.raises(NotAllowed, match="not_guided"):
        confirm(cast, a1, who)


def test_one_wrong_week_of_several_confirms_none(cast: Cast, a1: Placement) -> None:
    fill_week(cast, a1)
    both = {**seen(a1), cast.placement_b1.id: "x"}
    with pytest.raises(NotAllowed):
        hours.confirm(cast.as_("supervisor_a"), MONDAY, both)
    assert WeekHours.select().count() == 0


def test_a_contested_week_is_confirmed_by_itself_and_only_by_who_saw_what_was_said(
    cast: Cast, a1: Placement
) -> None:
    fill_week(cast, a1)
    by, said = cast.as_("supervisor_a"), contest(cast, a1)
    with pytest.raises(Stale):
        hours.confirm(by, MONDAY, seen(a1))
    assert hours.confirm(by, MONDAY, seen(a1), contested=[said.id])
    assert WeekHours.select().count() == 1


def test_a_week_that_was_contested_meanwhile_confirms_nobody_of_several(
    cast: Cast, a1: Placement
) -> None:
    a2 = Placement.with_people().where(Placement.id == cast.placement_a2.id).get()
    fill_week(cast, a1)
    fill_week(cast, a2)
    both, by = {**seen(a1), **seen(a2)}, cast.as_("supervisor_a")
    said = contest(cast, a1)
    for told in ((), (said.id,)):
        with pytest.raises(Stale):
            hours.confirm(by, MONDAY, both, contested=told)
    assert WeekHours.select().count() == 0
    hours.answer(by, said, "Ik kijk het na.", None)
    assert len(hours.confirm(by, MONDAY, both)) == 2


def test_the_button_for_all_leaves_a_contested_week_out_until_it_was_answered(
    cast: Cast, a1: Placement
) -> None:
    fill_week(cast, a1)
    by, said = cast.as_("supervisor_a"), contest(cast, a1)
    page = week_page(by, MONDAY)
    assert page.without_gaps == () and page.people[0].may_confirm
    hours.answer(by, said, "Ik kijk het na.", None)
    assert len(week_page(by, MONDAY).without_gaps) == 1


def contest(cast: Cast, a1: Placement, text: str = "Dinsdag was ik er.") -> WeekDispute:
    return hours.contest(cast.as_("candidate_a1"), a1, uuid7(), MONDAY, text)


def test_the_same_sentence_sent_twice_is_one(cast: Cast, a1: Placement) -> None:
    id, amina = uuid7(), cast.as_("candidate_a1")
    first = hours.contest(amina, a1, id, MONDAY, "Dinsdag was ik er.")
    assert hours.contest(amina, a1, id, MONDAY, "Dinsdag was ik er.") == first
    with pytest.raises(NotAllowed, match="id_reused"):
        hours.contest(amina, a1, id, MONDAY, "Woensdag ook.")
    assert WeekDispute.select().count() == 1


@pytest.mark.parametrize(
    ("monday", "text", "error"),
    [
        (MONDAY, "", BadInput),
        (MONDAY, "x" * 601, BadInput),
        (date(2026, 3, 16), "Te vroeg", NotAllowed),
        (date(2026, 1, 5), "Te lang geleden", NotAllowed),
        (date(2026, 3, 3), "Een dinsdag", NotAllowed),
    ],
)
def test_a_sentence_is_about_a_week_that_was_worked(
    cast: Cast, a1: Placement, monday: date, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        hours.contest(cast.as_("candidate_a1"), a1, uuid7(), monday, text)


def test_an_answer_may_put_a_day_right_and_both_stay_visible(cast: Cast, a1: Placement) -> None:
    fill(cast, a1, 1, Code.ABSENT_REPORTED)
    confirm(cast, a1)
    row = contest(cast, a1)
    change = DayChange(uuid7(), MONDAY + timedelta(days=1), Code.PRESENT)
    hours.answer(cast.as_("supervisor_a"), row, "Klopt, mijn fout.", change)
    assert Attendance.get().code is Code.PRESENT
    view = own_week(a1, MONDAY)
    assert view is not None and not view.stands and not view.waits
    said = view.contested[0]
    assert (said.text, said.answer, said.answered_by) == (
        "Dinsdag was ik er.", "Klopt, mijn fout.", "Sara Jansen"
    )  # fmt: skip
    assert said.change and (said.change.before, said.change.after) == (
        Code.ABSENT_REPORTED, Code.PRESENT
    )  # fmt: skip


def test_who_answers_second_changes_nothing(cast: Cast, a1: Placement) -> None:
    fill(cast, a1, 1)
    row = contest(cast, a1)
    by = cast.as_("supervisor_a")
    first = hours.answer(by, row, "Ik kijk het na.", None)
    assert hours.answer(by, row, "Ik kijk het na.", None) == first
    change = DayChange(uuid7(), MONDAY + timedelta(days=1), Code.LATE)
    with pytest.raises(Stale):
        hours.answer(cast.as_("substitute"), row, "Ook ik.", change)
    assert WeekDispute.get().answer == "Ik kijk het na." and Attendance.get().code is Code.PRESENT


def test_an_answer_says_something_about_that_week(cast: Cast, a1: Placement) -> None:
    row, by = contest(cast, a1), cast.as_("supervisor_a")
    with pytest.raises(BadInput):
        hours.answer(by, row, "", None)
    with pytest.raises(BadInput):
        hours.answer(by, row, "", DayChange(uuid7(), MONDAY + timedelta(days=8), Code.PRESENT))
    assert WeekDispute.get().answered_at is None


def test_last_week_is_shown_as_long_as_something_waits_there(cast: Cast, a1: Placement) -> None:
    fill_week(cast, a1)
    page = week_page(cast.as_("supervisor_a"), None)
    assert page.monday == MONDAY
    assert [one.name for one in page.without_gaps] == ["Amina El Idrissi"]
    confirm(cast, a1)
    assert week_page(cast.as_("supervisor_a"), None).monday == date(2026, 3, 9)
    contest(cast, a1)
    assert week_page(cast.as_("supervisor_a"), None).monday == MONDAY
