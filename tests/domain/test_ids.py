from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.ids import is_uuid7, uuid7

moments = st.datetimes(
    min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)
)


@given(moments)
def test_an_id_is_a_version_7_uuid_that_carries_its_millisecond(now):
    made = uuid7(now)
    assert is_uuid7(made)
    milliseconds = (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert made.int >> 80 == milliseconds


@given(moments)
def test_ids_sort_by_the_time_they_were_made(now):
    assert uuid7(now) < uuid7(now + timedelta(milliseconds=1))


def test_two_ids_of_one_moment_differ():
    now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert len({uuid7(now) for _ in range(1000)}) == 1000


def test_without_a_moment_the_machine_gives_one():
    assert is_uuid7(uuid7())


def test_other_uuids_are_told_apart():
    assert not is_uuid7(uuid4())
    assert not is_uuid7(UUID(int=0))
    assert not is_uuid7(UUID("018f0000-0000-7000-0000-000000000000"))
