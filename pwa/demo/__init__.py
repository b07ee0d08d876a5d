"""The demo: fictive companies, people and cases, seeded through the services with a moved clock."""

from datetime import time, timedelta

from pwa import clock
from pwa.database import connected, transaction
from pwa.demo import (
    agreements,
    cases,
    cast,
    evaluations,
    forgetting,
    guard,
    hours,
    law,
    layouts,
    members,
    privacy,
    readings,
    running,
    tablets,
)
from pwa.services import installation

CASES = ("a_samira.json", "b_dennis.json", "c_tesfay.json", "d_ilse.json", "e_karel.json")


def fill(pepper: bytes = b"") -> bool:
    """Fill an empty database, all of it or nothing. Says whether it did. `pepper` is for PINs."""
    if not installation.is_empty():
        return False
    today = clock.today()
    since = today - timedelta(days=380)
    with connected(), transaction():
        installation.put(installation.DEMO, True)
        with clock.at(clock.at_local(since, time(9))):
            world = cast.seed_world(since)
            law.settle(world, today)
            layouts.dress(world)
        for name in CASES:
            case = cases.live(world, cast.read(name), today)
            hours.seed(case)
            evaluations.seed(case)
            law.live(case)
            readings.seed(case)
        guard.adapt(world, today)
        agreements.waiting(world, today)
        running.next_week(world, today)
        forgetting.remember(world, today)
        members.come_and_go(world, today)
        tablets.hang(world, pepper)
        privacy.look_into(world, today)
    return True
