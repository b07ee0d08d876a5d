"""From an empty installation to the first note, the way new people go."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pwa import migrations
from pwa.models import Note
from pwa.services import installation
from tests.browser.second_step import set_up_app

Open = Callable[..., Page]
Look = Callable[[Page], None]


@pytest.fixture
def connection(empty_database: str) -> str:
    """Nobody is here yet: the fixtures of the browser then serve an unclaimed installation."""
    migrations.migrate()
    return empty_database


def claim(page: Page, look: Look) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welkom bij Opstap")
    look(page)
    page.get_by_label("Code om in te richten").fill(installation.new_setup_code().lower())
    page.get_by_label("Naam van de gemeente").fill("Gemeente Kessenbroek")
    page.get_by_label("Jouw naam").fill("Anouk Driessen")
    page.get_by_label("Naam om mee aan te melden").fill("anouk")
    page.get_by_label("Wachtwoord").fill("een lange zin")
    page.get_by_role("button", name="Opstap inrichten").click()
    set_up_app(page)
    expect(page.get_by_text("Begin met een bedrijf")).to_be_visible()
    look(page)


def onward(page: Page, look: Look, heading: str) -> None:
    """The next step, by keyboard."""
    look(page)
    page.get_by_role("button", name="Verder").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def plan(page: Page, look: Look) -> dict[str, str]:
    """Company and work first, then the people; the links of everybody, by name."""
    page.get_by_role("link", name="Iemand een plek geven").first.click()
    page.get_by_role("radio", name="Een nieuw bedrijf").check()
    page.get_by_label("Naam van het nieuwe bedrijf").fill("Plaatwerk De Linie B.V.")
    onward(page, look, "Welk werk?")
    page.get_by_label("Hoe heet het werk?").fill("Afbramen")
    onward(page, look, "Wie komt er werken?")
    page.get_by_label("Kandidaat", exact=True).select_option("new")
    page.get_by_label("Naam van de kandidaat").fill("Samira Bakkali")
    onward(page, look, "Wat voor plek is het?")
    onward(page, look, "Van wanneer tot wanneer?")
    page.get_by_label("Eerste dag").fill("2026-03-11")
    page.get_by_label("Laatste dag").fill("2026-05-08")
    onward(page, look, "Welke dagen en uren?")
    onward(page, look, "Wat wil de kandidaat leren?")
    page.get_by_label("Doel 1").fill("Zelf een order afbramen en inpakken.")
    onward(page, look, "Wie begeleidt?")
    page.get_by_label("Begeleider op de werkvloer").select_option("new")
    page.get_by_label("Naam van de begeleider").fill("Łucja Świątek")
    onward(page, look, "Hoe begeleiden jullie?")
    page.get_by_label("Hoe vaak praten jullie?").fill("Elke vrijdag om half vier.")
    onward(page, look, "Verzekerd en veilig")
    onward(page, look, "Klopt alles?")
    look(page)
    page.get_by_role("button", name="Maken en laten tekenen").click()
    expect(page.get_by_text("De links staan klaar")).to_be_visible()
    look(page)
    cards = page.locator(".way-in")
    return {
        cards.nth(n).locator(".person__name").inner_text(): cards.nth(n)
        .locator(".way-in__link")
        .inner_text()
        for n in range(cards.count())
    }


def print_sheets(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Bladen om te printen").click()
    expect(page.locator(".sheet")).to_have_count(2)
    expect(page.get_by_role("img", name="QR-code voor Samira Bakkali")).to_be_visible()
    look(page)


def choose_pin(page: Page, link: str, look: Look) -> None:
    page.goto(link)
    look(page)
    page.get_by_label("Kies zes cijfers").fill("839201")
    page.get_by_role("button", name="Naar binnen").first.click()
    expect(page).to_have_url(re.compile("/mijn-voortgang/?$"))
    look(page)


def choose_password(page: Page, link: str, look: Look) -> None:
    page.goto(link)
    expect(page.get_by_label("Naam om mee aan te melden")).to_have_value("lucja.swiatek")
    look(page)
    page.get_by_label("Nieuw wachtwoord").fill("nog een lange zin")
    page.get_by_role("button", name="Naar binnen").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def write_note(page: Page) -> None:
    page.get_by_role("link", name="Samira Bakkali").first.click()
    page.get_by_role("checkbox", name="Werkte netjes").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Ontvangen 10:00").first).to_be_visible()
    assert Note.select().count() == 1


def test_from_the_set_up_code_to_the_first_note(
    desktop: Open, phone: Open, tablet: Open, look: Look
) -> None:
    coach, candidate, supervisor = desktop(None), phone(None), tablet(None)
    claim(coach, look)
    links = plan(coach, look)
    print_sheets(coach, look)
    choose_pin(candidate, links["Samira Bakkali"], look)
    choose_password(supervisor, links["Łucja Świątek"], look)
    write_note(supervisor)
    coach.goto("/mijn-kandidaten")
    expect(coach.get_by_text("Samira Bakkali").first).to_be_visible()


def test_a_candidate_comes_back_by_name_and_pin_without_javascript(
    desktop: Open, phone: Open, look: Look
) -> None:
    coach, candidate = desktop(None), phone(None, javascript=False)
    claim(coach, look)
    links = plan(coach, look)
    candidate.goto(links["Samira Bakkali"])
    candidate.get_by_label("Kies zes cijfers").fill("839 201")
    candidate.get_by_role("button", name="Naar binnen").first.click()
    candidate.context.clear_cookies(name="opstap")
    candidate.goto("/aanmelden")
    candidate.get_by_label("Pincode van Samira").fill("839201")
    candidate.get_by_role("button", name="Naar binnen").click()
    expect(candidate).to_have_url(re.compile("/mijn-voortgang/?$"))
