"""A tablet that its company took back: nothing is readable there, and what waits is kept."""

import re

from playwright.sync_api import Page, expect

from pwa.models import ClaimedNote, Note
from pwa.services import tablets
from tests.browser.conftest import until_sent
from tests.browser.kept_pages import until_kept
from tests.browser.test_claimed_journey import ROWS, claim
from tests.browser.test_outbox_trouble import become, written
from tests.browser.test_tablet_journey import READABLE, enter, hall
from tests.people import Cast

__all__ = ["hall"]

TEXT = "Net voor de tablet wegging."
CACHES = "async () => (await caches.keys()).join()"


def test_on_a_revoked_tablet_only_a_number_is_told_and_a_colleague_brings_it(
    hall: Page, cast: Cast
) -> None:
    enter(hall, "Sara Jansen", "supervisor_a")
    until_kept(hall, "/", "/vandaag/")
    hall.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    hall.context.set_offline(True)
    hall.get_by_label("Erbij schrijven").fill(TEXT)
    hall.get_by_role("button", name="Bewaren").tap()
    hall.wait_for_url("**/vandaag/**")
    expect(hall.locator("outbox-list").get_by_text(TEXT)).to_be_visible()

    (row,) = tablets.Tablet.select()
    tablets.revoke(cast.as_("employer_a"), row)
    hall.context.set_offline(False)
    hall.goto("/vandaag/")
    expect(hall.get_by_text("Log in om 1 notitie te verzenden")).to_be_visible()
    expect(hall.get_by_text(TEXT)).to_have_count(0)
    assert hall.evaluate(READABLE) == []
    assert Note.select().where(Note.text == TEXT).count() == 0

    become(hall, cast.substitute)
    hall.goto("/vandaag/")
    until_sent(hall)
    assert [one.author_id for one in written(TEXT)] == [cast.supervisor_a.id]


def test_once_it_heard_that_it_is_no_tablet_nobody_can_write_there_and_nothing_is_thrown_away(
    hall: Page, cast: Cast
) -> None:
    hall.context.set_offline(True)
    hall.goto("/tablet/")
    claim(hall, TEXT)

    (row,) = tablets.Tablet.select()
    tablets.revoke(cast.as_("employer_a"), row)
    hall.context.set_offline(False)
    hall.goto("/tablet/")
    expect(hall).to_have_url(re.compile("/aanmelden"))
    expect(hall.get_by_text("Log in om 1 notitie te verzenden")).to_be_visible()
    until_lock_is_gone(hall)

    hall.context.set_offline(True)
    for address in ("/", "/tablet/", "/aanmelden"):
        hall.goto(address)
        expect(hall.get_by_role("heading", name="Geen verbinding")).to_be_visible()
        expect(hall.get_by_text("Sara Jansen")).to_have_count(0)
        expect(hall.get_by_role("button", name="Opschrijven als Sara")).to_have_count(0)
    (kept,) = hall.evaluate(ROWS)
    assert "sealed" in kept and "hidden" not in kept
    assert ClaimedNote.select().count() == 0


def until_lock_is_gone(page: Page) -> None:
    for _ in range(100):
        if "opstap-lock" not in page.evaluate(CACHES):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(CACHES))
