"""Every deed can be done: one that is always refused would ask nothing of anybody."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.world import asking, devices, photos, tablets, writing
from tests.world.facts import Kind, Verdict
from tests.world.findings import Tally, leaks
from tests.world.machine import World, machine
from tests.world.rulebook import verdict


@pytest.fixture
def world(application: Flask, region: Any, words_for_pdf: None) -> Any:
    made = machine(application, region, Tally())()
    with made.now():
        writing.note(made.town, "guide_x1", "place_1", False)
    later(made, minutes=11)
    yield made
    made.teardown()


def later(world: World, **time: int) -> None:
    world.town.moment(world.town.facts.now + timedelta(**time))


def written(world: World) -> list[Kind]:
    return [one.kind for one in world.town.facts.words]


def must_be_found(world: World, who: str, *paths: str) -> None:
    """At these addresses this person finds all that they must see there, and nothing else."""
    with world.now():
        reader = world.reader(who)
        for path in paths:
            reader.open_(path)
        assert not leaks(world.town, reader)
        for one in world.town.facts.words:
            if verdict(world.town.facts, who, one) is Verdict.MUST:
                assert one.canary in reader.seen, f"{who} cannot find {one.kind.value}"


@pytest.mark.parametrize(("right", "became"), [(False, []), (True, [Kind.NOTE])])
def test_a_question_is_answered_and_asked_again(world: World, right: bool, became: list) -> None:
    with world.now():
        asking.about_note(world.town, 0)
        (question,) = world.town.questions
        asking.answer(world.town, "guide_x1", question, right)
        if not right:
            asking.ask_again(world.town, "coach_k1", question)
            became = [Kind.ANSWER]
    first = Kind.EARLIER if right else Kind.NOTE
    assert written(world) == [first, Kind.QUESTION, Kind.ANSWER, *became]
    note, page = world.town.notes[0][0], f"/correcties/{question.id}"
    must_be_found(world, "guide_x1", f"/notities/{note}", page)
    must_be_found(world, "coach_k1", f"/notities/{note}", page)
    must_be_found(world, "candidate_1", "/mijn-voortgang", page)


def test_hours_are_filled_in_confirmed_contested_and_answered(world: World) -> None:
    with world.now():
        assert all(asking.fill(world.town, "guide_x1", "place_1", ago, 0) for ago in range(3))
        later(world, days=7)
    with world.now():
        asking.confirm(world.town, "guide_x1", "place_1", 1)
        asking.about_hours(world.town, "place_1", 1, False)
        (question,) = world.town.questions
        asking.answer(world.town, "guide_x2", question, False)
        asking.ask_again(world.town, "coach_k1", question)
    assert not world.town.refused
    assert written(world)[1:] == [Kind.CONTESTED, Kind.CONTEST_ANSWER, Kind.ANSWER]
    must_be_found(
        world, "office_x", f"/plaatsingen/{world.town.placements['place_1']}/urenoverzicht"
    )


def test_a_photo_is_seen_with_its_note(world: World) -> None:
    with world.now():
        photos.add(world.town, 0)
    must_be_found(
        world, "candidate_1", "/mijn-voortgang", f"/fotos/{world.town.photos[0][0]}/klein"
    )
    with world.now():
        photos.remove(world.town, 0)
    assert world.town.photos[0][2].gone


@pytest.mark.parametrize("kind", devices.MAKERS)
def test_what_waits_on_a_device_comes_in(world: World, kind: str) -> None:
    who = "guide_x1" if kind in ("note", "handover") else "candidate_1"
    with world.now():
        key = world.keys_of(who)
        assert key is not None
        devices.write(world.town, key, who, "place_1", kind, 0)
        assert written(world)[-1] is Kind.UNSENT
        devices.send(world.town, world.reader("coach_a1"))
    assert written(world)[-1] is world.town.facts.words[-1].kind is not Kind.UNSENT
    assert not world.town.waiting


def test_a_claimed_note_is_confirmed_or_denied(world: World) -> None:
    with world.now():
        tablets.next_step(world.app, world.town, "x")
        for _n in range(2):
            tablets.claim(world.app, world.town, "x", "guide_x2")
    ids = [id for id, _words in world.town.claims]
    must_be_found(
        world, "guide_x2", "/vandaag/", f"/notities/{world.town.notes[0][0]}",
        *[f"/te-bevestigen/{id}" for id in ids],
    )  # fmt: skip
    with world.now():
        tablets.confirm(world.town, 0, "place_1")
        tablets.deny(world.town, 1)
    assert written(world)[1:] == [Kind.NOTE, Kind.CLAIMED]
    assert [one.gone for one in world.town.facts.words] == [False, False, True]
