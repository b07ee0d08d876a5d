"""What everybody who needs more than a password does once: set up a code app."""

from playwright.sync_api import Page, expect

from pwa import clock
from tests.ways_case import code_at


def set_up_app(page: Page) -> list[str]:
    """From the page that asks for a second step into the app; gives the recovery codes."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap")
    page.get_by_role("button", name="Code-app instellen").click()
    page.get_by_text("Lukt het blokje niet?").click()
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("De zes cijfers").fill(code_at(secret, clock.now()))
    page.get_by_role("button", name="Klaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je herstelcodes")
    codes = page.locator("ol code").all_inner_texts()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    return codes
