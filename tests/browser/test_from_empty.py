"""From an empty installation to a note that was read and answered, following the handbook.

Six browsers: who sets it up, a coach with a passkey, the company, one tablet in the hall for two
supervisors, a phone of one of them, and the candidate's. What is tapped has to stand in bold in
the pages of the Dutch handbook that are for whoever taps it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from pwa import clock, migrations
from tests.browser.conftest import Console, new_page
from tests.browser.first_day import (
    PASSWORD,
    come_with_passkey,
    invite,
    invite_company,
    make_tablet,
    plan,
    set_up,
    tell,
)
from tests.browser.handbook_reader import Reader
from tests.people import NOW

pytestmark = pytest.mark.slow

PINS = {"Ria Hoeben": "274913", "Mehmet Kaya": "618302"}

Open = Callable[..., Page]


@pytest.fixture
def connection(empty_database: str) -> str:
    """Nobody is here yet."""
    migrations.migrate()
    return empty_database


@pytest.fixture
def named(chromium: Browser, server: str, console: Console) -> Iterator[Open]:
    """A browser of its own at `localhost`: passkeys are made for a name, never for a number."""
    pages: list[Page] = []

    def open_(size: str) -> Page:
        page = new_page(chromium, server.replace("127.0.0.1", "localhost"), size, {})
        console.listen(page)
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.context.close()


def first_time(reader: Reader, name: str, link: str) -> None:
    """Ria has no phone: she uses her link on the tablet itself, and chooses a PIN there."""
    reader.page.goto(link)
    reader.fill(Nieuw_wachtwoord=PASSWORD)
    reader.tap("Naar binnen")
    choose_pin(reader, name)


def from_own_phone(phone: Reader, reader: Reader, name: str, link: str) -> None:
    """Mehmet came in on his own phone; on the tablet he signs in once, by his tile."""
    phone.page.goto(link)
    login = phone.page.get_by_label("Naam om mee aan te melden").input_value()
    phone.fill(Nieuw_wachtwoord=PASSWORD)
    phone.tap("Naar binnen")
    phone.sees("Vandaag")
    reader.page.goto("/")
    reader.page.get_by_role("link", name=name).tap()
    reader.tap("Aanmelden")
    reader.fill(Naam_om_mee_aan_te_melden=login, Wachtwoord=PASSWORD)
    reader.tap("Aanmelden")
    choose_pin(reader, name)


def choose_pin(reader: Reader, name: str) -> None:
    reader.sees("Kies een pincode")
    reader.fill(Zes_nieuwe_cijfers=PINS[name])
    if reader.page.url.endswith("/tablet/pincode/"):
        reader.tap("Bewaren")
    reader.sees("Vandaag")
    lock(reader)


def lock(reader: Reader) -> None:
    reader.tap("Vergrendelen")
    reader.sees("Wie ben je?")


def write(reader: Reader, name: str, tile: str, text: str) -> None:
    """From the locked tablet to a note, and locked again."""
    reader.page.get_by_role("link", name=name).tap()
    for key in PINS[name]:
        reader.page.get_by_role("button", name=key, exact=True).tap()
    reader.sees("Vandaag")
    reader.page.get_by_role("link", name="Samira Bakkali").first.tap()
    reader.page.get_by_role("checkbox", name=tile).first.check()
    reader.page.get_by_label("Erbij schrijven").fill(text)
    reader.tap("Bewaren")
    expect(reader.page.get_by_text("Ontvangen 10:00").first).to_be_visible()
    lock(reader)


def come_as_candidate(reader: Reader, link: str) -> None:
    reader.page.goto(link)
    reader.fill(Kies_zes_cijfers="839201")
    reader.tap("Naar binnen")
    reader.sees("Mijn voortgang")


def read_and_answer(reader: Reader) -> None:
    reader.page.goto("/")
    note = reader.page.get_by_role("article").filter(has_text="Veertig kappen, alles glad.")
    expect(note).to_be_visible()
    note.get_by_text("Reageren", exact=True).click()
    note.get_by_role("textbox").fill("Ik vond het fijn werk.")
    reader.tap("Versturen", note)
    expect(note.get_by_text("Ik vond het fijn werk.")).to_be_visible()


def come_back_with_passkey(reader: Reader) -> None:
    reader.page.locator(".top__end .menu__button").click()
    reader.page.get_by_role("button", name="Afmelden").click()
    reader.sees("Aanmelden")
    reader.tap("Aanmelden met passkey")
    reader.page.get_by_role("link", name=re.compile("^Wat er gebeurde")).first.click()
    for words in ("Veertig kappen, alles glad.", "Hielp mee.", "Ik vond het fijn werk."):
        expect(reader.page.get_by_text(words)).to_be_visible()


def test_from_empty_to_a_note_that_was_read_and_answered(named: Open, console: Console) -> None:
    town = Reader(named("desktop"), "beginnen gemeente binnenkomen coach")
    coach = Reader(named("desktop"), "beginnen binnenkomen coach")
    company = Reader(named("desktop"), "werkgever binnenkomen")
    hall = Reader(named("tablet"), "begeleider werkgever")
    phone = Reader(named("phone"), "begeleider")
    candidate = Reader(named("phone"), "kandidaat")

    set_up(town)
    town.in_own_menu("Mensen")
    come_with_passkey(coach, invite(town, "Bram Oosterling", "Coach"))
    tell(company, invite_company(town))
    company.tap("Mensen")
    ria = invite(company, "Ria Hoeben", "Begeleider")
    company.tap("Mensen")
    mehmet = invite(company, "Mehmet Kaya", "Begeleider")
    make_tablet(company, hall)
    first_time(hall, "Ria Hoeben", ria)
    from_own_phone(phone, hall, "Mehmet Kaya", mehmet)

    come_as_candidate(candidate, plan(coach))
    write(hall, "Ria Hoeben", "Werkte netjes", "Veertig kappen, alles glad.")
    write(hall, "Mehmet Kaya", "Kwam op tijd", "Hielp mee.")
    with clock.at(NOW + timedelta(minutes=11)):
        read_and_answer(candidate)
        come_back_with_passkey(coach)
    assert console.complaints() == []
