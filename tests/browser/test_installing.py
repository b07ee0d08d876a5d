"""Opstap as an app: what Chromium says about installing it, and the page that shows how."""

import json
import re

import pytest
from playwright.sync_api import expect

from pwa.access import COOKIE
from tests.browse import signed_in
from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path


@pytest.fixture
def kept_profile(playwright, server, cast, tmp_path):
    """A page with its worker in a profile on disk: a private window installs nothing."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=chromium_path(), args=ARGUMENTS, viewport=SIZES["tablet"]
    )
    value = signed_in(cast.supervisor_a)
    context.add_cookies([{"name": COOKIE, "value": value, "url": server}])
    page = context.new_page()
    page.goto(server + "/vandaag/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    yield page
    context.close()


@pytest.fixture
def wire(kept_profile):
    """A line to the browser itself (Chrome DevTools Protocol)."""
    return kept_profile.context.new_cdp_session(kept_profile)


def test_chromium_finds_nothing_that_stands_in_the_way_of_installing(wire):
    assert wire.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    assert wire.send("Page.getAppManifest")["errors"] == []


def test_the_installed_app_stays_the_same_one_after_every_update(wire, server):
    assert wire.send("Page.getAppId") == {"appId": f"{server}/", "recommendedId": "/"}


def test_each_shortcut_of_the_manifest_that_chromium_read_leads_to_a_page(
    kept_profile, wire, server
):
    read = wire.send("Page.getAppManifest")
    card = json.loads(read["data"])
    assert (read["url"], card["display"]) == (f"{server}/manifest.webmanifest", "standalone")
    for one in card["shortcuts"]:
        assert kept_profile.goto(server + one["url"]).status == 200


ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
TOUCH = {"user_agent": ANDROID, "has_touch": True}
STEPS = "/startscherm?verder=/vandaag/"
OFFER = """() => {
  const offer = new Event("beforeinstallprompt", { cancelable: true })
  offer.prompt = () => dispatchEvent(new Event("appinstalled"))
  dispatchEvent(offer)
}"""


def test_not_now_leads_to_where_one_was_going(tablet):
    page = tablet("supervisor_a", **TOUCH)
    page.goto(STEPS)
    expect(page.get_by_text("Tik rechtsboven op de drie puntjes")).to_be_visible()
    page.get_by_role("link", name="Nu niet").click()
    expect(page).to_have_url(re.compile("/vandaag/$"))


def test_whoever_opened_it_from_the_home_screen_goes_straight_on(tablet):
    page = tablet("supervisor_a", **TOUCH)
    page.add_init_script("navigator.standalone = true")  # as iOS says it
    page.goto(STEPS)
    expect(page).to_have_url(re.compile("/vandaag/$"))
    page.goto("/startscherm")
    expect(page.get_by_text("Opstap staat op het startscherm van dit toestel.")).to_be_visible()


def test_a_mac_without_touch_is_no_ipad_and_goes_straight_on(tablet):
    page = tablet("coach_1", user_agent="Mozilla/5.0 (Macintosh) Version/17.4 Safari/604.1")
    page.goto("/startscherm?verder=/mijn-kandidaten")
    expect(page).to_have_url(re.compile("/mijn-kandidaten$"))


def test_where_the_browser_can_one_button_installs(tablet):
    page = tablet("supervisor_a", **TOUCH)
    page.goto(STEPS)
    button = page.get_by_role("button", name="Zet op startscherm")
    expect(button).to_be_hidden()
    page.evaluate(OFFER)
    button.click()
    expect(button).to_be_hidden()
    expect(page.get_by_text("Opstap staat op het startscherm van dit toestel.")).to_be_visible()


def test_the_browser_is_asked_once_to_keep_what_is_here(tablet, cast):
    page = tablet("supervisor_a")
    page.add_init_script("""
      localStorage.asked = localStorage.asked || 0
      navigator.storage.persist = async () => { localStorage.asked++; return false }
    """)
    for text in ("De eerste.", "De tweede."):
        page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
        page.get_by_label("Erbij schrijven").fill(text)
        page.get_by_role("button", name="Bewaren").click()
        expect(page).to_have_url(re.compile("/vandaag/"))
    assert page.evaluate("localStorage.asked") == "1"
