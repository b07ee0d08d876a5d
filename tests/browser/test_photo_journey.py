"""A photo from the camera to the page: small and sealed on the device, drawn anew on the server."""

import re

import pytest
from playwright.sync_api import expect

from pwa.models import Note, NotePhoto
from pwa.services import companies
from pwa.services.pictures import MOST_SENT
from tests.browser.conftest import until_sent
from tests.browser.kept_pages import until_kept
from tests.browser.test_worker import release
from tests.pictures import GPS, SECRET, camera, drawing, saved
from tests.services.test_pictures import opened

__all__ = ["release"]

ROWS = """() => new Promise((done) => {
  indexedDB.open("opstap").onsuccess = ({ target }) => {
    target.result.transaction("outbox").objectStore("outbox").getAll().onsuccess = (found) =>
      done(found.target.result.map((row) => ({
        n: row.n, photo: row.photo, size: row.sealed.length,
        text: [row.sealed, row.hidden].map((one) => new TextDecoder("latin1").decode(one)).join(),
      })))
  }
})"""
CHOOSE = "Foto van product of werkplek"


@pytest.fixture
def page(tablet, cast, console):
    console.allow("ERR_INTERNET_DISCONNECTED|Failed to load")
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    page = tablet("supervisor_a")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.wait_for_load_state("networkidle")
    return page


def choose(page, *pictures):
    files = [
        {"name": f"IMG_{n}.jpg", "mimeType": "image/jpeg", "buffer": one}
        for n, one in enumerate(pictures)
    ]
    page.get_by_label(CHOOSE).set_input_files(files)


def chosen(page):
    return page.get_by_role("img", name="Gekozen foto")


def keep(page, text):
    page.get_by_label("Erbij schrijven").fill(text)
    page.get_by_role("button", name="Bewaren").click()


def arrived(page):
    """All of it is with the server, also where that took longer than the page waits for."""
    expect(page).to_have_url(re.compile("/vandaag"))
    until_sent(page)
    page.goto("/vandaag/")


def test_a_photo_taken_without_network_goes_out_after_its_note(page, look):
    page.context.set_offline(True)
    photo = camera(3000, 4000, 6)
    assert SECRET in photo
    choose(page, photo)
    expect(chosen(page)).to_be_visible()
    look(page)
    keep(page, "Zo kwam het af.")
    expect(page.locator("outbox-list").get_by_text("Zo kwam het af. · met 1 foto")).to_be_visible()
    expect(page.locator("outbox-list").get_by_text("Nog 1 ander bericht wacht.")).to_be_visible()
    note, picture = page.evaluate(ROWS)
    assert (note["photo"], picture["photo"]) == (False, True)
    assert picture["size"] < MOST_SENT * 4 / 3 + 1000
    for trace in (SECRET.decode(), "JFIF", "picture", "photo", "/9j/"):
        assert trace not in note["text"] + picture["text"]
    page.context.set_offline(False)
    until_sent(page)
    shown = page.get_by_role("link", name="Foto bij de notitie van woensdag 11 maart")
    page.goto("/vandaag/")
    expect(shown).to_be_visible()
    kept = opened(bytes(NotePhoto.get().large.data))
    assert kept.size == (1600, 1200)
    assert SECRET not in bytes(NotePhoto.get().large.data)
    assert GPS not in kept.getexif()
    assert kept.getpixel((1590, 600))[0] > 200  # red above, turned a quarter to the right
    shown.click()
    expect(
        page.get_by_role("heading", level=1, name=re.compile("Foto bij de notitie"))
    ).to_be_visible()
    look(page)


def test_photos_are_chosen_one_by_one_and_taken_off_again(page):
    choose(page, camera(), saved(drawing(300, 900), "PNG"))
    expect(chosen(page)).to_have_count(2)
    choose(page, camera(50, 50))
    expect(chosen(page)).to_have_count(3)
    choose(page, camera(60, 60))
    expect(page.get_by_text("Bij een notitie passen hooguit 3 foto's.")).to_be_visible()
    page.get_by_role("button", name="Weghalen").first.click()
    expect(chosen(page)).to_have_count(2)
    expect(page.get_by_label(CHOOSE)).to_be_focused()
    keep(page, "Met twee.")
    arrived(page)
    expect(page.locator("img.photo")).to_have_count(2)
    assert [(row.width, row.height) for row in NotePhoto.select()] == [(300, 900), (50, 50)]


def test_a_chosen_photo_holds_an_update_back_until_it_is_kept(tablet, cast, release):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    page = tablet("supervisor_a", service_workers="allow")
    page.goto("/vandaag/")
    until_kept(page, "/vandaag/")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    choose(page, camera(60, 60))
    expect(chosen(page)).to_be_visible()
    release(page)
    page.get_by_role("button", name="Nieuwe versie - nu bijwerken").click()
    expect(page.get_by_text("Bewaar eerst wat je hier schreef.")).to_be_visible()
    expect(chosen(page)).to_be_visible()


def test_what_is_no_photo_is_said_at_once_and_the_note_goes_without(page):
    choose(page, b"<svg/>")
    expect(page.get_by_text("Deze foto kan Opstap niet lezen.")).to_be_visible()
    keep(page, "Zonder foto.")
    arrived(page)
    assert Note.select().where(Note.text == "Zonder foto.").count() == 1
    assert not NotePhoto.select().exists()


def test_a_photo_full_of_detail_is_made_to_fit(page):
    from PIL import Image

    noise = Image.effect_noise((3000, 2000), 120).convert("RGB")
    choose(page, saved(noise, "JPEG"))
    expect(chosen(page)).to_be_visible()
    keep(page, "Veel te zien.")
    arrived(page)
    expect(page.locator("img.photo")).to_be_visible()


def test_a_photo_that_is_refused_stays_on_the_device_and_says_why(page, cast):
    choose(page, camera())
    expect(chosen(page)).to_be_visible()
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, False)
    keep(page, "De foto mag niet.")
    why = page.get_by_text("Niet aangenomen. Dit bedrijf wil geen foto's bij notities.")
    expect(why).to_be_visible()
    assert Note.select().where(Note.text == "De foto mag niet.").count() == 1
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    page.get_by_role("button", name="Nog eens versturen").click()
    expect(why).to_be_hidden()
    until_sent(page)
    assert NotePhoto.select().count() == 1


def test_words_go_before_photos_also_those_of_a_later_note(page, cast):
    sent = []
    page.context.set_offline(True)
    choose(page, camera(), camera(500, 500))
    expect(chosen(page)).to_have_count(2)
    keep(page, "Eerst.")
    expect(page.locator("outbox-list").get_by_text("Eerst.")).to_be_visible()
    keep(page, "Daarna.")
    expect(page.locator("outbox-list").get_by_text("Daarna.")).to_be_visible()
    page.on("request", lambda one: sent.append(one.post_data_json) if one.post_data else None)
    page.context.set_offline(False)
    until_sent(page)
    assert next(len(one["items"]) for one in sent if "items" in one) == 2
    assert NotePhoto.select().count() == 2
    assert Note.select().where(Note.text.in_(["Eerst.", "Daarna."])).count() == 2


def test_without_javascript_a_photo_goes_with_the_form(tablet, cast):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    page = tablet("supervisor_a", javascript=False)
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    choose(page, camera(4000, 3000))
    keep(page, "Zonder script.")
    expect(page).to_have_url(re.compile("/vandaag"))
    expect(page.locator("img.photo")).to_be_visible()
    assert SECRET not in bytes(NotePhoto.get().large.data)
