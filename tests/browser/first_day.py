"""The first day at three desks: the town sets up, the company tells, the coach gives a place."""

import re

from playwright.sync_api import expect

from pwa.services import installation
from tests.browser.handbook_reader import Reader
from tests.browser.second_step import set_up_app
from tests.browser.test_passkey_journey import with_authenticator

PASSWORD = "een lange zin, nergens anders"
DAYS = ("2026-03-11", "2026-05-08")


def set_up(reader: Reader) -> None:
    reader.page.goto("/")
    reader.sees("Welkom bij Opstap")
    reader.fill(
        Code_om_in_te_richten=installation.new_setup_code(),
        Naam_van_de_gemeente="Gemeente Kessenbroek", Jouw_naam="Anouk Driessen",
        Naam_om_mee_aan_te_melden="anouk", Wachtwoord=PASSWORD,
    )  # fmt: skip
    reader.tap("Opstap inrichten")
    set_up_app(reader.page)
    reader.sees("Mijn kandidaten")


def invite(reader: Reader, name: str, role: str) -> str:
    """From the page Mensen; the link of the newcomer."""
    reader.tap("Iemand uitnodigen")
    reader.fill(Naam=name)
    reader.page.get_by_role("radio", name=role).check()
    reader.tap("Uitnodiging maken")
    reader.sees(name)
    return reader.link()


def invite_company(reader: Reader) -> str:
    reader.tap("Bedrijven")
    reader.tap("Bedrijf uitnodigen")
    reader.fill(
        Naam_van_het_bedrijf="Plaatwerk De Linie B.V.", Naam_van_de_contactpersoon="Petra van Gool"
    )
    reader.tap("Uitnodiging maken")
    reader.sees("Uitnodiging voor Plaatwerk De Linie B.V.")
    return reader.link()


def come_with_passkey(reader: Reader, link: str) -> None:
    with_authenticator(reader.page)
    reader.page.goto(link)
    reader.tap("Liever met een passkey")
    reader.sees("Je herstelcodes")
    reader.tap("Ik heb ze bewaard")
    reader.sees("Mijn kandidaten")


def tell(reader: Reader, link: str) -> None:
    """The three first steps of a company; after each of them, what comes next."""
    reader.page.goto(link)
    reader.fill(Nieuw_wachtwoord=PASSWORD)
    reader.tap("Naar binnen")
    set_up_app(reader.page)
    reader.sees("Begin hier")
    reader.tap("Beginnen")
    reader.tap("Beginnen")
    for n in range(1, 10):
        expect(reader.page.get_by_text(f"Vraag {n} van 9")).to_be_visible()
        reader.page.get_by_role("textbox").fill(f"Ons antwoord {n}.")
        reader.tap("Volgende")
    reader.tap("Bekijken en publiceren")
    reader.tap("Publiceren")
    reader.sees("Begin hier")
    reader.tap("Kiezen waar we op letten")
    reader.tap("Hiermee beginnen")
    reader.tap("Bekijk en neem in gebruik")
    reader.tap("In gebruik nemen")
    reader.sees("Begin hier")
    reader.tap("Werkplek beschrijven")
    reader.fill(**{"Hoe heet het werk?": "Afbramen"})
    reader.tap("Bekijken")
    reader.tap("Zo aanbieden")
    expect(reader.page.get_by_text("Alles staat klaar")).to_be_visible()
    reader.sees("Begin hier")


def make_tablet(company: Reader, hall: Reader) -> None:
    company.tap("Ons bedrijf")
    company.tap("Tablets")
    company.page.get_by_label("Hoe heet de tablet?").fill("Tablet hal 2")
    company.tap("Maak een code")
    company.sees("Tablet hal 2")
    hall.page.goto(company.link())
    hall.fill(Code=company.page.locator(".code-aloud").inner_text())
    hall.tap("Koppelen")
    expect(hall.page.get_by_text("Hier staat nog geen begeleider")).to_be_visible()
    hall.sees("Wie ben je?")


def plan(reader: Reader) -> str:
    """The coach reads the company and gives Samira a place; her link."""
    page = reader.page
    reader.tap("Bedrijven")
    page.get_by_role("link", name=re.compile("De Linie")).click()
    reader.tap("Ik heb dit gelezen")
    reader.tap("Mijn kandidaten")
    reader.tap("Iemand een plek geven")
    page.get_by_role("radio", name=re.compile("De Linie")).check()
    reader.tap("Verder")
    reader.tap("Verder")
    page.get_by_role("radio", name=re.compile("^Afbramen")).check()
    reader.tap("Verder")
    page.get_by_label("Kandidaat", exact=True).select_option("new")
    page.get_by_label("Naam van de kandidaat").fill("Samira Bakkali")
    reader.tap("Verder")
    reader.tap("Verder")
    reader.fill(Eerste_dag=DAYS[0], Laatste_dag=DAYS[1])
    reader.tap("Verder")
    reader.tap("Verder")
    page.get_by_label("Doel 1").fill("Zelf een order afbramen en inpakken.")
    reader.tap("Verder")
    page.get_by_label("Begeleider op de werkvloer").select_option(label="Ria Hoeben")
    page.get_by_label("Vervanger mag leeg", exact=True).select_option(label="Mehmet Kaya")
    for _step in ("begeleiders", "begeleiding", "veiligheid"):
        reader.tap("Verder")
    reader.sees("Klopt alles?")
    reader.tap("Maken en laten tekenen")
    expect(page.get_by_text("De links staan klaar")).to_be_visible()
    return reader.link()
