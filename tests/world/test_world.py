"""Whatever happens in a region, nobody sees what the rule book keeps from them."""

import os
from collections.abc import Callable
from random import SystemRandom
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.world.facts import Kind
from tests.world.findings import Tally
from tests.world.machine import machine

SLOW_STEPS, SHARDS, QUICK_STEPS = 10_000, 4, 100
A_RUN = 50
SEED = int(os.environ.get("OPSTAP_SEED", SystemRandom().randrange(1_000_000)))
"""Of the slow runs: another each time, told with the figure, and given again to repeat one."""


def run(
    app: Flask,
    region: Any,
    steps: int,
    start: int | None = None,
    tally: Tally | None = None,
    **facts: Any,
) -> Tally:
    """So many steps, with those of `tally`; the same ones each time without a `start`."""
    tally = tally or Tally()
    while tally.steps < steps:
        long = settings(
            stateful_step_count=A_RUN, max_examples=(steps - tally.steps - 1) // A_RUN + 1,
            derandomize=start is None, suppress_health_check=list(HealthCheck), database=None,
            deadline=None,
        )  # fmt: skip
        world = machine(app, region, tally, **facts)
        if start is not None:
            world = seed(start + tally.steps)(world)
        run_state_machine_as_test(world, settings=long)
    return tally


@pytest.mark.usefixtures("words_for_pdf")
def test_nobody_sees_what_is_not_theirs_whatever_happens(application: Flask, region: Any) -> None:
    tally = run(application, region, QUICK_STEPS, pages=3)
    assert tally.done
    assert tally.words


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.usefixtures("words_for_pdf")
@pytest.mark.parametrize("shard", range(SHARDS))
def test_ten_thousand_steps_leak_nothing(
    application: Flask, region: Any, shard: int, record_property: Callable[[str, object], None]
) -> None:
    start, steps = SEED + shard * SLOW_STEPS, SLOW_STEPS // SHARDS
    print(f"again: OPSTAP_SEED={start} and shard 0")
    tally = run(application, region, steps, start, sweep=1)
    if set(tally.kinds) != set(Kind):  # by chance; so many more, and each was written
        tally = run(application, region, 2 * steps, start, tally, sweep=1)
    told = f"the world of tests/world, from {start}, leaks: 0 in {tally}"
    record_property("figure", told)
    assert tally.steps >= steps
    assert set(tally.kinds) == set(Kind), "some kind of words was never written"
    assert tally.looked_for, "nobody had to see anything"
    assert not tally.missing, "\n  ".join(["not found and must be seen:", *tally.missing])
