"""A tablet that goes round the table shows what is signed and, after it, the lock alone."""

from playwright.sync_api import expect

from tests.browser.at_the_table import amina_signs, button, case, frozen
from tests.table_case import PASSWORD

__all__ = ["case"]


def test_after_signing_the_back_button_and_every_address_show_the_lock(tablet, case, look):
    path = frozen(case, "Amina El Idrissi\nSara Jansen")
    page = tablet("supervisor_a")
    page.goto("/vandaag/")
    page.goto(path)
    button(page, "Beginnen zonder gast")
    amina_signs(page)
    look(page)
    for _ in range(4):
        page.go_back()
        page.wait_for_load_state()
        text = page.locator("body").inner_text()
        assert "Nauwkeurig" not in text
        assert "Idrissi" not in text
        assert "Jansen" not in text
    for address in (path, "/vandaag/", "/account/", f"{path}/pdf", "/aanmelden"):
        page.goto(address)
        expect(page.get_by_role("button", name="Open het slot")).to_be_visible()


def test_a_browser_that_holds_pages_for_back_shows_none_of_them(playwright, server, case, cast):
    """Chromium keeps a page as it stood, unless it may not: here it is allowed to try."""
    from tests.browse import signed_in
    from tests.browser.eyes import ARGUMENTS, chromium_path

    path = frozen(case, "Amina El Idrissi\nSara Jansen")
    browser = playwright.chromium.launch(
        executable_path=chromium_path(),
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = browser.new_page(base_url=server, has_touch=True, locale="nl-NL")
    cookie = {"name": "opstap", "value": signed_in(cast.supervisor_a), "url": server}
    page.context.add_cookies([cookie])
    page.goto("/vandaag/")
    page.goto(path)
    button(page, "Beginnen zonder gast")
    amina_signs(page)
    for _ in range(4):
        page.go_back(wait_until="commit")
        expect(page.locator("h1").first).to_be_visible()
        assert "Nauwkeurig" not in page.locator("body").inner_text()
        assert "Vandaag" not in page.locator("h1").first.inner_text()
    browser.close()


def test_what_the_tablet_kept_to_read_offline_is_gone_while_it_is_locked(tablet, case, console):
    from tests.browser.kept_pages import OFFLINE, until_kept

    console.allow(OFFLINE + "|401")
    path = frozen(case, "Amina El Idrissi\nSara Jansen")
    page = tablet("supervisor_a", service_workers="allow")
    page.goto("/vandaag/")
    until_kept(page, "/vandaag/")
    page.goto(path)
    button(page, "Beginnen zonder gast")
    expect(page.get_by_role("button", name="Open het slot")).to_be_visible()
    kept = "async () => (await caches.keys()).filter((one) => one.startsWith('opstap-person-'))"
    for _ in range(100):
        if page.evaluate(kept) == []:
            break
        page.wait_for_timeout(50)
    assert page.evaluate(kept) == []
    page.context.set_offline(True)
    page.goto("/vandaag/")
    expect(page.get_by_role("heading", level=1, name="Geen verbinding")).to_be_visible()
    page.context.set_offline(False)  # and the page looks again by itself
    expect(page.get_by_role("button", name="Open het slot")).to_be_visible()
    page.get_by_label("Wachtwoord van Sara").fill(PASSWORD)
    page.get_by_role("button", name="Open het slot").click()
    page.goto("/vandaag/")
    until_kept(page, "/vandaag/")
