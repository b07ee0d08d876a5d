"""Opstap as an app: what Chromium says about installing it."""

import json

import pytest

from pwa.access import COOKIE
from tests.browse import signed_in
from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path


@pytest.fixture
def kept_profile(playwright, server, cast, tmp_path):
    """Ria's page with its worker, in a profile on disk: nothing is installed from a private window."""
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
