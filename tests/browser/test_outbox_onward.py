"""Where somebody is after *Bewaren*, when the network takes its time."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import let_through
from tests.browser.test_outbox_trouble import SEND, busy, listed, page, write

__all__ = ["page"]


def test_a_page_that_had_to_wait_goes_on_once_all_is_received(page, cast) -> None:
    page.route(SEND, busy)
    write(page, cast, "Kwam later.")
    expect(page.locator("outbox-form").get_by_text("wacht op verbinding")).to_be_visible()
    let_through(page)
    expect(page).to_have_url(f"/vandaag/#p-{cast.placement_a1.id}")
    expect(listed(page).get_by_text("Ontvangen")).to_be_visible()


def test_who_writes_on_stays_and_the_form_no_longer_says_that_it_waits(page, cast) -> None:
    page.route(SEND, busy)
    write(page, cast, "Kwam later.")
    said = page.locator("outbox-form").get_by_text("wacht op verbinding")
    expect(said).to_be_visible()
    page.get_by_label("Erbij schrijven").fill("En nog iets.")
    let_through(page)
    expect(listed(page).get_by_text("Ontvangen")).to_be_visible()
    expect(said).to_be_hidden()
    expect(page).to_have_url(re.compile("/notities/nieuw"))
    expect(page.get_by_label("Erbij schrijven")).to_have_value("En nog iets.")
