"""What the calendar makes of a placement: people decide, days do the rest."""

from datetime import date

import pytest

from pwa.domain.states import PlacementState
from pwa.models import Placement

D = date


def placement(**facts):
    usual = {
        "state": PlacementState.PLANNED, "start_on": D(2026, 1, 12),
        "planned_end_on": D(2026, 6, 30), "schedule": {},
    }  # fmt: skip
    return Placement(**{**usual, **facts})


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D(2026, 1, 11), "planned"),
        (D(2026, 3, 1), "active"),
        (D(2026, 3, 2), "paused"),
        (D(2026, 3, 15), "paused"),
        (D(2026, 3, 16), "active"),
        (D(2026, 6, 16), "closing"),
        (D(2026, 7, 9), "closing"),
    ],
)
def test_a_pause_is_a_period_of_days(day, state):
    one = placement(paused_from=D(2026, 3, 2), paused_to=D(2026, 3, 15))
    assert one.state_on(day) == state


@pytest.mark.parametrize(
    ("day", "state"),
    [(D(2026, 5, 1), "paused"), (D(2026, 6, 30), "paused"), (D(2026, 7, 1), "closing")],
)
def test_a_pause_without_an_end_lasts_until_the_planned_end(day, state):
    assert placement(paused_from=D(2026, 3, 2)).state_on(day) == state


@pytest.mark.parametrize(
    ("day", "state"), [(D(2026, 3, 12), "closing"), (D(2026, 3, 13), "closing"),
                       (D(2026, 3, 14), "ended_early")],
)  # fmt: skip
def test_an_early_stop_runs_until_its_last_day(day, state):
    one = placement(state=PlacementState.ENDED_EARLY, ended_on=D(2026, 3, 13))
    assert one.state_on(day) == state


@pytest.mark.parametrize(
    ("day", "state"), [(D(2026, 6, 30), "closing"), (D(2026, 7, 1), "completed")]
)
def test_what_is_decided_on_the_last_day_takes_nothing_of_that_day(day, state):
    one = placement(state=PlacementState.COMPLETED, ended_on=D(2026, 6, 30))
    assert one.state_on(day) == state


def test_another_mark_says_that_somebody_changed_it():
    one = placement()
    others = [
        placement(planned_end_on=D(2026, 7, 1)),
        placement(paused_from=D(2026, 3, 2)),
        placement(paused_from=D(2026, 3, 2), paused_to=D(2026, 3, 3)),
        placement(state=PlacementState.COMPLETED, ended_on=D(2026, 6, 30)),
    ]
    assert len({one.mark, *(other.mark for other in others)}) == 5
    assert placement().mark == one.mark
