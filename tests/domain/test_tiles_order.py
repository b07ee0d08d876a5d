from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.tiles_order import favourites, pinned_first

MONDAY = date(2026, 3, 2)
LAST_WEEK = MONDAY - timedelta(days=3)
TILES = list("abcdefghij")

uses = st.lists(
    st.tuples(
        st.sampled_from([*TILES, "gone"]),
        st.dates(MONDAY - timedelta(days=30), MONDAY + timedelta(days=6)),
        st.integers(0, 9),
    )
)


def test_nothing_used_leaves_the_order_of_the_handbook():
    assert favourites([], TILES, MONDAY) == TILES


def test_the_most_used_stand_first_and_the_rest_keep_their_place():
    counts = [("j", LAST_WEEK, 2), ("c", LAST_WEEK, 5), ("j", LAST_WEEK, 1)]
    assert favourites(counts, TILES, MONDAY) == list("cjabdefghi")


def test_at_most_six_are_moved_to_the_front():
    counts = [(tile, LAST_WEEK, n) for n, tile in enumerate(TILES, start=1)]
    assert favourites(counts, TILES, MONDAY) == list("jihgfeabcd")


def test_what_is_used_this_week_moves_nothing_before_next_monday():
    counts = [("j", MONDAY, 50), ("j", MONDAY + timedelta(days=4), 50)]
    assert favourites(counts, TILES, MONDAY) == TILES
    assert favourites(counts, TILES, MONDAY + timedelta(days=7))[0] == "j"


@given(uses)
def test_every_tile_of_the_handbook_is_there_once(counts):
    assert sorted(favourites(counts, TILES, MONDAY)) == TILES


def test_what_the_company_pinned_for_this_department_comes_first_in_the_handbooks_order():
    pins = {"d": ("Hal 2",), "b": ("hal  2", "Magazijn"), "a": ("Magazijn",)}
    front = pinned_first("abcdef", "fcabde", pins, {"Hal 2"}, first=4)
    assert front == ["b", "d", "f", "c"], "a is pinned elsewhere alone"


def test_without_pins_the_most_used_come_first():
    assert pinned_first("abcd", "dcab", {}, {"Hal 2"}, first=3) == ["d", "c", "a"]
