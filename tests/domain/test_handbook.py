import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pwa.domain
from pwa.domain.errors import BadInput
from pwa.domain.handbook import ICONS, read_handbook, to_json
from pwa.domain.text import clean_line

DATA = Path(pwa.domain.__file__).parent.parent / "data" / "starter_handbook.json"
STARTER = json.loads(DATA.read_text())
HANDBOOK = read_handbook(STARTER)


def changed(path, value):
    data = copy.deepcopy(STARTER)
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return data


def errors_of(data):
    with pytest.raises(BadInput) as refused:
        read_handbook(data)
    return refused.value.fields


def read_or_none(data):
    try:
        return read_handbook(data)
    except BadInput:
        return None


def test_the_starter_comes_back_as_it_went():
    assert to_json(HANDBOOK) == STARTER


def test_every_competence_of_the_starter_is_ready_to_use():
    assert len(HANDBOOK.competences) == 24
    for one in HANDBOOK.competences:
        assert all(words.nl and words.en for words in (one.label, one.look, *one.anchors))
        assert 2 <= len(one.tiles) <= 3
        assert all(tile.words.en for tile in one.tiles)
        assert bool(one.avoid.nl) is bool(one.avoid.en)


def test_every_competence_of_the_starter_has_something_good_to_say():
    assert all(any(t.tone == "strong" for t in one.tiles) for one in HANDBOOK.competences)


def test_no_two_tiles_of_the_starter_say_the_same():
    said = [tile.words.nl for one in HANDBOOK.competences for tile in one.tiles]
    assert len(said) == len(set(said))


def test_what_a_new_placement_looks_at_is_part_of_the_handbook():
    assert all(HANDBOOK.competence(code) for code in HANDBOOK.default_active)
    assert HANDBOOK.competence("vliegen") is None


def test_a_level_has_its_own_sentence():
    punctual = HANDBOOK.competence("op_tijd")
    assert punctual.anchor(1).nl == "Komt vaak te laat of niet, zonder bericht."
    assert punctual.anchor(4) == punctual.anchors[3]


TILE = ["competences", 3, "tiles", 0]


@pytest.mark.parametrize(
    ("path", "value", "errors"),
    [
        (["code"], "Met Spatie", {"code": "bad_code"}),
        (["version"], 0, {"version": "not_a_number"}),
        (["version"], True, {"version": "not_a_number"}),
        (["competences"], "x", {"competences": "not_a_list"}),
        (["competences"], None, {"competences": "missing"}),
        (["scale", 2, "level"], 1, {"scale": "unknown_level"}),
        (["groups", 1, "code"], "basis", {"groups.1.code": "duplicate_code"}),
        (["default_active", 0], "vliegen", {"default_active.0": "unknown_competence"}),
        (["default_active", 0], 3, {"default_active.0": "not_a_text"}),
        (["competences", 0, "nl"], " \n", {"competences.0.nl": "missing"}),
        (["competences", 0, "nl"], "x" * 81, {"competences.0.nl": "too_long:80"}),
        (["competences", 0, "group"], "weg", {"competences.0.group": "unknown_group"}),
        (["competences", 0, "anchors", "3"], None, {"competences.0.anchors.3": "not_an_object"}),
        ([*TILE, "tone"], "blij", {"competences.3.tiles.0.tone": "unknown_tone"}),
        ([*TILE, "icon"], "skull", {"competences.3.tiles.0.icon": "unknown_icon"}),
        ([*TILE, "level"], 0, {"competences.3.tiles.0.level": "unknown_level"}),
        ([*TILE, "level"], 5, {"competences.3.tiles.0.level": "unknown_level"}),
        ([*TILE, "level"], 3.0, {"competences.3.tiles.0.level": "unknown_level"}),
        ([*TILE, "level"], [], {"competences.3.tiles.0.level": "unknown_level"}),
        ([*TILE, "nl"], "x" * 61, {"competences.3.tiles.0.nl": "too_long:60"}),
        ([*TILE, "nl"], 7, {"competences.3.tiles.0.nl": "not_a_text"}),
    ],
)
def test_a_mistake_is_named_by_its_place(path, value, errors):
    found = errors_of(changed(path, value))
    assert errors.items() <= found.items()


def test_every_mistake_is_named_at_once():
    data = changed([*TILE, "tone"], "blij")
    data["competences"][0]["group"] = "weg"
    assert set(errors_of(data)) == {"competences.3.tiles.0.tone", "competences.0.group"}


def test_two_competences_with_one_code_are_refused():
    data = changed(["competences", 1, "code"], "op_tijd")
    assert errors_of(data)["competences.1.code"] == "duplicate_code"


def test_a_second_language_and_help_may_be_absent():
    data = copy.deepcopy(STARTER)
    for name in ("en", "look", "avoid"):
        del data["competences"][0][name]
    one = read_handbook(data).competences[0]
    assert one.label.said_in("en") == one.label.nl
    assert not one.look


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(json_values)
def test_whatever_is_uploaded_gets_an_answer_and_no_crash(data):
    with pytest.raises(BadInput):
        read_handbook(data)


@given(st.sampled_from(sorted(STARTER)), json_values)
def test_whatever_stands_in_one_field_gets_an_answer_and_no_crash(field, value):
    book = read_or_none(STARTER | {field: value})
    assert book is None or read_handbook(to_json(book)) == book


@given(st.sampled_from(["nl", "tone", "icon", "level", "en"]), json_values)
def test_whatever_stands_in_a_tile_gets_an_answer_and_no_crash(field, value):
    book = read_or_none(changed([*TILE, field], value))
    if book is not None:
        words = book.competences[3].tiles[0].words
        assert (words.nl, words.en) == (clean_line(words.nl), clean_line(words.en))


def test_every_icon_that_the_starter_uses_is_known():
    used = {tile.icon for one in HANDBOOK.competences for tile in one.tiles}
    assert used <= ICONS
