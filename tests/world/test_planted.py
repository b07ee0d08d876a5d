"""The world counts only when it finds what was planted: rules of Opstap, loosened one at a time."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import Flask

from pwa.domain.enums import Role
from pwa.models import Candidate, Note, Person, PrivacyCase, Supervision
from tests.world import moving, writing
from tests.world.findings import Tally
from tests.world.machine import World, machine


def _waiting_notes_are_shown(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Note, "shared_at", classmethod(lambda cls, _moment: cls.left_a_trace()))


def _guiding_never_ends(patch: pytest.MonkeyPatch) -> None:
    def in_force(cls: Any, user_id: Any, _today: Any) -> Any:
        return cls.select().where(cls.user == user_id)

    patch.setattr(Supervision, "in_force", classmethod(in_force))


def _an_old_coach_reads_on(patch: pytest.MonkeyPatch) -> None:
    """Every coach of a municipality reads everybody there; both halves of the rule say so."""

    def coached_by(cls: Any, person: Any) -> Any:
        return cls.municipality.in_(person.organisations(Role.COACH))

    patch.setattr(Candidate, "coached_by", classmethod(coached_by))
    patch.setattr(Person, "coaches", lambda _self, candidate: bool(candidate))


def _cases_stay_open(patch: pytest.MonkeyPatch) -> None:
    open_of = classmethod(lambda cls, person: cls.select().where(cls.officer == person.id))
    patch.setattr(PrivacyCase, "open_of", open_of)


def _waits(world: World) -> str:
    writing.note(world.town, "guide_x1", "place_1", True)
    return "coach_k1"


def _guided_for_a_day(world: World) -> str:
    moving.stand_in(world.town, "guide_x1", "guide_x3", "place_1", 0, 0)
    writing.note(world.town, "guide_x1", "place_1", False)
    return "guide_x3"


def _handed_over(world: World) -> str:
    writing.note(world.town, "guide_x1", "place_1", False)
    moving.cover(world.town, "coach_k1", "coach_k2", "candidate_1", 0)
    return "coach_k1"


def _looked_into(world: World) -> str:
    writing.visit(world.town, "coach_k1", "place_1")
    moving.open_case(world.town, "officer_k", "candidate_1", 5)
    moving.close_case(world.town, 0)
    return "officer_k"


SCENES: dict[str, tuple[Callable[[World], str], Callable[[pytest.MonkeyPatch], None], int]] = {
    "a note that waits for the talk": (_waits, _waiting_notes_are_shown, 0),
    "a stand-in who went": (_guided_for_a_day, _guiding_never_ends, 2),
    "a coach who handed over": (_handed_over, _an_old_coach_reads_on, 1),
    "a case that was closed": (_looked_into, _cases_stay_open, 1),
}
"""What happens, the rule that is loosened, and how many days later somebody looks."""


def _look(world: World, scene: str) -> None:
    happens, _plant, days = SCENES[scene]
    with world.now():
        who = happens(world)
    world.town.moment(world.town.facts.now + timedelta(days=days))
    place = world.town.placements["place_1"]
    with world.now():
        reader = world.reader(who)
        reader.open_(f"/plaatsingen/{place}")
        for id, _words in world.town.notes:
            reader.open_(f"/notities/{id}")
        world.check(reader)
        world.look(who, 6, Random(1))


@pytest.fixture
def world(application: Flask, region: Any, words_for_pdf: None) -> Any:
    made = machine(application, region, Tally())()
    yield made
    made.teardown()


@pytest.mark.parametrize("scene", SCENES)
def test_a_rule_that_was_loosened_is_found(
    world: World, scene: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SCENES[scene][1](monkeypatch)
    with pytest.raises(AssertionError, match="LEAK"):
        _look(world, scene)


@pytest.mark.parametrize("scene", SCENES)
def test_the_rule_as_it_is_holds(world: World, scene: str) -> None:
    _look(world, scene)
    assert world.town.facts.words, "nothing was written, so nothing could leak"


def test_the_rule_book_knows_nothing_of_the_product() -> None:
    lines = Path(__file__).with_name("rulebook.py").read_text("utf-8").splitlines()
    imports = [one for one in lines if one.startswith(("import ", "from "))]
    assert not [one for one in imports if "pwa" in one or "tests" in one]
