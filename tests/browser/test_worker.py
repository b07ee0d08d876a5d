"""Without network: pages of this person as they were, a neutral page for the rest, calm updates."""

import copy
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from pwa import clock
from pwa.models import Note
from tests.browser.kept_pages import KEPT, behind_a_proxy, note_of, ria, until_kept

__all__ = ["behind_a_proxy", "ria"]


def test_a_whole_day_of_work_goes_on_without_network(ria, cast, look):
    ria.context.set_offline(True)
    ria.goto("/")
    expect(ria.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()
    expect(ria.get_by_text(re.compile("Geen verbinding. Zo was het op .+ om "))).to_be_visible()
    look(ria)
    ria.locator(f'a[href="{note_of(cast)}"]').first.click()
    ria.get_by_label("Erbij schrijven").fill("Zonder netwerk geopend.")
    ria.get_by_role("button", name="Bewaren").click()
    ria.wait_for_url(re.compile("/vandaag/"))
    waits = ria.locator("outbox-list").get_by_text("Op dit toestel, wacht op verbinding")
    expect(waits).to_be_visible()
    card = ria.locator(f"#p-{cast.placement_a1.id}")
    here = card.get_by_role("listitem").filter(has_text="Zonder netwerk geopend.")
    expect(here).to_contain_text("Op dit toestel, wacht op verbinding")
    expect(card.get_by_text("Nog geen notitie")).to_be_hidden()
    assert Note.select().where(Note.text == "Zonder netwerk geopend.").count() == 0
    ria.goto("/hulp/")
    expect(ria.get_by_role("heading", level=1)).not_to_have_text("Geen verbinding")
    expect(waits).to_be_visible()
    ria.context.set_offline(False)
    expect(ria.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    assert Note.select().where(Note.text == "Zonder netwerk geopend.").count() == 1
    expect(ria.get_by_text(re.compile("Geen verbinding. Zo was het"))).to_be_hidden()


def test_the_app_opens_after_it_was_closed(ria):
    ria.context.set_offline(True)
    again = ria.context.new_page()
    ria.close()
    again.goto("/")
    expect(again.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()


def test_a_page_that_was_never_opened_is_a_calm_one_that_looks_again(behind_a_proxy):
    proxy, page = behind_a_proxy
    proxy.only("reset")
    for address in (
        "/profiel-dat-niet-is",
        "/notities/nieuw?voor=00000000-0000-7000-8000-000000000000",
        "/vandaag/?samen=1",
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1, name="Geen verbinding")).to_be_visible()
    proxy.calm()
    page.clock.run_for(12_000)
    expect(page.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()


@pytest.mark.parametrize("busy", ["tap", "on the way elsewhere"])
def test_a_page_notices_by_itself_that_opstap_can_be_reached_again(behind_a_proxy, busy):
    proxy, page = behind_a_proxy
    proxy.only("reset")
    page.goto("/vandaag/")
    old = page.get_by_text(re.compile("Zo was het op"))
    expect(old).to_be_visible()
    proxy.calm()
    page.clock.run_for(9_000)
    if busy == "tap":
        page.get_by_role("heading", level=1).click()
    else:
        page.evaluate("dispatchEvent(new Event('beforeunload'))")
    page.clock.run_for(3_000)
    page.wait_for_timeout(2_000)
    expect(old, "not under somebody's hands").to_be_visible()
    page.clock.run_for(12_000)
    expect(old).to_be_hidden()


def test_the_page_without_network_leads_on_at_its_own_address_too(ria):
    ria.goto("/offline")
    expect(ria.get_by_role("heading", level=1, name="Geen verbinding")).to_be_visible()
    ria.clock.run_for(12_000)
    expect(ria.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()


def test_after_signing_out_nothing_of_a_person_opens(ria):
    ria.context.set_offline(True)
    ria.locator("details.menu summary").last.click()
    ria.get_by_role("button", name=re.compile("uitloggen|afmelden", re.IGNORECASE)).click()
    ria.wait_for_url(re.compile("/aanmelden"))
    assert ria.evaluate(KEPT) == []
    expect(ria.locator("outbox-list")).to_be_hidden()
    for address in ("/", "/vandaag/"):
        ria.goto(address)
        expect(ria.get_by_role("heading", level=1, name="Geen verbinding")).to_be_visible()
    ria.context.set_offline(False)
    # A first look that comes too early is made again after ten seconds.
    ria.wait_for_url(re.compile("/aanmelden"), timeout=30_000)
    expect(ria.get_by_role("heading", level=1)).to_be_visible()


def test_after_signing_out_without_network_the_number_of_what_waits_is_told(ria, cast):
    ria.context.set_offline(True)
    ria.goto(note_of(cast))
    ria.get_by_label("Erbij schrijven").fill("Wacht verzegeld.")
    ria.get_by_role("button", name="Bewaren").click()
    ria.wait_for_url(re.compile("/vandaag"))
    ria.locator("details.menu summary").last.click()
    ria.get_by_role("button", name="Afmelden").click()
    ria.get_by_role("button", name="Toch afmelden").click()
    ria.wait_for_url(re.compile("/aanmelden"))
    expect(ria.get_by_text("Er wacht hier 1 bericht. Het gaat vanzelf mee.")).to_be_visible()
    expect(ria.get_by_text("Wacht verzegeld.")).to_have_count(0)
    ria.context.set_offline(False)
    expect(ria.get_by_text("Log in om 1 notitie te verzenden")).to_be_visible()
    assert Note.select().where(Note.text == "Wacht verzegeld.").count() == 0


def test_the_pages_of_another_person_are_gone_once_somebody_else_signs_in(ria, cast):
    from pwa.access import COOKIE
    from tests.browse import signed_in

    before = ria.evaluate("caches.keys()")
    value = signed_in(cast.user("candidate_a1"))
    origin = ria.evaluate("location.origin")
    ria.context.add_cookies([{"name": COOKIE, "value": value, "url": origin}])
    ria.goto("/mijn-voortgang")
    until_kept(ria, "/", "/mijn-voortgang")
    mine = [one for one in ria.evaluate("caches.keys()") if one.startswith("opstap-person-")]
    assert len(mine) == 1
    assert mine[0] not in before
    assert note_of(cast) not in ria.evaluate(KEPT)


@pytest.fixture
def release(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Page], None]:
    """Put a new version, of style and script too, on the server and let the page look for it."""
    assets = app.extensions["assets"]
    for part in ("named", "by_url", "version"):
        monkeypatch.setattr(assets, part, copy.copy(getattr(assets, part)))

    def now(page: Page) -> None:
        for name, path, more in (("css", "opstap.css", "x{top:0}"), ("js", "app.js", "void 0\n")):
            assets.add(name, path, assets.named[name].body.decode() + more)
        assets.by_url = {one.url: one for one in assets.named.values()}
        assets.version = "next"
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")

    return now


def update(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Nieuwe versie - nu bijwerken").click()


def test_a_new_version_waits_for_a_tap_and_loses_no_typed_word(ria, cast, release):
    ria.goto(note_of(cast))
    ria.get_by_label("Erbij schrijven").fill("Nog niet bewaard.")
    release(ria)
    button = ria.get_by_role("button", name="Nieuwe versie - nu bijwerken")
    expect(button).to_be_visible()
    expect(ria.get_by_label("Erbij schrijven")).to_have_value("Nog niet bewaard.")
    update(ria)
    expect(ria.get_by_label("Erbij schrijven")).to_have_value("Nog niet bewaard.")
    expect(button).to_be_hidden()
    shells = [one for one in ria.evaluate("caches.keys()") if "shell" in one]
    assert shells == ["opstap-shell-next"]


def test_a_page_of_the_old_version_is_never_white_after_the_update(ria, release):
    before = ria.evaluate("document.styleSheets[0].href")
    release(ria)
    update(ria)
    ria.context.set_offline(True)
    ria.goto("/hulp/")
    expect(ria.get_by_text(re.compile("Zo was het op"))).to_be_visible()
    assert ria.evaluate("document.styleSheets[0].href") == before
    assert ria.evaluate("document.styleSheets[0].cssRules.length") > 10
    assert ria.evaluate("Boolean(customElements.get('outbox-list'))")


def test_a_version_that_another_tab_took_comes_with_a_tap_here_too(ria, release):
    """Both were opened while it waited already: neither hears that it does not wait any more."""
    release(ria)
    button = ria.get_by_role("button", name="Nieuwe versie - nu bijwerken")
    expect(button).to_be_visible()
    ria.goto("/hulp/")
    other = ria.context.new_page()
    other.goto("/hulp/")
    expect(button).to_be_visible()
    update(other)
    update(ria)
    expect(button).to_be_hidden()


def test_words_that_nothing_keeps_hold_the_update_back(ria, release):
    ria.goto("/dit-toestel/")
    ria.get_by_label("Naam").fill("Tablet hal 2")
    release(ria)
    ria.get_by_role("button", name="Nieuwe versie - nu bijwerken").click()
    expect(ria.get_by_text("Bewaar eerst wat je hier schreef.")).to_be_visible()
    expect(ria.get_by_label("Naam")).to_have_value("Tablet hal 2")
    expect(ria.get_by_label("Naam")).to_be_focused()


def test_an_update_with_a_full_queue_sends_every_note_once(ria, cast, release):
    ria.context.set_offline(True)
    words = [f"In de rij {number}." for number in range(5)]
    for text in words:
        ria.goto(note_of(cast))
        ria.get_by_label("Erbij schrijven").fill(text)
        ria.get_by_role("button", name="Bewaren").click()
        ria.wait_for_url(re.compile("/vandaag/"))
    ria.route("**/verzenden/", lambda route: route.abort())
    ria.context.set_offline(False)
    expect(ria.get_by_text(re.compile("Zo was het op"))).to_be_hidden()
    release(ria)
    update(ria)
    ria.unroute("**/verzenden/")
    ria.evaluate("dispatchEvent(new Event('online'))")
    expect(ria.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    expect(ria.locator("outbox-list li[data-state=waiting]")).to_have_count(0)
    assert sorted(row.text for row in Note.select().where(Note.text.in_(words))) == words


def test_a_page_of_yesterday_writes_under_today(ria, cast):
    ria.context.set_offline(True)
    ria.clock.set_system_time(clock.now() + timedelta(days=1))
    ria.goto(note_of(cast))
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    expect(ria.locator("input[name=day]:checked")).to_have_value(tomorrow)
    expect(ria.locator(f'input[name=day][value="{clock.today()}"]')).to_be_attached()
    ria.get_by_label("Erbij schrijven").fill("Op een oude bladzijde.")
    ria.get_by_role("button", name="Bewaren").click()
    ria.wait_for_url(re.compile("/vandaag"))
    expect(ria.locator("outbox-list").get_by_text("Op dit toestel, wacht")).to_be_visible()
