from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.enums import PlacementKind, Role
from pwa.domain.milestones import (
    Milestone,
    MilestoneRule,
    Offset,
    RuleProfile,
    duration_warnings,
    last_day,
    milestone_state,
    milestones,
)
from pwa.domain.words import Words
from pwa.domain.workdays import WorkCalendar

START, END = date(2026, 3, 2), date(2026, 8, 28)


def rule(code, offset, n, repeat=False):
    return MilestoneRule(code, Offset(offset), n, Words(code), Role.COACH, repeat)


def profile(*rules, most=6, more=6):
    return RuleProfile(PlacementKind.ONTWIKKELPLEK, most, more, rules, Words("bron"))


def due(found):
    return {one.code: one.due.isoformat() for one in found}


def test_each_kind_of_offset_gives_its_day():
    found = milestones(
        profile(
            rule("week_1", "weeks_after_start", 1),
            rule("week_4", "weeks_after_start", 4),
            rule("month_3", "months_after_start", 3),
            rule("half", "fraction", 50),
            rule("final", "days_before_end", 14),
        ),
        START,
        END,
    )
    assert due(found) == {
        "week_1": "2026-03-06",
        "week_4": "2026-03-27",
        "half": "2026-05-29",
        "month_3": "2026-06-02",
        "final": "2026-08-14",
    }


def test_months_worked_before_count_and_repeats_go_on_until_the_end():
    rules = (
        rule("premium", "months_after_start", 6, repeat=True),
        rule("chance", "months_after_start", 9),
        rule("training", "months_after_start", 3),
    )
    found = milestones(profile(*rules), START, date(2027, 6, 30), prior_months=4)
    assert due(found) == {
        "premium_6": "2026-05-01",
        "chance": "2026-07-31",
        "premium_12": "2026-11-02",
        "premium_18": "2027-04-30",
    }


def test_a_free_day_moves_the_check_to_the_working_day_before():
    rules = profile(rule("final", "days_before_end", 14))
    closed = WorkCalendar(frozenset({date(2026, 8, 14)}))
    assert due(milestones(rules, START, END, calendar=closed)) == {"final": "2026-08-13"}


def test_a_check_never_falls_before_the_start():
    sunday = date(2026, 3, 1)
    rules = profile(rule("first", "fraction", 0))
    assert due(milestones(rules, sunday, END)) == {"first": "2026-03-02"}


def test_an_extension_moves_the_end_but_not_the_half_way_moment():
    rules = profile(rule("half", "fraction", 50), rule("final", "days_before_end", 14))
    later = END + timedelta(days=61)
    before, after = milestones(rules, START, END), milestones(rules, START, later, first_end=END)
    assert due(before)["half"] == due(after)["half"]
    assert due(before)["final"] < due(after)["final"] == "2026-10-14"


def test_a_short_placement_leaves_out_what_does_not_fit():
    rules = profile(rule("week_4", "weeks_after_start", 4), rule("final", "days_before_end", 14))
    assert milestones(rules, START, START + timedelta(days=6)) == ()


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(0, 1200),
    st.integers(0, 30),
    st.sampled_from(list(Offset)),
    st.integers(1, 40),
)
def test_every_check_is_within_the_placement_and_on_a_working_day(start, days, prior, offset, n):
    end = start + timedelta(days=days)
    repeat = offset is Offset.MONTHS_AFTER_START
    found = milestones(profile(rule("x", offset, n, repeat)), start, end, prior)
    assert all(start <= one.due for one in found)
    assert all(WorkCalendar().is_workday(one.due) for one in found)
    assert len({one.code for one in found}) == len(found)


@pytest.mark.parametrize(
    ("today", "done", "state"),
    [
        ("2026-07-30", False, "coming"),
        ("2026-07-31", False, "due"),
        ("2026-08-14", False, "due"),
        ("2026-08-15", False, "overdue"),
        ("2026-08-15", True, "done"),
        ("2026-01-01", True, "done"),
    ],
)
def test_a_check_comes_near_is_due_and_then_overdue(today, done, state):
    one = Milestone("final", date(2026, 8, 14), Role.SUPERVISOR, Words("Eindevaluatie"))
    assert milestone_state(one, date.fromisoformat(today), done) == state


@pytest.mark.parametrize(
    ("end", "prior", "extended", "warnings"),
    [
        ("2026-05-01", 0, False, []),
        ("2026-05-02", 0, False, []),
        ("2026-05-03", 0, False, ["needs_extension"]),
        ("2026-05-03", 0, True, []),
        ("2026-09-02", 0, True, []),
        ("2026-09-03", 0, True, ["longer_than_allowed"]),
        ("2026-09-03", 0, False, ["longer_than_allowed"]),
        ("2026-04-15", 1, False, ["needs_extension"]),
        ("2026-03-20", 2, False, ["prior_months_used_up"]),
        ("2026-03-20", 2, True, []),
    ],
)
def test_a_duration_is_warned_about_and_never_refused(end, prior, extended, warnings):
    two_plus_four = profile(most=2, more=4)
    found = duration_warnings(two_plus_four, START, date.fromisoformat(end), prior, extended)
    assert found == warnings


def test_the_last_day_that_fits_is_told():
    two_plus_four = profile(most=2, more=4)
    assert last_day(two_plus_four, START, 0, extended=False) == date(2026, 5, 2)
    assert last_day(two_plus_four, START, 0, extended=True) == date(2026, 9, 2)
    assert last_day(two_plus_four, START, 9, extended=True) == START
