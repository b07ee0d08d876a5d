from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.errors import BadInput
from pwa.domain.schedule import Shift, WeekSchedule, parse_hours, parse_time

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
SAMIRA = WeekSchedule.of({n: Shift(time(7, 30), time(16), 30) for n in (0, 2, 3)})

minutes = st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(lambda two: two[0] < two[1])
shifts = minutes.map(lambda m: Shift(time(*divmod(m[0], 60)), time(*divmod(m[1], 60))))
schedules = st.dictionaries(st.integers(0, 6), shifts).map(WeekSchedule.of)


def test_three_days_of_eight_hours_are_a_week_of_24_hours():
    assert SAMIRA.hours_per_week == 24
    assert SAMIRA.minutes_on(MONDAY) == 480
    assert SAMIRA.minutes_on(TUESDAY) == 0
    assert SAMIRA.scheduled_on(MONDAY)
    assert not SAMIRA.scheduled_on(TUESDAY)


@given(schedules)
def test_a_schedule_comes_back_from_json_as_it_went(schedule):
    assert WeekSchedule.from_json(schedule.to_json()) == schedule


def test_free_days_are_absent_from_json():
    shift = {"start": "07:30", "end": "16:00", "break_minutes": 30}
    assert SAMIRA.to_json() == {"mon": shift, "wed": shift, "thu": shift}


@pytest.mark.parametrize(
    ("json", "fields"),
    [
        ([], {"schedule": "not_an_object"}),
        ({"ma": {}}, {"ma": "unknown_kind"}),
        ({"mon": []}, {"mon": "not_an_object"}),
        ({"mon": {"start": "7:30"}}, {"mon.end": "not_a_time"}),
        ({"mon": {"start": "16:00", "end": "7:30"}}, {"mon.end": "end_before_start"}),
        (
            {"mon": {"start": "7:30", "end": "8:00", "break_minutes": 30}},
            {"mon.break_minutes": "break_too_long"},
        ),
        (
            {"mon": {"start": "7:30", "end": "8:00", "break_minutes": True}},
            {"mon.break_minutes": "not_a_number"},
        ),
        (
            {"mon": {"start": "x", "end": "9:00"}, "tue": {"start": "9:00", "end": "y"}},
            {"mon.start": "not_a_time", "tue.end": "not_a_time"},
        ),
    ],
)
def test_mistakes_are_named_by_day_and_field(json, fields):
    with pytest.raises(BadInput) as refused:
        WeekSchedule.from_json(json)
    assert refused.value.fields == fields


@pytest.mark.parametrize("text", ["7:30", "07:30", "07.30", " 7:30 "])
def test_times_are_read_as_people_type_them(text):
    assert parse_time(text) == time(7, 30)


@pytest.mark.parametrize("text", ["", "24:00", "7:60", "730", "half acht", "7:30u", "٧:٣٠"])
def test_what_is_no_time_is_none(text):
    assert parse_time(text) is None


@pytest.mark.parametrize("text", ["07:30-16:00", "7.30 – 16:00", " 7:30 — 16.00 "])
def test_hours_are_read_with_any_dash(text):
    assert parse_hours(text, 30) == Shift(time(7, 30), time(16), 30)
    assert str(parse_hours(text)) == "07:30-16:00"


def test_half_an_interval_is_refused():
    with pytest.raises(BadInput) as refused:
        parse_hours("7:30")
    assert refused.value.fields == {"hours": "not_a_time"}
