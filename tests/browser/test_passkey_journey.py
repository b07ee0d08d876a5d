"""A passkey in a real browser, with Chromium's virtual authenticator; and a code app."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from pwa.models import User
from pwa.services import people
from tests.browser.conftest import Console, new_page
from tests.browser.second_step import set_up_app
from tests.people import Cast
from tests.ways_case import LOGIN, with_password

Look = Callable[[Page], None]


@pytest.fixture
def named(chromium: Browser, server: str, console: Console, cast: Cast) -> Callable[[str], Page]:
    """A page at `localhost`: keys are made for a name, never for a number."""

    def open_(size: str) -> Page:
        page = new_page(chromium, server.replace("127.0.0.1", "localhost"), size, {})
        console.listen(page)
        return page

    return open_


def with_authenticator(page: Page) -> None:
    """This browser has a device that knows its person."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_coach_comes_by_link_and_comes_back_with_one_button(
    named: Callable[[str], Page], cast: Cast, look: Look, console: Console
) -> None:
    User.update(state="invited").where(User.id == cast.coach_1.id).execute()
    page = named("desktop")
    with_authenticator(page)
    page.goto("/uitnodiging/" + people.invite(cast.as_("municipality_admin"), cast.coach_1))
    look(page)
    page.get_by_role("button", name="Liever met een passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je herstelcodes")
    expect(page.locator("ol code")).to_have_count(8)
    look(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(re.compile("/mijn-kandidaten"))
    page.locator(".top__end .menu__button").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    look(page)
    page.get_by_role("button", name="Aanmelden met passkey").click()
    expect(page).to_have_url(re.compile("/mijn-kandidaten"))
    page.goto("/account/binnenkomen/")
    expect(page.get_by_text("Laatst gebruikt: vandaag om 10:00")).to_be_visible()
    look(page)


def test_a_password_alone_is_half_the_way_and_an_app_is_the_other_half(
    named: Callable[[str], Page], cast: Cast, look: Look
) -> None:
    with_password(cast.coach_1)
    page = named("phone")
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap")
    look(page)
    codes = set_up_app(page)
    expect(page).to_have_url(re.compile("/mijn-kandidaten"))
    page.context.clear_cookies()
    sign_in(page)
    expect(page.get_by_label("Code")).to_be_visible()
    look(page)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Naar binnen").click()
    expect(page.get_by_text("Je gebruikte een herstelcode")).to_be_visible()
    look(page)


def sign_in(page: Page) -> None:
    page.goto("/aanmelden")
    page.get_by_label("Naam om mee aan te melden").fill(LOGIN["login"])
    page.get_by_label("Wachtwoord").fill(LOGIN["password"])
    page.get_by_role("button", name="Aanmelden", exact=True).click()
