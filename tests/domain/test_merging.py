"""What two people change in one form: nothing is overwritten, and only the same field asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.merging import (
    Clash,
    Keep,
    mark,
    marks,
    merge,
    merge_ticks,
    read_marks,
    write_marks,
)

OLD, MINE, THEIRS = "oud", "van mij", "van de ander"


def base_of(values):
    return read_marks(write_marks(marks(values)))


@pytest.mark.parametrize(
    ("mine", "now", "kept", "news"),
    [
        (OLD, OLD, OLD, False),
        (MINE, OLD, MINE, False),
        (OLD, THEIRS, THEIRS, True),
        (MINE, MINE, MINE, False),
        ("", OLD, "", False),
        (OLD, "", "", True),
    ],
)
def test_what_only_one_of_them_changed_is_kept(mine, now, kept, news):
    found = merge(base_of({"a": OLD}), {"a": mine}, {"a": now})
    assert (found.values["a"], found.clashes, "a" in found.news) == (kept, (), news)


def test_the_same_field_asks_and_stays_the_others_until_then():
    found = merge(base_of({"a": OLD}), {"a": MINE}, {"a": THEIRS})
    assert found.clashes == (Clash("a", MINE, THEIRS),)
    assert found.values["a"] == THEIRS


@pytest.mark.parametrize(
    ("mine", "now"), [("", THEIRS), (MINE, "")], ids=["I emptied it", "the other emptied it"]
)
def test_emptying_a_text_that_the_other_changed_asks_too(mine, now):
    assert merge(base_of({"a": OLD}), {"a": mine}, {"a": now}).clashes


def test_a_field_that_was_not_on_the_page_stays():
    assert merge({}, {}, {"a": THEIRS}).values == {"a": THEIRS}


def test_a_page_that_does_not_say_where_it_started_never_wins_by_itself():
    assert merge(None, {"a": MINE}, {"a": THEIRS}).clashes
    assert merge(None, {"a": MINE}, {"a": MINE}).clashes == ()


@pytest.mark.parametrize(
    ("keep", "kept"),
    [(Keep.MINE, MINE), (Keep.THEIRS, THEIRS), (Keep.BOTH, f"{THEIRS}\n\n{MINE}")],
)
def test_a_choice_is_about_what_was_shown(keep, kept):
    shown = base_of({"a": THEIRS})
    found = merge(shown, {"a": MINE}, {"a": THEIRS}, {"a": keep}, frozenset({"a"}))
    assert (found.values["a"], found.clashes) == (kept, ())
    later = merge(shown, {"a": MINE}, {"a": "weer anders"}, {"a": keep}, frozenset({"a"}))
    assert later.clashes == (Clash("a", MINE, "weer anders"),)


def test_what_asked_for_a_choice_asks_again_without_one():
    shown = base_of({"a": THEIRS})
    assert merge(shown, {"a": MINE}, {"a": THEIRS}, {}, frozenset({"a"})).clashes


texts = st.dictionaries(st.sampled_from("abcd"), st.text(max_size=4), max_size=4)


@given(texts, texts, texts)
def test_nothing_that_somebody_changed_is_ever_lost(start, mine, now):
    names = set(start) | set(mine) | set(now)
    start, mine, now = ({n: one.get(n, "") for n in names} for one in (start, mine, now))
    found = merge(base_of(start), mine, now)
    asked = {one.field: one for one in found.clashes}
    for name in names:
        for text in (mine[name], now[name]):
            if text != start[name]:
                said = (found.values[name], *([asked[name].mine] if name in asked else []))
                assert text in said


@given(texts)
def test_marks_survive_the_page(values):
    assert read_marks(write_marks(marks(values))) == {
        n: mark(text) for n, text in values.items() if text
    }


def test_a_name_with_odd_characters_is_still_one_name():
    odd = {"level.a b=c": "3", "example.é": "x"}
    assert set(read_marks(write_marks(marks(odd)))) == set(odd)


@pytest.mark.parametrize(
    ("was", "ticked", "now", "kept"),
    [
        (False, True, False, True),
        (True, False, True, False),
        (False, False, True, True),
        (True, True, False, False),
        (False, True, True, True),
        (True, False, False, False),
    ],
)
def test_a_box_follows_who_changed_it(was, ticked, now, kept):
    box = frozenset({"n"})
    found = merge_ticks({"n": was}, box if ticked else frozenset(), box if now else frozenset())
    assert (found == box) is kept


def test_a_box_that_the_page_did_not_show_stays():
    assert merge_ticks({}, frozenset(), frozenset({"n"})) == {"n"}
