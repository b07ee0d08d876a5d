"""A photo with a note, as a browser meets it: posted by a plain form, shown with its note."""

from datetime import timedelta
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from pwa import clock
from pwa.domain.ids import uuid7
from pwa.models import AccessLog, Note, NotePhoto, Organisation
from pwa.services import companies, note_changes, photos
from pwa.services.pictures import MOST_UPLOADED, made_anew
from tests.people import NOW, write_note
from tests.pictures import SECRET, camera, drawing, saved
from tests.test_security import HEADERS


@pytest.fixture
def wanted(cast):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)


@pytest.fixture
def photo(cast, wanted):
    return photos.add(cast.as_("supervisor_a"), cast.note_a1.id, uuid7(), made_anew(camera()))


def form(browse, cast, *who):
    people = "&".join(f"voor={getattr(cast, f'placement_{one}').id}" for one in who or ("a1",))
    return browse("supervisor_a").get(f"/notities/nieuw?{people}")


def files(*pictures):
    return [
        FileStorage(BytesIO(one), f"../../IMG_{n}.jpg", "photos") for n, one in enumerate(pictures)
    ]


def posted(visitor, path, fields):
    """The test client itself would leave a file behind for a large body."""
    boundary, body = encode_multipart(fields)
    return visitor.post(path, body, content_type=f"multipart/form-data; boundary={boundary}")


def pictures_on(page):
    return [one for one in page.find(".//img") if "/fotos/" in one.get("src")]


def test_the_employer_switches_photos_on_and_off(browse, cast):
    page = browse("employer_a").get(f"/bedrijven/{cast.company_a.id}/wijzigen")
    assert "Nooit een mens, een gezicht of een papier met een naam erop." in page.text
    page.submit("Bekijk wat er gebeurt", photos="1").submit("Ja, zo doen wij het")
    assert Organisation.get_by_id(cast.company_a.id).photos
    page = browse("employer_a").get(f"/bedrijven/{cast.company_a.id}/wijzigen")
    assert page.find(".//input[@name='photos']")[0].get("checked") is not None
    page.submit("Bekijk wat er gebeurt", photos=None).submit("Ja, zo doen wij het")
    assert not Organisation.get_by_id(cast.company_a.id).photos


def test_the_form_asks_for_photos_only_where_the_company_wants_them(browse, cast):
    assert not form(browse, cast).find(".//input[@type='file']")
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    page = form(browse, cast)
    assert "Foto van product of werkplek" in page.text
    assert "Geen mensen en geen namen op de foto." in page.text
    (field,) = page.find(".//input[@type='file']")
    assert (field.get("capture"), field.get("accept")) == ("environment", "image/*")


def test_a_plain_form_keeps_photos_with_the_notes_in_one_commit(browse, cast, wanted):
    sent = files(camera(2000, 1500), saved(drawing(), "PNG"))
    kept = form(browse, cast, "a1", "a2").submit("Bewaren", text="Zo kwam het af.", photos=sent)
    assert (kept.status, kept.seen.commits) == (303, 1)
    shown = [(row.note.text, row.position, row.width) for row in NotePhoto.select()]
    assert sorted(shown) == sorted(
        [("Zo kwam het af.", n, w) for n, w in ((1, 1600), (2, 640))] * 2
    )
    assert all(SECRET not in bytes(row.large.data) for row in NotePhoto.select())
    assert len(pictures_on(kept.follow())) == 4


def test_posted_twice_it_is_one_note_with_one_photo(browse, cast, wanted):
    page = form(browse, cast)
    for _ in range(2):
        assert page.submit("Bewaren", text="Af.", photos=files(camera())).status == 303
    assert (Note.select().where(Note.text == "Af.").count(), NotePhoto.select().count()) == (1, 1)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ([b"<svg/>"], "kan Opstap niet lezen"),
        ([b"\xff\xd8" + bytes(MOST_UPLOADED)], "te groot"),
        ([camera(40, 30)] * 4, "hooguit 3"),
    ],
    ids=["no picture", "too large", "too many"],
)
def test_a_photo_that_cannot_be_kept_keeps_the_words_in_the_form(browse, cast, wanted, sent, why):
    ids = {f"note-{cast.placement_a1.id}": str(uuid7()), "day": "2026-03-11"}
    fields = {**ids, "text": "Mijn woorden.", "photos": files(*sent)}
    page = posted(browse("supervisor_a"), "/notities/", fields)
    assert page.status == 422
    assert why in page.text and "Mijn woorden." in page.html
    assert not Note.select().where(Note.text == "Mijn woorden.").exists()


def test_what_is_wrong_with_the_words_asks_for_the_photo_again(browse, cast, wanted):
    page = form(browse, cast).submit("Bewaren", text="", photos=files(camera()))
    assert page.status == 422 and "Kies de foto opnieuw." in page.text
    assert not NotePhoto.select().exists()


