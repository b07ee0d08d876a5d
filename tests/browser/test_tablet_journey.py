"""The tablet in the hall: from locked to received, and nothing readable left once it is locked."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from pwa.models import Note, Session
from pwa.services import pins, tablets
from tests.browser.conftest import until_sent
from tests.browser.kept_pages import OFFLINE, until_kept
from tests.browser.test_evaluation_together import until_on_device
from tests.browser.test_note_journey import COUNT_TOUCHES, touches
from tests.people import Cast

PINS = {"supervisor_a": "274913", "substitute": "618302"}
READABLE = """async () => {
  const names = await caches.keys()
  return names.filter((name) => name.startsWith("opstap-person-"))
}"""


@pytest.fixture
def hall(tablet: Callable[..., Page], app: Flask, cast: Cast, server: str, console: Any) -> Page:
    """Enrolled, and locked; Sara and Tom have a PIN there."""
    console.allow(OFFLINE)
    pepper = app.extensions["opstap"].pin_pepper()
    _row, code = tablets.add(None, cast.company_a, "Tablet hal 2", pepper)
    row, token = tablets.enrol(code, pepper, "hall")
    for who, pin in PINS.items():
        pins.choose(cast.as_(who), row, pin, pepper)
    page = tablet(None, service_workers="allow")
    cookie = {"name": "opstap_device", "value": token, "url": server}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.add_init_script(f"({COUNT_TOUCHES})()")
    page.goto("/aanmelden")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.reload()
    return page


def enter(page: Page, name: str, who: str) -> None:
    page.get_by_role("link", name=name).tap()
    for key in PINS[who]:
        page.get_by_role("button", name=key, exact=True).tap()
    expect(page.get_by_role("button", name="Vergrendelen")).to_be_visible()


def test_from_locked_to_received_in_ten_touches_and_on_to_a_colleague(
    hall: Page, cast: Cast, look: Callable[[Page], None]
) -> None:
    expect(hall.get_by_role("heading", level=1)).to_have_text("Wie ben je?")
    look(hall)
    hall.get_by_role("link", name="Sara Jansen").tap()
    expect(hall.get_by_role("button", name="5", exact=True)).to_be_visible()
    box = hall.get_by_role("button", name="5", exact=True).bounding_box()
    assert box and min(box["width"], box["height"]) >= 72
    look(hall)
    for key in PINS["supervisor_a"]:
        hall.get_by_role("button", name=key, exact=True).tap()
    hall.get_by_role("link", name="Amina El Idrissi").tap()
    hall.get_by_role("checkbox", name="Werkte netjes").tap()
    hall.get_by_role("button", name="Bewaren").tap()
    expect(hall.get_by_role("article").get_by_text("Ontvangen 10:00")).to_be_visible()
    assert touches(hall) <= 11
    look(hall)

    until_kept(hall, "/", "/vandaag/")
    note = f"/notities/nieuw?voor={cast.placement_a1.id}"
    hall.goto(note)
    hall.context.set_offline(True)
    hall.get_by_label("Erbij schrijven").fill("Zonder netwerk, door Sara.")
    hall.get_by_role("button", name="Bewaren").tap()
    expect(hall.locator("outbox-list").get_by_text("wacht op verbinding").first).to_be_visible()
    hall.get_by_role("button", name="Vergrendelen").tap()
    expect(hall.get_by_role("link", name="Tom Bakker")).to_be_visible(timeout=20_000)
    expect(hall.get_by_text("Zonder netwerk, door Sara.")).to_have_count(0)
    assert hall.evaluate(READABLE) == []
    hall.goto("/vandaag/")
    expect(hall.get_by_role("link", name="Tom Bakker")).to_be_visible()

    hall.context.set_offline(False)
    hall.goto("/tablet/")
    enter(hall, "Tom Bakker", "substitute")
    expect(hall.get_by_role("heading", level=1)).to_have_text("Vandaag")
    until_sent(hall)
    row = Note.get(Note.text == "Zonder netwerk, door Sara.")
    assert row.author_id == cast.supervisor_a.id
    hall.get_by_role("button", name="Vergrendelen").tap()
    enter(hall, "Sara Jansen", "supervisor_a")
    expect(hall).to_have_url(re.compile(re.escape(note)))


def test_left_alone_it_locks_itself_and_half_a_note_waits_for_its_author(
    hall: Page, cast: Cast
) -> None:
    enter(hall, "Sara Jansen", "supervisor_a")
    note = f"/notities/nieuw?voor={cast.placement_a1.id}"
    hall.goto(note)
    hall.wait_for_load_state("networkidle")
    hall.get_by_label("Erbij schrijven").press_sequentially("Half af")
    hall.clock.run_for(2_000)
    until_on_device(hall)
    hall.clock.fast_forward("16:00")
    expect(hall.get_by_role("link", name="Sara Jansen")).to_be_visible()
    assert Session.select().where(Session.ended_at.is_null()).count() == 0
    assert hall.evaluate(READABLE) == []
    hall.go_back()
    expect(hall.get_by_text("Half af")).to_have_count(0)
    hall.goto("/tablet/")
    enter(hall, "Tom Bakker", "substitute")
    expect(hall.get_by_role("heading", level=1)).to_have_text("Vandaag")
    hall.goto(note)
    expect(hall.get_by_label("Erbij schrijven")).to_have_value("")
    hall.get_by_role("button", name="Vergrendelen").tap()
    enter(hall, "Sara Jansen", "supervisor_a")
    expect(hall).to_have_url(re.compile(re.escape(note)))
    expect(hall.get_by_label("Erbij schrijven")).to_have_value("Half af")


def test_a_page_that_looks_for_the_server_by_itself_is_touched_by_nobody(hall: Page) -> None:
    """Opstap answers, and has no pages: each look for one began the minutes of the lock anew."""
    enter(hall, "Sara Jansen", "supervisor_a")
    hall.goto("/vandaag/")
    until_kept(hall, "/vandaag/")
    down = {"status": 503, "body": ""}
    hall.context.route("**/vandaag/", lambda route: route.fulfill(**down))
    hall.goto("/vandaag/")
    expect(hall.get_by_text(re.compile("Geen verbinding. Zo was het"))).to_be_visible()
    for _ in range(6):
        hall.clock.run_for(28_000)
        hall.wait_for_timeout(300)
    alone = hall.evaluate("(Date.now() - localStorage['opstap-touched']) / 60000")
    hall.context.unroute_all()
    assert alone > 2.5


def test_without_javascript_it_is_a_field_and_a_button(
    tablet: Callable[..., Page], app: Flask, cast: Cast, server: str
) -> None:
    pepper = app.extensions["opstap"].pin_pepper()
    _row, code = tablets.add(None, cast.company_a, "Tablet hal 2", pepper)
    page = tablet(None, javascript=False)
    page.goto("/tablet/koppelen")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Koppelen").tap()
    expect(page.get_by_label("Code")).to_have_count(0)
    page.goto("/tablet/")
    (row,) = tablets.Tablet.select()
    pins.choose(cast.as_("supervisor_a"), row, PINS["supervisor_a"], pepper)
    page.get_by_role("link", name="Sara Jansen").tap()
    page.get_by_label("Jouw pincode op deze tablet").fill(PINS["supervisor_a"])
    page.get_by_role("button", name="Naar binnen").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")
    page.get_by_role("button", name="Vergrendelen").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie ben je?")
