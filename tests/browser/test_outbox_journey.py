"""What somebody writes is on the device first, and goes out by itself when it can."""

import re

from playwright.sync_api import expect

from pwa.models import Note


def write(page, cast, text):
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.get_by_label("Erbij schrijven").fill(text)
    page.get_by_role("button", name="Bewaren").click()


def test_a_note_written_online_is_received(tablet, cast):
    page = tablet("supervisor_a")
    write(page, cast, "Stapelde zelf.")
    expect(page).to_have_url(re.compile("/vandaag"))
    expect(page.get_by_text("Stapelde zelf.").first).to_be_visible()
    assert [row.text for row in Note.select().where(Note.text == "Stapelde zelf.")] == [
        "Stapelde zelf."
    ]


def test_a_note_written_without_network_waits_and_goes_out_by_itself(tablet, cast, console):
    console.allow("ERR_INTERNET_DISCONNECTED|Failed to load")
    page = tablet("supervisor_a")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    tile = page.locator("label.tile").filter(has=page.locator(".tile__tone")).first
    tile.click()
    words = tile.locator(".tile__label").inner_text()
    page.get_by_label("Erbij schrijven").fill("Zonder netwerk.")
    page.get_by_role("button", name="Bewaren").click()
    waits = page.locator("outbox-list").get_by_text("Op dit toestel, wacht op verbinding")
    expect(waits).to_be_visible()
    expect(page.get_by_text(f"{words} · Zonder netwerk.", exact=True)).to_be_visible()
    assert Note.select().where(Note.text == "Zonder netwerk.").count() == 0
    page.context.set_offline(False)
    expect(waits).to_be_hidden()
    assert Note.select().where(Note.text == "Zonder netwerk.").count() == 1
