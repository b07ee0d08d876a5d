"""What notes cost at a company, from rows as they came in."""

from datetime import timedelta
from uuid import UUID

import pytest

from pwa import clock
from pwa.domain.ids import uuid7
from pwa.models import Note, Receipt
from pwa.queries.note_time import note_time
from pwa.services import notes
from pwa.services.notes import NoteEntry
from tests.people import NOW, TODAY

pytestmark = pytest.mark.usefixtures("connection")


def write(cast, seconds, at=NOW, placements=("a1",), who="supervisor_a", times=1):
    for n in range(times):
        kept = at + timedelta(minutes=n)
        with clock.at(kept):
            ids: dict[UUID, UUID] = {
                getattr(cast, f"placement_{one}").id: uuid7(kept - timedelta(seconds=seconds))
                for one in placements
            }
            entry = NoteEntry(ids=ids, day=TODAY, text=f"Notitie {n}.")
            yield from notes.write(cast.as_(who), entry)


def test_it_is_measured_from_the_form_that_was_opened_to_the_note_that_was_received(cast):
    list(write(cast, 15, times=12))
    told = note_time(cast.company_a.id, NOW + timedelta(hours=1))
    assert (told.note_seconds, told.measured, told.day_seconds) == (15, 12, 15)
    assert note_time(cast.company_b.id, NOW) is None


def test_of_what_waited_on_a_device_its_own_clock_counts(cast):
    """That clock was an hour behind, and the notes came in two hours later."""
    for n, note in enumerate(write(cast, 0, at=NOW + timedelta(hours=1), times=10)):
        opened = NOW + timedelta(minutes=n) - timedelta(hours=1)
        own_id, kept = uuid7(opened), opened + timedelta(seconds=20)
        Note.update(id=own_id).where(Note.id == note.id).execute()
        Receipt.create(
            id=own_id, kind="note", author=cast.supervisor_a, delivered_by=cast.supervisor_a,
            sha256="0" * 64, made_at=kept.isoformat(), clock_offset=3600, received_at=NOW,
        )  # fmt: skip
    told = note_time(cast.company_a.id, NOW + timedelta(hours=2))
    assert (told.note_seconds, told.measured) == (20, 10)


def test_one_form_about_two_people_counts_once(cast):
    list(write(cast, 30, placements=("a1", "a2"), times=10))
    told = note_time(cast.company_a.id, NOW + timedelta(hours=1))
    assert told.of <= 13 and told.measured == 10


def test_notes_of_more_than_four_weeks_ago_do_not_count(cast):
    list(write(cast, 15, times=12))
    assert note_time(cast.company_a.id, NOW + timedelta(days=29)) is None
