"""A row that is added is the row that is read again, whatever its fields hold."""

from uuid import UUID

import pytest
from peewee import IntegrityError

from pwa.database import read_once, reading_once, transaction
from pwa.domain.enums import Tone
from pwa.domain.ids import uuid7
from pwa.domain.states import NoteVisibility
from pwa.models import AuditEvent, Note
from pwa.models.base import hash_kept
from pwa.services import audit
from tests.people import NOW, TODAY, Cast


def note(cast: Cast, **facts: object) -> Note:
    about = {"placement": cast.placement_a1, "author": cast.supervisor_a.id, "day": TODAY}
    seen = {"made_at": NOW, "received_at": NOW, "shared_from": NOW, "body_hash": "h"}
    return Note.create(**{"text": "Één 😀", "tone": Tone.STRONG, **about, **seen, **facts})


def test_what_was_added_is_what_is_read(cast: Cast) -> None:
    made = note(cast, visibility=NoteVisibility.DISCUSS_FIRST, late=True)
    read = Note.get_by_id(made.id)
    assert read.__data__.items() >= made.__data__.items()
    assert (read.tone, read.made_at, read.day, read.late) == (Tone.STRONG, NOW, TODAY, True)
    assert read.discussed_at is None
    assert not made.dirty_fields, "saved once, there is nothing left to save"


def test_plain_data_and_numbers_of_the_database_are_kept(cast: Cast) -> None:
    with transaction():
        audit.record(None, "note.write", cast.note_a1, tiles=["a"], day=5)
    newest = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert newest.detail == {"tiles": ["a"], "day": 5}
    assert newest.hash == audit.head() == AuditEvent.newest_hash()


def test_what_the_database_refuses_is_refused_as_ever(cast: Cast) -> None:
    made = note(cast)
    with pytest.raises(IntegrityError), transaction():
        note(cast, id=made.id)
    with pytest.raises(IntegrityError), transaction():
        note(cast, placement=uuid7())
    with pytest.raises(IntegrityError), transaction():
        note(cast, text=None)
    assert Note.select().where(Note.text == "Één 😀").count() == 1


def test_the_hash_of_a_row_is_found_by_its_id(cast: Cast) -> None:
    assert hash_kept(Note, note(cast).id) == "h"
    assert hash_kept(Note, uuid7()) is None


def test_reading_once_reads_once_and_only_inside(cast: Cast) -> None:
    read: list[UUID] = []

    def look() -> int:
        read.append(uuid7())
        return len(read)

    assert (read_once("a", look), read_once("a", look)) == (1, 2)
    with reading_once():
        assert (read_once("a", look), read_once("a", look), read_once("b", look)) == (3, 3, 4)
    assert read_once("a", look) == 5
