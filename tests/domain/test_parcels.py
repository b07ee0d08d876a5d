"""A sealed row is taken apart, and a device's clock is put right."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.errors import NotAllowed
from pwa.domain.parcels import Envelope, Item, moment_of, written_at

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
LEAF = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(LEAF, lambda x: st.lists(x) | st.dictionaries(st.text(), x))


@given(st.binary(max_size=200))
def test_an_envelope_is_read_whole_or_refused(sealed):
    if len(sealed) < 102 or sealed[0] != 1:
        with pytest.raises(NotAllowed, match="seal_broken"):
            Envelope.read(sealed)
        return
    one = Envelope.read(sealed)
    assert b"\x01" + one.key_id + one.public_key + one.iv + one.ciphertext == sealed


@given(st.text() | JSON.map(json.dumps))
def test_an_item_is_read_or_refused(body):
    with pytest.raises(NotAllowed):
        Item.read(body)


@given(st.text(max_size=60), st.timedeltas(), st.datetimes(timezones=st.just(UTC)))
def test_the_moment_of_writing_lies_between_signing_in_and_now(said, ahead, clock):
    issued = NOW - timedelta(days=3)
    for made_at in (said, clock.isoformat()):
        moment = written_at(made_at, ahead, issued, NOW)
        assert issued - timedelta(minutes=5) <= moment <= NOW


def test_a_moment_needs_its_offset():
    assert moment_of("2026-03-11T10:00:00") is None
    assert moment_of("2026-03-11T10:00:00+01:00") == NOW


@pytest.mark.parametrize(
    ("said", "kept"),
    [("2026-03-11T10:12:03.120+01:00", None), ("\ud800", ""), ("10:12\0", "10:12"), ("é", "")],
)
def test_of_a_clock_only_what_a_database_can_keep_is_kept(said, kept):
    id = "01890000-0000-7000-8000-000000000000"
    item = {"id": id, "kind": "note", "about": id, "made_at": said, "fields": {}}
    assert Item.read(json.dumps(item)).made_at == (said if kept is None else kept)
