"""The store of a device as other versions of Opstap left it, and a store that is gone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pwa.models import Note
from tests.tablet import body_of, row

BUILD = """async ([version, more, row]) => {
  const plain = (text) => atob(text.replace(/-/g, "+").replace(/_/g, "/"))
  const bytes = (text) => Uint8Array.from(plain(text), (one) => one.charCodeAt(0))
  const asked = indexedDB.open("opstap", version)
  await new Promise((done, failed) => {
    asked.onerror = () => failed(asked.error)
    asked.onsuccess = done
    asked.onupgradeneeded = () => {
      const rows = asked.result.createObjectStore("outbox", { keyPath: "n", autoIncrement: true })
      rows.createIndex("id", "id", { unique: true })
      asked.result.createObjectStore("drafts", { keyPath: "key" })
      asked.result.createObjectStore("receipts", { keyPath: "id" })
      asked.result.createObjectStore("meta")
      for (const name of more) asked.result.createObjectStore(name, { keyPath: "id" })
    }
  })
  const change = asked.result.transaction("outbox", "readwrite", { durability: "strict" })
  change.objectStore("outbox").add({ ...row, sealed: bytes(row.sealed), state: "waiting" })
  await new Promise((done) => { change.oncomplete = done })
  asked.result.close()
}"""
"""The schema of version 1, written down by hand: it must not change with the page's own script."""

DELETE = """() => new Promise((done) => {
  indexedDB.deleteDatabase("opstap").onsuccess = done
})"""

COPIES = "async () => (await (await caches.open('opstap-queue')).keys()).length"

PLAIN = "/manifest.webmanifest"
"""Something of ours without the page's script."""


@pytest.fixture
def page(tablet, console) -> Page:
    console.allow("Failed to load|request failed")
    return tablet("supervisor_a")


def leave_a_row(page: Page, cast: Any, version: int, text: str, more: tuple[str, ...] = ()) -> None:
    """As the page of that version would have: a note that waits."""
    page.goto(PLAIN)
    key = page.request.post("/verzenden/sleutel", headers={"Sec-Fetch-Site": "same-origin"}).json()
    fields = {"day": "2026-03-11", "text": text}
    kept = row(key, *body_of("note", cast.placement_a1, **fields))
    page.evaluate(BUILD, [version, more, {**kept, "user": key["user"], "kept_at": 1773219723000}])


def received(text: str) -> int:
    return Note.select().where(Note.text == text).count()


def test_a_row_in_the_first_schema_is_sent_by_todays_page(page, cast) -> None:
    leave_a_row(page, cast, 1, "Uit de eerste versie.")
    with page.expect_response("**/verzenden/"):
        page.goto("/vandaag/")
    expect(page.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    assert received("Uit de eerste versie.") == 1


def test_after_going_back_to_this_version_rows_of_a_newer_one_are_sent(page, cast) -> None:
    leave_a_row(page, cast, 99, "Uit een latere versie.", ("something_new",))
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    expect(page.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    assert received("Uit een latere versie.") == 1
    page.get_by_label("Erbij schrijven").fill("En weer een.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    page.wait_for_url("**/vandaag/**")
    assert received("En weer een.") == 1


def test_a_store_that_the_browser_threw_away_comes_back_from_the_copies(page, cast) -> None:
    leave_one_waiting(page, cast, "Weg en terug.")
    page.evaluate(DELETE)
    page.unroute("**/verzenden/")
    page.goto("/vandaag/")
    expect(page.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    assert received("Weg en terug.") == 1
    page.reload()
    expect(page.locator("outbox-list li[data-state=waiting]")).to_have_count(0)
    assert page.evaluate(COPIES) == 0


def leave_one_waiting(page: Page, cast: Any, text: str) -> None:
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.wait_for_load_state("networkidle")
    page.route("**/verzenden/", lambda route: route.abort())
    page.get_by_label("Erbij schrijven").fill(text)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("[data-said][data-state=kept]")).to_be_visible()
    copied(page)
    page.goto(PLAIN)


def copied(page: Page) -> None:
    """The copy is written behind the tap, which does not wait for it."""
    for _ in range(200):
        if page.evaluate(COPIES):
            return
        page.wait_for_timeout(20)
    raise AssertionError("no copy")


def test_a_device_that_was_wiped_says_so_loudly(page, cast) -> None:
    leave_one_waiting(page, cast, "Straks weg.")
    page.evaluate(DELETE)
    page.evaluate("caches.delete('opstap-queue')")
    page.goto("/vandaag/")
    gone = "Berichten die hier wachtten: 1. Dit toestel heeft ze gewist."
    expect(page.locator("outbox-list").get_by_text(gone)).to_be_visible()
