from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput
from pwa.domain.notes import (
    NoteWindow,
    check_day,
    days_left_to_discuss,
    days_to_choose,
    discuss_by,
    free_edit_until,
    handover_expires,
    needs_note,
    shared_from,
    text_problems,
    undo_until,
)
from pwa.domain.periods import AMSTERDAM
from pwa.domain.schedule import Shift, WeekSchedule
from pwa.domain.states import NoteVisibility, PlacementState
from pwa.domain.workdays import WorkCalendar

CALENDAR = WorkCalendar()
DIRECT, DISCUSS = NoteVisibility.DIRECT, NoteVisibility.DISCUSS_FIRST
START, END = date(2026, 3, 2), date(2026, 5, 1)
SATURDAYS = WeekSchedule.of({5: Shift(time(8), time(12))})

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def window(state=PlacementState.ACTIVE, schedule=WeekSchedule()):  # noqa: B008 (frozen)
    return NoteWindow(state, START, END, schedule, CALENDAR)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "tiles", "problems"),
    [
        ("", True, {}),
        ("Goed gewerkt.", False, {}),
        ("  \n", False, {"text": "nothing_written"}),
        ("a" * 600, False, {}),
        ("a" * 601, True, {"text": "too_long"}),
    ],
)
def test_a_note_has_a_tile_or_a_sentence_of_at_most_600_characters(text, tiles, problems):
    assert text_problems(text, has_tiles=tiles) == problems


@pytest.mark.parametrize(
    ("day", "today", "code"),
    [
        ("2026-03-04", "2026-03-03", "day_in_future"),
        ("2026-02-27", "2026-03-03", "day_before_start"),
        ("2026-05-04", "2026-05-04", "day_after_end"),
        ("2026-03-07", "2026-03-10", "day_not_worked"),
        ("2026-04-06", "2026-04-10", "day_not_worked"),
        ("2026-05-01", "2026-05-07", "day_after_end"),
        ("1000-01-01", "2026-03-03", "day_before_start"),
        ("9999-12-31", "2026-03-03", "day_in_future"),
    ],
)
def test_a_day_that_a_note_cannot_be_about(day, today, code):
    with pytest.raises(BadInput) as refused:
        check_day(date.fromisoformat(day), date.fromisoformat(today), window())
    assert refused.value.fields == {"day": code}


@pytest.mark.parametrize(
    ("day", "today", "late"),
    [
        ("2026-03-02", "2026-03-02", False),
        ("2026-03-03", "2026-03-06", False),
        ("2026-03-07", "2026-03-07", False),
        ("2026-05-01", "2026-05-01", False),
        ("2026-05-01", "2026-05-02", True),
        ("2026-04-30", "2026-05-06", True),
    ],
)
def test_a_day_that_a_note_can_be_about(day, today, late):
    assert check_day(date.fromisoformat(day), date.fromisoformat(today), window()) is late


def test_a_saturday_counts_for_who_is_scheduled_then():
    assert not check_day(date(2026, 3, 7), date(2026, 3, 9), window(schedule=SATURDAYS))


@pytest.mark.parametrize("state", list(PlacementState))
def test_a_running_a_paused_or_a_just_ended_placement_takes_notes(state):
    open_ = {"active", "paused", "closing", "completed", "ended_early"}
    assert window(state).takes_notes(date(2026, 4, 1)) is (state in open_)


def test_the_form_offers_today_and_the_last_worked_days():
    chosen = days_to_choose(date(2026, 3, 9), window(), most=3)
    assert [day.isoformat() for day in chosen] == ["2026-03-09", "2026-03-06", "2026-03-05"]
    assert days_to_choose(START, window()) == (START,)


@pytest.mark.parametrize("code", [None, *AttendanceCode])
def test_who_was_not_there_needs_no_note(code):
    here = {None, AttendanceCode.PRESENT, AttendanceCode.LATE, AttendanceCode.LEFT_EARLY}
    assert needs_note(code) is (code in here)


def test_a_direct_note_is_shared_after_ten_minutes():
    received = local("2026-03-02 14:32")
    assert shared_from(DIRECT, received, START, CALENDAR) == local("2026-03-02 14:42")
    assert undo_until(received) == local("2026-03-02 14:42")


@pytest.mark.parametrize(
    ("discussed", "shared"),
    [
        (None, "2026-03-06 00:00"),
        ("2026-03-03 11:00", "2026-03-03 11:00"),
        ("2026-03-02 14:35", "2026-03-02 14:42"),
        ("2026-03-09 11:00", "2026-03-06 00:00"),
    ],
)
def test_a_hard_note_waits_for_the_talk_but_no_longer_than_three_working_days(discussed, shared):
    moment = discussed and local(discussed)
    found = shared_from(
        DISCUSS, local("2026-03-02 14:32"), START, CALENDAR, discussed_at=moment
    )  # fmt: skip
    assert found == local(shared)


def test_a_hard_note_made_long_after_its_day_still_has_its_ten_minutes():
    received = local("2026-03-20 10:00")
    assert shared_from(DISCUSS, received, START, CALENDAR) == local("2026-03-20 10:10")


@given(st.sampled_from(list(NoteVisibility)), moments, st.dates(date(2026, 1, 1), date(2027, 1, 1)),
       st.none() | moments)  # fmt: skip
def test_no_note_is_shared_within_the_time_of_undo(visibility, received, day, discussed):
    found = shared_from(visibility, received, day, CALENDAR, discussed_at=discussed)
    assert found >= undo_until(received)


@pytest.mark.parametrize(
    ("today", "left"), [("2026-03-06", 3), ("2026-03-07", 3), ("2026-03-09", 2), ("2026-03-11", 0),
                        ("2026-03-20", 0)]
)  # fmt: skip
def test_days_left_for_the_talk_are_working_days(today, left):
    friday = date(2026, 3, 6)
    assert discuss_by(friday, CALENDAR) == date(2026, 3, 11)
    shared = shared_from(DISCUSS, local("2026-03-06 16:00"), friday, CALENDAR)
    assert days_left_to_discuss(shared, date.fromisoformat(today), CALENDAR) == left


@pytest.mark.parametrize(
    ("received", "until"),
    [
        ("2026-03-02 10:00", "2026-03-04 00:00"),
        ("2026-03-06 16:00", "2026-03-10 00:00"),
        ("2026-03-02 23:59", "2026-03-04 00:00"),
        ("2026-03-27 10:00", "2026-03-31 00:00"),
    ],
)
def test_the_author_edits_freely_until_the_next_working_day_ends(received, until):
    assert free_edit_until(local(received), CALENDAR) == local(until)


def test_a_line_for_the_next_shift_goes_after_three_days():
    made = local("2026-03-02 15:00")
    assert handover_expires(made) - made == timedelta(days=3)
