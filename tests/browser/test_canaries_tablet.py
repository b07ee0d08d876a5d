"""The disk of a locked tablet: nothing of whoever was in, and what waits still arrives."""

import re
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from pwa import clock
from pwa.services import sessions, tablets
from tests.browser.test_canaries import OFFLINE, WORDS, hall, profile, work
from tests.faults.browser_life import Life
from tests.faults.hall import Hall
from tests.faults.traces import traces
from tests.faults.writers import now_really

CLAIMED = "Boerenzwaluw"
LOCK_IS_KEPT = """async () => {
  const kept = () => caches.match("/tablet/", { cacheName: "opstap-lock" })
  while (!(await kept())) await new Promise((again) => setTimeout(again, 50))
}"""

__all__ = ["hall", "profile"]


def enrolled(hall: Hall) -> tuple[str, list[str]]:
    """The token of a tablet of the company, and sessions of Sara and Tom on it."""
    with hall.storage.open(), clock.at(now_really()):
        _row, code = tablets.add(None, hall.cast.company_a, "Tablet hal 2", b"pepper")
        row, token = tablets.enrol(code, b"pepper", "hall")
        users = (hall.cast.supervisor_a, hall.cast.substitute)
        return token, [sessions.start(one, device_id=row.device_id) for one in users]


def claim(page: Page) -> None:
    """Without network, under the own tile: sealed, and not readable from then on."""
    page.get_by_role("button", name="Opschrijven als Tom").click()
    tile = page.locator("[data-colleague]").filter(has_text="Tom Bakker")
    tile.get_by_label("Over wie?").press_sequentially(CLAIMED)
    tile.get_by_label("Wat zag je?").press_sequentially(f"{CLAIMED} stapelde zelf.")
    tile.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("1 nog te bevestigen")).to_be_visible()


def test_on_a_locked_tablet_no_name_and_no_sentence_is_left(
    playwright: Playwright, hall: Hall, profile: Path
) -> None:
    hall.with_network()
    token, (sara, tom) = enrolled(hall)
    device = {"name": "opstap_device", "value": token, "url": hall.proxy.url}
    with Life(playwright, profile, hall.proxy.url, "") as life:
        assert life.context is not None
        life.context.add_cookies([device])  # type: ignore[list-item]
        life.page.goto("/tablet/")
        expect(life.page.get_by_role("link", name="Sara Jansen")).to_be_visible()
        life.page.evaluate("() => navigator.serviceWorker.ready")
        life.page.reload()
        life.page.evaluate(LOCK_IS_KEPT)
        life.sign_in(sara)
        work(life.page, hall)
        life.page.get_by_role("button", name="Vergrendelen").click()
        life.page.wait_for_url(re.compile("/tablet/"))
        claim(life.page)
        life.kill()
    assert traces(profile, (*WORDS, CLAIMED)) == []
    hall.with_network()
    with Life(playwright, profile, hall.proxy.url, "") as life:
        assert life.context is not None
        life.context.add_cookies([device])  # type: ignore[list-item]
        with life.page.expect_response("**/afmelden"):
            life.page.goto("/aanmelden")
        life.sign_in(tom)
        life.page.goto("/vandaag/")
        hall.wait_for(f"{OFFLINE} schreef zonder netwerk.")
