"""Photos with a note: by its author, where the company wants them, and gone when taken away."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import AuditEvent, Blob, NotePhoto, Organisation
from pwa.services import companies, note_changes, photos
from pwa.services.pictures import made_anew
from tests.people import NOW, write_note
from tests.pictures import camera

PICTURE = made_anew(camera())


@pytest.fixture
def note(cast):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    return write_note(cast, "supervisor_a", "a1", "Maakte dit zelf.")


def add(cast, note, who="supervisor_a", id=None, picture=PICTURE):
    return photos.add(cast.as_(who), note.id, id or uuid7(), picture)


def refused(cast, note, **options):
    with pytest.raises((NotAllowed, BadInput)) as found:
        add(cast, note, **options)
    assert not NotePhoto.select().where(NotePhoto.position > 3).exists()
    return found.value


def test_photos_are_off_until_the_company_wants_them(cast):
    assert not Organisation.select().where(Organisation.photos).exists()
    assert refused(cast, cast.note_a1).code == "photos_off"
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    assert add(cast, cast.note_a1).position == 1
    assert not Organisation.get_by_id(cast.company_b.id).photos
    event = AuditEvent.get(AuditEvent.action == "organisation.photos")
    assert event.actor_id == cast.employer_a.id


def test_a_photo_is_kept_with_its_two_files_and_an_event(cast, note):
    kept = add(cast, note)
    row = NotePhoto.get_by_id(kept.id)
    assert (row.note_id, row.position, row.width, row.height) == (note.id, 1, 640, 480)
    assert bytes(row.large.data) == PICTURE.large
    assert bytes(row.small.data) == PICTURE.small
    assert row.large.media_type == row.small.media_type == "image/jpeg"
    event = AuditEvent.get(AuditEvent.action == "photo.add")
    assert (event.object_id, event.detail["content"]) == (row.id, PICTURE.sha256)


def test_the_same_id_again_is_the_same_photo(cast, note):
    first = add(cast, note)
    assert add(cast, note, id=first.id).id == first.id
    assert NotePhoto.select().count() == 1
    other = write_note(cast, "supervisor_a", "a2", "Iets anders.")
    assert refused(cast, other, id=first.id).code == "id_reused"


def test_a_note_has_at_most_three_photos(cast, note):
    assert [add(cast, note).position for _ in range(3)] == [1, 2, 3]
    assert refused(cast, note).fields == {"photos": "too_many_photos:3"}


@pytest.mark.parametrize("who", ["substitute", "coach_1", "candidate_a1", "supervisor_b"])
def test_only_the_author_puts_a_photo_with_a_note(cast, note, who):
    assert refused(cast, note, who=who).code == "photo_without_note"


def test_a_note_that_was_taken_back_gets_no_photo(cast, note):
    note_changes.withdraw(cast.as_("supervisor_a"), note)
    assert refused(cast, note).code == "photo_note_gone"
    note_changes.restore(cast.as_("supervisor_a"), note)
    assert add(cast, note)


def test_bytes_of_a_device_are_not_decoded_when_they_may_not_be_kept(cast, note):
    assert refused(cast, note, picture=b"nonsense").fields == {"photos": "photo_unreadable"}
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, False)
    assert refused(cast, note, picture=b"nonsense").code == "photos_off"
    assert not Blob.select().exists()


def test_a_photo_that_is_taken_away_takes_its_bytes_along(cast, note):
    one, two = add(cast, note), add(cast, note, picture=made_anew(camera(300, 200)))
    with clock.at(NOW + timedelta(days=30)):
        photos.remove(cast.as_("supervisor_a"), one)
        photos.remove(cast.as_("supervisor_a"), one)
    assert [row.id for row in NotePhoto.select()] == [two.id]
    assert {row.id for row in Blob.select()} == {two.large_id, two.small_id}
    assert AuditEvent.select().where(AuditEvent.action == "photo.remove").count() == 1
    assert add(cast, note).position == 1


def test_a_picture_with_two_notes_stays_with_the_other(cast, note):
    other = write_note(cast, "supervisor_a", "a2", "Deden ze samen.")
    mine, theirs = add(cast, note), add(cast, other)
    assert mine.large_id == theirs.large_id
    photos.remove(cast.as_("supervisor_a"), mine)
    assert bytes(NotePhoto.get_by_id(theirs.id).large.data) == PICTURE.large


def test_only_the_author_takes_a_photo_away(cast, note):
    photo = add(cast, note)
    for who in ("substitute", "coach_1", "candidate_a1", "employer_a"):
        with pytest.raises(NotAllowed):
            photos.remove(cast.as_(who), photo)
    assert NotePhoto.select().exists()


def test_a_photo_moves_with_its_note(cast, note):
    photo = add(cast, note)
    note_changes.move(cast.as_("supervisor_a"), note, cast.placement_a2)
    with clock.at(NOW + timedelta(hours=1)):
        mine = {n: NotePhoto.visible_to(cast.as_(f"candidate_{n}")) for n in ("a1", "a2")}
        assert not mine["a1"].exists()
        assert [row.id for row in mine["a2"]] == [photo.id]
