"""What writing a note takes, from its id and the moment it was kept."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from pwa.domain.ids import uuid7
from pwa.domain.note_time import FEWEST, Writing, spent, took

OPENED = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
RIA, MEHMET = UUID(int=1), UUID(int=2)
MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


def writing(seconds, author=RIA, day=MONDAY):
    return Writing(author, day, None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("after", "seconds"),
    [(0, 0), (14, 14), (600, 600), (601, None), (-1, None), (86_400, None)],
)
def test_the_time_between_opening_and_keeping_unless_it_makes_no_sense(after, seconds):
    found = took(uuid7(OPENED), OPENED + timedelta(seconds=after))
    assert (found.total_seconds() if found is not None else None) == seconds


def test_an_id_without_a_moment_tells_nothing():
    assert took(uuid4(), OPENED) is None


def test_too_few_notes_say_nothing():
    assert spent([writing(10)] * (FEWEST - 1) + [writing(None)] * 50) is None


def test_the_note_in_the_middle_is_not_moved_by_one_that_took_long():
    told = spent([writing(10)] * 9 + [writing(500)])
    assert (told.note_seconds, told.measured, told.of) == (10, 10, 10)


def test_a_day_is_of_one_supervisor_on_one_day_with_notes():
    notes = [writing(30)] * 4 + [writing(30, day=TUESDAY)] * 4 + [writing(30, MEHMET)] * 4
    assert spent(notes).day_seconds == 120


def test_the_day_in_the_middle_is_not_moved_by_short_days_or_by_one_that_took_long():
    short = [writing(3, day=date(2026, 3, n)) for n in (2, 3)]
    usual = [writing(15, day=date(2026, 3, n)) for n in (4, 5, 6, 9, 10)]
    told = spent([*short, *usual])
    assert (told.note_seconds, told.day_seconds) == (15, 15)
    assert spent([*short, *usual, writing(500, MEHMET)]).day_seconds == 15


def test_what_was_not_measured_counts_as_the_one_in_the_middle():
    told = spent([writing(30)] * 10 + [writing(None)] * 10)
    assert (told.measured, told.of, told.day_seconds) == (10, 20, 600)
