"""Whatever happens in a region, nobody sees what the rule book keeps from them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.world.findings import Tally
from tests.world.machine import machine

SLOW_STEPS, QUICK_STEPS = 10_000, 100
A_RUN = 50


def run(app: Flask, region: Any, steps: int, **facts: Any) -> Tally:
    tally = Tally()
    long = settings(
        stateful_step_count=A_RUN, max_examples=max(1, steps // A_RUN), deadline=None,
        derandomize=steps < SLOW_STEPS, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    while tally.steps < steps:
        run_state_machine_as_test(machine(app, region, tally, **facts), settings=long)
    return tally


@pytest.mark.usefixtures("words_for_pdf")
def test_nobody_sees_what_is_not_theirs_whatever_happens(application: Flask, region: Any) -> None:
    tally = run(application, region, QUICK_STEPS)
    assert tally.done
    assert tally.words


@pytest.mark.slow
@pytest.mark.usefixtures("words_for_pdf")
def test_ten_thousand_steps_leak_nothing(
    application: Flask, region: Any, record_property: Callable[[str, object], None]
) -> None:
    tally = run(application, region, SLOW_STEPS, sweep=1)
    record_property("figure", f"the world of tests/world, leaks: 0 in {tally}")
    assert tally.steps >= SLOW_STEPS
    assert tally.looked_for, "nobody had to see anything"
    assert not tally.missing, "somebody cannot find what the rule book says they must see"
