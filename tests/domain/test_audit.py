from datetime import UTC, datetime

import pytest

from pwa.domain.audit import FIRST_HASH, chain

EVENT = {"action": "note.made", "object": 7, "at": datetime(2026, 3, 2, 9, tzinfo=UTC)}


def test_the_hash_depends_on_the_event_and_on_what_came_before():
    first = chain(FIRST_HASH, EVENT)
    assert len(first) == 64
    assert first == chain(FIRST_HASH, dict(reversed(EVENT.items())))
    assert first != chain(first, EVENT)
    assert first != chain(FIRST_HASH, EVENT | {"object": 8})


def test_a_hash_of_today_is_still_the_same_in_years():
    assert chain(FIRST_HASH, EVENT) == (
        "2ff0d5dbc242b5f93babe293fdcf6c0c300cadd65da87883b4647d7c90c04709"
    )


def test_what_cannot_be_written_in_one_way_is_refused():
    with pytest.raises(ValueError, match="float"):
        chain(FIRST_HASH, {"hours": 7.5})
