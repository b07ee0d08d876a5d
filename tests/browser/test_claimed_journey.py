"""A locked tablet without network: write under the own tile, and confirm it with the PIN later."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from pwa.models import ClaimedNote, Note
from tests.browser.conftest import until_sent
from tests.browser.test_tablet_journey import enter, hall
from tests.people import Cast

__all__ = ["hall"]

TEXT = "Stapelde de dozen laag, zonder hulp."
ROWS = """() => new Promise((resolve) => {
  const asked = indexedDB.open("opstap")
  asked.onsuccess = () => {
    const all = asked.result.transaction("outbox").objectStore("outbox").getAll()
    all.onsuccess = () => resolve(all.result.map((row) => JSON.stringify(Object.keys(row).sort())))
  }
})"""


def claim(page: Page, text: str, look: Callable[[Page], None] = lambda _page: None) -> None:
    """Without network, under Sara's tile."""
    page.get_by_role("button", name="Opschrijven als Sara").tap()
    look(page)
    tile = page.locator("[data-colleague]").filter(has_text="Sara Jansen")
    tile.get_by_label("Over wie?").fill("Amina")
    tile.get_by_label("Wat zag je?").fill(text)
    tile.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_text(re.compile("^1 nog te bevestigen, 10:0\\d$"))).to_be_visible()


def test_what_was_written_on_a_locked_tablet_counts_once_it_is_confirmed(
    hall: Page, cast: Cast, look: Callable[[Page], None]
) -> None:
    expect(hall.get_by_role("link", name="Sara Jansen")).to_be_visible()
    expect(hall.get_by_role("button", name="Opschrijven als Sara")).to_have_count(0)
    hall.context.set_offline(True)
    hall.goto("/tablet/")
    claim(hall, TEXT, look)
    expect(hall.get_by_text(TEXT)).to_have_count(0)
    expect(hall.get_by_role("button", name="Bewaren")).to_have_count(0)
    (kept,) = hall.evaluate(ROWS)
    assert "hidden" not in kept
    expect(hall.get_by_text("Log in om")).to_have_count(0)
    look(hall)

    hall.context.set_offline(False)
    hall.goto("/tablet/")
    until_sent(hall)
    assert (ClaimedNote.select().count(), Note.select().where(Note.text == TEXT).count()) == (1, 0)
    hall.goto("/tablet/")
    expect(hall.get_by_text("1 nog te bevestigen")).to_be_visible()
    enter(hall, "Sara Jansen", "supervisor_a")
    hall.get_by_role("link", name="Lezen").tap()
    expect(hall.get_by_text(TEXT)).to_be_visible()
    look(hall)
    hall.get_by_label("Amina El Idrissi").check()
    hall.get_by_role("button", name="Dit schreef ik").tap()
    expect(hall.get_by_role("heading", level=1)).to_have_text("Notitie over Amina El Idrissi")
    assert Note.get(Note.text == TEXT).placement_id == cast.placement_a1.id
    assert ClaimedNote.select().count() == 0
