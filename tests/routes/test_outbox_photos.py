"""Photos from a device's outbox: after their note, once, and refused by themselves."""

import json
from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.parcels import MOST_BYTES
from pwa.models import Note, NotePhoto, Receipt, Supervision
from pwa.services import companies, note_changes
from pwa.services.pictures import MOST_SENT
from tests.browse import Visitor
from tests.people import NOW, TODAY
from tests.pictures import SECRET, camera, drawing, saved
from tests.tablet import Tablet, b64, batch, body_of, row


@pytest.fixture
def tablet(browse, cast):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    return Tablet(browse("supervisor_a"))


@pytest.fixture
def note(tablet, cast):
    return tablet.write("note", cast.placement_a1, day=TODAY, text="Zo kwam het af.")


def photo(tablet, note, picture=None):
    sent = b64(camera() if picture is None else picture)
    return tablet.write("photo", note["id"], picture=sent)


def refused(tablet, *rows):
    told = tablet.results(*rows)[-1]
    assert told["state"] == "refused"
    assert told["message"]
    return told["code"], told["message"]


def test_a_photo_is_received_after_its_note_and_drawn_anew(tablet, note):
    told = tablet.results(note, photo(tablet, note))
    assert [one["state"] for one in told] == ["received", "received"]
    kept = NotePhoto.get()
    assert str(kept.note_id) == note["id"]
    assert SECRET not in bytes(kept.large.data)


def test_a_second_time_it_is_the_same_photo(tablet, note):
    sent = photo(tablet, note)
    first = tablet.results(note, sent)
    assert tablet.results(note, sent, sent)[1:] == [first[1]] * 2
    assert (NotePhoto.select().count(), Receipt.select().count()) == (1, 2)


def test_an_id_with_another_picture_is_refused(tablet, note):
    sent = photo(tablet, note)
    tablet.results(note, sent)
    body = body_of("photo", note["id"], id=sent["id"], picture=b64(camera(50, 50)))
    assert refused(tablet, row(tablet.key, *body))[0] == "id_reused"
    assert NotePhoto.get().width == 640


def test_a_photo_without_its_note_is_refused_and_can_be_sent_again(tablet, note):
    sent = photo(tablet, note)
    code, message = refused(tablet, sent)
    assert code == "photo_without_note"
    assert "Verstuur eerst de notitie" in message
    assert [one["state"] for one in tablet.results(note, sent)] == ["received"] * 2


def test_a_photo_of_a_note_that_was_refused_is_refused_too(tablet, cast):
    bad = tablet.write("note", cast.placement_a1, day=TODAY, text="x" * 601)
    assert refused(tablet, bad, photo(tablet, bad))[0] == "photo_without_note"


def test_where_the_company_wants_no_photos_the_note_is_kept_without(tablet, note, cast):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, False)
    assert refused(tablet, note, photo(tablet, note))[0] == "photos_off"
    assert Note.get_or_none(Note.id == note["id"])
    assert not NotePhoto.select().exists()


def test_a_photo_of_a_note_that_was_undone_is_refused(tablet, note, cast):
    tablet.results(note)
    note_changes.withdraw(cast.as_("supervisor_a"), Note.get_by_id(note["id"]))
    assert refused(tablet, photo(tablet, note))[0] == "photo_note_gone"


def test_nobody_puts_a_photo_with_the_note_of_somebody_else(tablet, note, browse):
    tablet.results(note)
    other = Tablet(browse("substitute"))
    assert refused(other, photo(other, note))[0] == "photo_without_note"


def test_a_fourth_photo_is_refused_by_itself(tablet, note):
    told = tablet.results(note, *(photo(tablet, note) for _ in range(4)))
    assert [one["state"] for one in told] == ["received"] * 4 + ["refused"]
    assert "hooguit 3" in told[-1]["message"]


@pytest.mark.parametrize(
    "picture", [b"", b"<svg/>", saved(drawing(), "PNG"), camera(3000, 2000), camera()[:-300]]
)
def test_what_is_no_small_jpeg_is_refused_and_the_rest_is_kept(tablet, note, cast, picture):
    last = tablet.write("note", cast.placement_a1, day=TODAY, text="Nog een.")
    told = tablet.results(note, photo(tablet, note, picture), last)
    assert [one["state"] for one in told] == ["received", "refused", "received"]
    assert not NotePhoto.select().exists()


@pytest.mark.parametrize(
    "fields", [{"picture": "geen base64!"}, {"picture": ["QQ", "QQ"]}, {"name": "IMG_1.jpg"}]
)
def test_a_photo_has_one_picture_and_nothing_beside_it(tablet, note, fields):
    sent = tablet.write("photo", note["id"], **{"picture": b64(camera()), **fields})
    assert refused(tablet, note, sent)[0] == "item_unreadable"
    empty = tablet.write("photo", note["id"])
    assert refused(tablet, empty)[0] == "item_unreadable"


def test_a_photo_that_comes_after_the_guidance_ended_is_flagged(tablet, note):
    sent = photo(tablet, note)
    tablet.results(note)
    Supervision.update(to_on=TODAY, evaluate_until=TODAY).execute()
    with clock.at(NOW + timedelta(days=9)):
        (told,) = Tablet(Visitor(tablet.visitor.app, tablet.visitor.user)).results(sent)
    assert (told["state"], told["flagged"]) == ("received", True)


def test_the_largest_photo_that_a_device_may_send_fits_in_one_batch(tablet, note):
    tablet.results(note)
    sent = batch(photo(tablet, note, bytes(MOST_SENT)), waiting=999_999, oldest="x" * 40)
    assert len(json.dumps(sent)) < MOST_BYTES
    assert refused(tablet, *sent["items"])[0] == "bad_input"
