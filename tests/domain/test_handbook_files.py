"""A file that anybody may have edited is a handbook or a list of mistakes, never a fall."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pwa.domain
from pwa.domain.errors import BadInput
from pwa.domain.handbook import read_handbook, to_json
from pwa.domain.handbook_files import MOST_BYTES, decode, read_file

TEXT = (Path(pwa.domain.__file__).parent.parent / "data/starter_handbook.json").read_text("utf-8")
STARTER = json.loads(TEXT)


def mistakes(text):
    with pytest.raises(BadInput) as refused:
        read_file(text)
    return refused.value.fields


def test_the_starter_reads_as_it_is():
    assert read_file(TEXT) == read_handbook(STARTER)
    assert read_file("\ufeff" + TEXT) == read_handbook(STARTER)


def test_what_goes_out_comes_in_again_with_all_that_a_company_may_say():
    data = json.loads(TEXT)
    tile = data["competences"][0]["tiles"][0]
    tile |= {"hidden": True, "departments": ["Hal 2", "Magazijn"]}
    data["second_language"] = "Pools"
    data["competences"][1]["anchors"]["2"]["nl"] = ""
    book = read_file(json.dumps(data))
    assert book.competences[0].tiles[0].departments == ("Hal 2", "Magazijn")
    assert read_file(json.dumps(to_json(book))) == book


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "missing"),
        ("   \n ", "missing"),
        ("hallo", "file_broken:1:1"),
        ('{\n "code": oeps}', "file_broken:2:10"),
        ("[" * 100_000, "file_too_deep"),
        ('{"a":' * 50 + "1" + "}" * 50, "file_too_deep"),
        ('{"version": NaN}', "file_strange"),
        ('{"version": ' + "9" * 5000 + "}", "file_strange"),
        ('"' + "x" * MOST_BYTES + '"', "file_too_large"),
    ],
)
def test_what_is_no_handbook_is_refused_with_the_place(text, said):
    assert mistakes(text)[""] == said


@pytest.mark.parametrize("text", ["1", "[]", '"x"', "null", "true", "{}", '{"competences": 3}'])
def test_json_of_another_shape_is_refused_by_field(text):
    assert mistakes(text)


def test_a_name_that_stands_twice_is_told_where_it_stands():
    text = TEXT.replace('"nl": "Kwam op tijd"', '"nl": "Eerst", "nl": "Kwam op tijd"')
    assert mistakes(text) == {"competences.0.tiles.0": "key_twice:nl"}


def test_every_mistake_is_told_at_once():
    data = json.loads(TEXT)
    data["competences"][3]["tiles"][0]["tone"] = "loud"
    data["competences"][3]["tiles"][1]["departments"] = ["", 7]
    data["competences"][4]["anchors"] = []
    data["competences"][5]["tiles"] *= 9
    data["second_language"] = "x" * 41
    assert mistakes(json.dumps(data)) == {
        "competences.3.tiles.0.tone": "unknown_tone",
        "competences.3.tiles.1.departments.0": "missing",
        "competences.3.tiles.1.departments.1": "not_a_text",
        "competences.4.anchors": "not_an_object",
        **{f"competences.4.anchors.{n}": "not_an_object" for n in (1, 2, 3, 4)},
        "competences.5.tiles": "too_many:12",
        "second_language": "too_long:40",
    }


def test_a_file_is_text_of_a_bounded_size():
    assert decode(b"\xef\xbb\xbf{}") == "{}"
    for data, said in (
        (b"\xff\xfe{", "file_not_text"),
        (b" " * (MOST_BYTES + 1), "file_too_large"),
    ):
        with pytest.raises(BadInput) as refused:
            decode(data)
        assert refused.value.fields == {"": said}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.sampled_from(["groups", "competences", "default_active", "scale", "code"]))
def test_nothing_makes_it_fall(value, part):
    for data in (value, {**STARTER, part: value}):
        with suppress(BadInput):
            read_file(json.dumps(data))


@given(st.text())
def test_any_text_gets_an_answer(text):
    with pytest.raises(BadInput):
        read_file(text)


def test_the_largest_file_is_read_in_no_time():
    began = time.thread_time()
    mistakes('{"competences": [' + ",".join(["{}"] * 90_000) + "]}")
    assert time.thread_time() - began < 5
