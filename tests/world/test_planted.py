"""The world counts only when it finds what was planted: rules of Opstap, loosened one at a time."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import Flask

from tests.world.facts import Kind
from tests.world.findings import Tally, leaks
from tests.world.machine import World, machine
from tests.world.rulebook import RULES
from tests.world.scenes import SCENES, Scene


def found_in(world: World, scene: Scene) -> Sequence[str]:
    """What is wrong once it happened and somebody looked."""
    with world.now():
        who = scene.happens(world)
    world.town.moment(world.town.facts.now + timedelta(days=scene.days))
    with world.now():
        reader = world.reader(who)
        found = [*scene.look(world, reader), *leaks(world.town, reader)]
        reader.walk(6, Random(1))
        return [*found, *leaks(world.town, reader)]


@pytest.fixture
def world(application: Flask, region: Any, words_for_pdf: None) -> Any:
    made = machine(application, region, Tally())()
    yield made
    made.teardown()


@pytest.mark.parametrize("scene", SCENES)
def test_a_rule_that_was_loosened_is_found(
    world: World, scene: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SCENES[scene].loosen(monkeypatch)
    assert found_in(world, SCENES[scene])


@pytest.mark.parametrize("scene", SCENES)
def test_the_rule_as_it_is_holds(world: World, scene: str) -> None:
    assert not found_in(world, SCENES[scene])


def test_every_kind_of_words_has_a_rule() -> None:
    assert set(RULES) == set(Kind)


@pytest.mark.parametrize("book", ["facts.py", "rulebook.py"])
def test_the_rule_book_knows_nothing_of_the_product(book: str) -> None:
    lines = Path(__file__).with_name(book).read_text("utf-8").splitlines()
    imports = [one for one in lines if one.startswith(("import ", "from "))]
    assert not [one for one in imports if "pwa" in one]
    assert {one for one in imports if "tests" in one} <= {
        "from tests.world.facts import COACH_READS_ON, LINE_STAYS, Facts, Kind, Verdict, Words"
    }
