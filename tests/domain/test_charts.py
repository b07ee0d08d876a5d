"""Where the marks of charts stand, whatever numbers go in."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.charts import (
    KINDS,
    Cell,
    DayKind,
    Growth,
    Rater,
    Strip,
    Track,
    growth,
    strip,
    track,
)
from pwa.domain.enums import AttendanceCode

LEVEL = st.none() | st.integers(0, 4)
DAY = st.dates(date(2024, 1, 1), date(2026, 12, 31))
POINTS = st.dictionaries(DAY, st.integers(0, 4), max_size=30)
DAYS = st.dictionaries(DAY, st.sampled_from(["", *AttendanceCode]), max_size=120)


@given(LEVEL, LEVEL, LEVEL)
def test_marks_of_a_profile_stand_inside_and_beside_each_other(now, previous, own):
    row = track(now, previous, own)
    assert all(
        5 <= one.x <= Track.width - 5 and 3 <= one.y <= Track.height - 3 for one in row.marks
    )
    assert len({one.rater for one in row.marks}) == len(row.marks)
    given_levels = {Rater.NOW: now, Rater.PREVIOUS: previous, Rater.OWN: own}
    assert {one.rater: one.level for one in row.marks} == {
        who: level for who, level in given_levels.items() if level is not None
    }


@given(LEVEL, LEVEL, LEVEL)
def test_not_seen_stands_apart_and_never_below_the_first_step(now, previous, own):
    stops = [x for _level, x in Track.stops]
    for one in track(now, previous, own).marks:
        if one.level == 0:
            assert one.x == Track.not_seen
            assert one.x not in stops
            assert min(stops) < Track.divide < one.x
        else:
            assert one.x == dict(Track.stops)[one.level]


@given(LEVEL, LEVEL)
def test_a_move_is_drawn_between_two_levels_that_were_seen(now, previous):
    moved = track(now, previous).moved
    assert (moved is not None) == (bool(now) and bool(previous) and now != previous)


@given(POINTS)
def test_a_growth_line_runs_from_left_to_right_within_its_box(points):
    line = growth(points.items())
    xs = [dot.x for dot in line.dots]
    assert all(0 <= x <= Growth.width for x in (*xs, *line.unseen))
    assert len(set(xs) | set(line.unseen)) == len(points)
    assert xs == sorted(xs)
    heights = dict(Growth.stops)
    assert all(dot.level >= 1 and dot.y == heights[dot.level] for dot in line.dots)
    assert max(dot.y for dot in line.dots) <= heights[1] if line.dots else True


@given(POINTS)
def test_what_was_not_seen_breaks_the_line_and_has_no_height(points):
    line = growth(points.items())
    assert len(line.unseen) == sum(level == 0 for level in points.values())
    for part in line.lines:
        first, last = part[0][0], part[-1][0]
        assert not any(first < x < last for x in line.unseen)


@given(POINTS)
def test_only_a_level_that_was_seen_the_last_time_is_the_dot_of_now(points):
    line = growth(points.items())
    last = max(points, default=None)
    seen_now = [last] if last and points[last] else []
    assert [dot.day for dot in line.dots if dot.rater is Rater.NOW] == seen_now


def test_two_evaluations_with_the_same_last_day_stand_in_the_order_they_were_given_in():
    day = date(2026, 3, 10)
    first, then = growth([(day, 3), (day, 2)]).dots
    assert (first.level, first.rater) == (3, Rater.PREVIOUS)
    assert (then.level, then.rater) == (2, Rater.NOW)


@given(DAYS)
def test_each_day_has_a_cell_of_its_own_within_the_strip(days):
    drawn = strip(days.items())
    places = {(cell.x, cell.y) for cell in drawn.cells}
    assert len(places) == len(drawn.cells) == len(days)
    for x, y in places:
        assert 0 <= x <= drawn.width - Strip.size
        assert 0 <= y <= drawn.height - Strip.size
    assert sum(number for _kind, number in drawn.counts) == len(days)


@given(DAYS)
def test_a_day_that_nobody_filled_in_is_never_drawn_as_present(days):
    for cell in strip(days.items()).cells:
        assert (cell.kind is DayKind.OPEN) == (days[cell.day] == "")


@given(DAYS)
def test_names_of_months_do_not_stand_against_each_other(days):
    rows: dict[float, list[float]] = {}
    for month in strip(days.items()).months:
        rows.setdefault(month.y, []).append(month.x)
    for xs in rows.values():
        assert all(after - before >= 24 for before, after in pairwise(xs))


def test_a_month_that_begins_has_its_name_and_the_rest_of_the_one_before_gives_way():
    first = date(2026, 4, 23)
    drawn = strip([(first + timedelta(days=n), "present") for n in range(218)])
    said = [(round(one.y), one.number) for one in drawn.months]
    top, below = min(said)[0], max(said)[0]
    assert said == [*((top, n) for n in (5, 6, 7, 8, 9, 10)), (below, 11)]


def test_a_week_is_a_column_with_monday_on_top():
    monday = date(2025, 3, 3)
    cells = strip([(monday, "present"), (monday + timedelta(days=1), "late")]).cells
    assert [(cell.x, cell.kind) for cell in cells] == [(20, DayKind.THERE), (20, DayKind.PARTLY)]
    assert isinstance(cells[0], Cell)
    later = strip([(monday, "present"), (monday + timedelta(days=7), "present")]).cells
    assert later[0].y == later[1].y
    assert later[0].x < later[1].x


def test_half_a_year_of_weeks_is_one_band_and_the_next_week_begins_another():
    monday = date(2025, 1, 6)
    weeks = [(monday + timedelta(weeks=n), "present") for n in range(27)]
    one, two = strip(weeks[:26]), strip(weeks)
    assert two.height == 2 * one.height
    assert two.cells[-1].x == two.cells[0].x


def test_every_code_of_attendance_has_a_look():
    assert set(KINDS) == {"", *AttendanceCode}
    assert set(KINDS.values()) == set(DayKind)
