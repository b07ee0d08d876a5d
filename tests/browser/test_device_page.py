"""Dit toestel: what waits and whose, how safe it is, and a way out for what cannot be sent."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pwa import clock
from pwa.models import Device, Note
from tests.browser.conftest import let_through
from tests.browser.test_outbox_trouble import SEND, WAITS, become, busy, listed, write, written

ID = "01950000-0000-7000-8000-000000000001"


@pytest.fixture
def page(tablet, console):
    console.allow("Failed to load|request failed")
    return tablet("supervisor_a")


def wait_with(page: Page, cast, *texts: str) -> None:
    page.route(SEND, busy)
    for text in texts:
        write(page, cast, text)
        expect(page.get_by_label("Erbij schrijven")).to_have_value("")


def go(page: Page) -> None:
    page.goto("/dit-toestel/")
    page.wait_for_load_state("networkidle")


def test_nothing_waits_and_it_says_so(page, look) -> None:
    go(page)
    expect(page.get_by_text("Niets. Alles is ontvangen.")).to_be_visible()
    expect(page.get_by_text(re.compile("Laatste contact met Opstap: "))).to_be_visible()
    expect(page.get_by_role("button", name="Nu verzenden")).to_be_hidden()
    look(page)


WATCH = """addEventListener("DOMContentLoaded", () => {
  const nothing = document.querySelector("[data-say=nothing]")
  const look = () => { if (!nothing.hidden) document.documentElement.dataset.told = "nothing" }
  new MutationObserver(look).observe(nothing, { attributes: true })
  look()
})"""


def test_it_never_says_that_nothing_waits_before_it_looked(page, cast) -> None:
    wait_with(page, cast, "Wacht nog.")
    page.add_init_script(WATCH)
    go(page)
    expect(page.get_by_text(re.compile("1 bericht van jou"))).to_be_visible()
    assert page.locator("html").get_attribute("data-told") is None


def test_what_waits_is_listed_whole_and_goes_at_a_tap(page, cast, look) -> None:
    wait_with(page, cast, "Eerste.", "Tweede.", "Derde.")
    page.goto("/vandaag/")
    expect(listed(page).get_by_text(WAITS)).to_have_count(1)
    expect(listed(page).get_by_text("Derde.")).to_be_visible()
    expect(listed(page).get_by_text("Nog 2 andere berichten wachten.")).to_be_visible()
    listed(page).get_by_role("link", name="Dit toestel").click()
    expect(page.get_by_text(re.compile("3 berichten van jou, het oudste van 10:0"))).to_be_visible()
    words = listed(page).locator("li [data-words]")
    expect(words).to_have_text(["Eerste.", "Tweede.", "Derde."])
    look(page)
    send_by_hand(page)
    expect(page.get_by_text("Niets. Alles is ontvangen.")).to_be_visible()
    assert [row.waiting for row in Device.select()] == [0]


def send_by_hand(page: Page) -> None:
    """The network is back. The device tries by itself too; once all is sent the button is gone."""
    button = page.get_by_role("button", name="Nu verzenden")
    expect(button).to_be_visible()
    pressed = button.element_handle()
    let_through(page)
    pressed.evaluate("(button) => button.click()")


def test_of_somebody_else_only_how_many_and_since_when(page, cast) -> None:
    wait_with(page, cast, "Van Sara.")
    become(page, cast.substitute)
    go(page)
    theirs = re.compile("1 bericht van iemand anders, sinds 10:0.* Niemand kan het hier lezen.")
    expect(page.get_by_text(theirs)).to_be_visible()
    expect(page.get_by_text("Van Sara.")).to_have_count(0)


def test_a_file_of_what_waits_can_be_read_and_put_back_on_another_device(
    page, tablet, cast, tmp_path: Path
) -> None:
    wait_with(page, cast, "Staat in het bestand.")
    go(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert "Staat in het bestand." in file.read_text()
    other = tablet("substitute")
    go(other)
    other.get_by_text("Een bestand terugzetten").click()
    other.get_by_label("Bestand van Opstap").set_input_files(file)
    expect(other.get_by_text("1 bericht staat weer op dit toestel.")).to_be_visible()
    expect(other.get_by_text("Niets. Alles is ontvangen.")).to_be_visible()
    (note,) = written("Staat in het bestand.")
    assert note.author_id == cast.supervisor_a.id
    send_by_hand(page)
    expect(page.get_by_text("Niets. Alles is ontvangen.")).to_be_visible()
    assert len(written("Staat in het bestand.")) == 1


ROWS = """() => new Promise((done) => {
  indexedDB.open("opstap").onsuccess = ({ target }) => {
    const all = target.result.transaction("outbox").objectStore("outbox").getAll()
    all.onsuccess = () => done(all.result.map((row) => [row.claimed, row.photo, row.state]))
  }
})"""


def test_a_photo_is_still_a_photo_when_it_was_put_back(page, tmp_path: Path) -> None:
    """So it waits for the words, which it may have come to lie before."""
    page.route(SEND, busy)
    row = {"user": ID, "sha256": "0" * 64, "kept_at": 1, "sealed": "AAAA", "state": "refused"}
    rows = [{**row, "id": ID, "photo": True}, {**row, "id": ID[:-1] + "2", "photo": False}]
    file = tmp_path / "opstap.txt"
    file.write_text(f"Uit een bestand\n\nopstap-1:{json.dumps(rows)}\n")
    go(page)
    page.get_by_text("Een bestand terugzetten").click()
    page.get_by_label("Bestand van Opstap").set_input_files(file)
    expect(page.get_by_text("2 berichten staan weer op dit toestel.")).to_be_visible()
    assert page.evaluate(ROWS) == [[None, True, "waiting"], [None, False, "waiting"]]


@pytest.mark.parametrize(
    "text", ["", "Boodschappen: melk", "opstap-1:[{}]", "opstap-1:{", "opstap-1:7"]
)
def test_another_file_changes_nothing(page, tmp_path: Path, text) -> None:
    file = tmp_path / "iets.txt"
    file.write_text(text)
    go(page)
    page.get_by_text("Een bestand terugzetten").click()
    page.get_by_label("Bestand van Opstap").set_input_files(file)
    expect(page.get_by_text("Dit is geen bestand van Opstap")).to_be_visible()
    expect(page.get_by_text("Niets. Alles is ontvangen.")).to_be_visible()


def test_a_database_that_vanished_is_said_until_somebody_has_read_it(page) -> None:
    page.goto("/vandaag/")
    page.wait_for_load_state("networkidle")
    page.evaluate("localStorage.setItem('opstap-waiting', '4')")
    page.reload()
    gone = listed(page).get_by_text("Berichten die hier wachtten: 4. Dit toestel heeft ze gewist.")
    expect(gone).to_be_visible()
    page.reload()
    expect(gone).to_be_visible()
    listed(page).get_by_role("button", name="Begrepen").click()
    expect(gone).to_be_hidden()
    page.reload()
    expect(gone).to_be_hidden()


def test_a_queue_older_than_a_day_is_said_loudly(page, cast) -> None:
    wait_with(page, cast, "Van gisteren.")
    page.context.clock.set_system_time(clock.now() + timedelta(hours=25))
    page.goto("/vandaag/")
    expect(listed(page).get_by_text("Hier wacht iets al langer dan een dag.")).to_be_visible()
    assert Note.select().where(Note.text == "Van gisteren.").count() == 0


def test_low_storage_is_said_loudly(page) -> None:
    page.add_init_script(
        "StorageManager.prototype.estimate = async () => ({quota: 1e8, usage: 9e7})"
    )
    page.goto("/vandaag/")
    expect(listed(page).get_by_text("Dit toestel is bijna vol.")).to_be_visible()
    go(page)
    expect(page.locator("device-page").get_by_text("Dit toestel is bijna vol.")).to_be_visible()


def test_without_script_the_page_says_what_works(tablet) -> None:
    page = tablet("supervisor_a", javascript=False)
    page.goto("/dit-toestel/")
    expect(page.get_by_text("Deze browser kan niets bewaren zonder verbinding.")).to_be_visible()