def test_a_photo_that_the_company_does_not_want_is_refused(browse, cast):
    ids = {f"note-{cast.placement_a1.id}": str(uuid7()), "day": "2026-03-11", "text": "Af."}
    page = browse("supervisor_a").post("/notities/", {**ids, "photos": files(camera())})
    assert page.status == 409 and "wil geen foto" in page.text
    assert not Note.select().where(Note.text == "Af.").exists()


def test_only_the_form_of_a_note_may_be_large(browse, cast):
    fields = {"language": "nl", "photos": files(bytes(1_500_000))}
    assert posted(browse("supervisor_a"), "/account/taal", fields).status == 413


@pytest.mark.parametrize("size", ["groot", "klein"])
def test_a_photo_is_a_jpeg_and_nothing_else_to_the_browser(browse, photo, size):
    answer = browse("supervisor_a").get(f"/fotos/{photo.id}/{size}")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    made = made_anew(camera())
    assert answer.answer.data == (made.large if size == "groot" else made.small)


def test_a_photo_stands_with_its_note_for_each_of_its_readers(browse, cast, photo):
    for who, path in (
        ("supervisor_a", f"/notities/{cast.note_a1.id}"),
        ("substitute", f"/plaatsingen/{cast.placement_a1.id}"),
        ("coach_1", f"/plaatsingen/{cast.placement_a1.id}"),
        ("candidate_a1", "/mijn-voortgang"),
    ):
        visitor = browse(who)
        page = visitor.get(path)
        page = page.follow() if page.status in (302, 308) else page
        (shown,) = pictures_on(page)
        assert shown.get("alt") == "Foto bij de notitie van donderdag 5 maart"
        assert (shown.get("loading"), shown.get("width")) == ("lazy", "640")
        opened = visitor.get(f"/fotos/{photo.id}")
        assert ("Foto weghalen" in opened.text) is (who == "supervisor_a")
        back = next(one for one in opened.links() if str(cast.note_a1.id) in one)
        assert pictures_on(visitor.get(back))


def test_vandaag_shows_photos_without_a_query_more(browse, cast, wanted):
    note = write_note(cast, "supervisor_a", "a1", "Werkte netjes.")
    before = len(browse("supervisor_a").get("/vandaag/").seen.queries)
    for width in (40, 50, 60):
        picture = made_anew(camera(width, 30))
        photos.add(cast.as_("supervisor_a"), note.id, uuid7(), picture)
    page = browse("supervisor_a").get("/vandaag/")
    assert [one.get("width") for one in pictures_on(page)] == ["40", "50", "60"]
    assert len(page.seen.queries) == before


def test_a_photo_of_a_note_that_was_undone_is_nowhere(browse, cast, wanted):
    note = write_note(cast, "supervisor_a", "a1", "Was iemand anders.")
    photo = photos.add(cast.as_("supervisor_a"), note.id, uuid7(), made_anew(camera()))
    note_changes.withdraw(cast.as_("supervisor_a"), note)
    with clock.at(NOW + timedelta(hours=1)):
        for who in ("supervisor_a", "substitute", "coach_1", "candidate_a1"):
            assert browse(who).get(f"/fotos/{photo.id}/klein").status == 404
    for path in ("/vandaag/", f"/notities/{note.id}"):
        assert not pictures_on(browse("supervisor_a").get(path))


def test_a_candidate_sees_the_photo_when_the_note_is_shared_and_not_before(browse, cast, wanted):
    note = write_note(cast, "supervisor_a", "a1", "Mooi gedaan.")
    photo = photos.add(cast.as_("supervisor_a"), note.id, uuid7(), made_anew(camera()))
    assert browse("candidate_a1").get(f"/fotos/{photo.id}").status == 404
    with clock.at(NOW + timedelta(minutes=11)):
        assert browse("candidate_a1").get(f"/fotos/{photo.id}/groot").status == 200


def test_who_opens_a_photo_stands_in_the_log_and_the_candidate_does_not(browse, cast, photo):
    for who in ("coach_1", "candidate_a1"):
        browse(who).get(f"/fotos/{photo.id}/groot")
    (line,) = AccessLog.select()
    assert (line.reader_id, line.what) == (cast.coach_1.id, "notities")
    assert line.placement_id == cast.placement_a1.id


def test_the_author_takes_a_photo_away(browse, cast, photo):
    page = browse("supervisor_a").get(f"/fotos/{photo.id}").submit("Weghalen")
    assert page.status == 303
    assert "De foto is weg" in page.follow().text
    assert browse("supervisor_a").get(f"/fotos/{photo.id}/groot").status == 404
