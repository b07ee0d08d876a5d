import json
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.canonical import canonical, digest
from pwa.domain.enums import Advice, Level

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('abcé\n"\\\u0000'),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
    max_leaves=15,
)
contents = st.dictionaries(st.text("abc"), plain)


@given(contents)
def test_it_is_json_that_reads_back_as_it_was(content):
    assert json.loads(canonical(content)) == content


@given(contents)
def test_the_order_in_which_it_was_made_does_not_matter(content):
    assert canonical(dict(reversed(content.items()))) == canonical(content)


def test_the_bytes_are_the_documented_ones():
    content = {
        "b": [1, True, None],
        "a": "cafe\u0301 \u2028 ተ",
        "day": date(2026, 3, 2),
        "at": datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=1))),
        "id": UUID(int=1),
        "level": Level.CAN_TEACH,
        "advice": Advice.STOP,
    }
    expected = (
        '{"a":"café \u2028 ተ","advice":"stop","at":"2026-03-02T09:00:00.000000Z","b":[1,true,null],'
        '"day":"2026-03-02","id":"00000000-0000-0000-0000-000000000001","level":4}'
    )
    assert canonical(content) == expected.encode()
    assert digest(content) == sha256(expected.encode()).hexdigest()


def test_two_spellings_of_one_letter_are_one_content():
    assert digest({"a": "e\u0301"}) == digest({"a": "é"})


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), b"x", {1: 2}, {"e\u0301": 1, "é": 2}, "\ud800", object(), {1, 2},
     datetime(2026, 3, 2)],
)  # fmt: skip
def test_what_could_be_written_in_two_ways_is_refused(value):
    with pytest.raises(ValueError, match=r".+"):
        canonical({"x": value})


def test_a_moment_is_written_in_utc():
    there = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert canonical({"at": there}) == canonical({"at": there.astimezone(UTC)})
