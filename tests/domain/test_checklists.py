"""What has to be arranged, read from data; every mistake in it has a place."""

import json
from pathlib import Path

import pytest

import pwa
from pwa.domain.checklists import read_checklist
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput
from pwa.domain.states import Actor

DATA = json.loads((Path(pwa.__file__).parent / "data" / "checklists.json").read_text("utf-8"))
ONE = {
    "code": "insurance",
    "who": "coach",
    "nl": "Verzekerd",
    "plain": {"nl": "Je bent verzekerd."},
}


def codes(kind: PlacementKind) -> set[str]:
    return {item.code for item in read_checklist(DATA) if item.asked_of(kind)}


def test_every_place_asks_the_same_five_and_some_kinds_more():
    everywhere = codes(PlacementKind.PROEFPLAATS)
    assert everywhere == {
        "agreement", "insurance", "privacy_sheet", "safety", "substitute",
    }  # fmt: skip
    more = codes(PlacementKind.PARTICIPATIEPLAATS) - everywhere
    assert more == {"additional_work", "no_displacement"}
    assert codes(PlacementKind.ONTWIKKELPLEK) - everywhere == {"no_displacement"}


def test_what_a_kind_asks_by_law_names_its_source_in_both_languages():
    for item in read_checklist(DATA):
        assert item.what.en and item.plain.en
        assert bool(item.source) is bool(item.kinds)
        assert "check met gemeente" in item.source.nl or not item.kinds


def test_safety_is_told_by_who_stands_beside_it():
    who = {item.code: item.who for item in read_checklist(DATA)}
    assert (who["safety"], who["insurance"], who["agreement"]) == (
        Actor.SUPERVISOR, Actor.COACH, Actor.SYSTEM,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"who": "candidate"}, "items.0.who"),
        ({"kinds": ["vakantie"]}, "items.0.kinds"),
        ({"kinds": "proefplaats"}, "items.0.kinds"),
        ({"plain": {}}, "items.0.plain.nl"),
        ({"code": "Niet Zo"}, "items.0.code"),
    ],
)
def test_a_mistake_is_named_with_its_place(change, at):
    with pytest.raises(BadInput) as wrong:
        read_checklist({"items": [{**ONE, **change}]})
    assert at in wrong.value.fields


def test_no_code_comes_twice():
    with pytest.raises(BadInput) as wrong:
        read_checklist({"items": [ONE, ONE]})
    assert wrong.value.fields == {"items.1.code": "duplicate_code"}
