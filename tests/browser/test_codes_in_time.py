"""Codes that live shortly hurt nobody: the page counts along, and the next one is near."""

from datetime import timedelta

from playwright.sync_api import expect

from pwa import clock
from tests.browser.second_step import set_up_app
from tests.evaluation_case import Case
from tests.people import NOW
from tests.table_case import PASSWORD, PIN, give_ways_in
from tests.ways_case import LOGIN, shown, with_password


def sign_in(page):
    page.goto("/aanmelden")
    page.get_by_label("Naam om mee aan te melden").fill(LOGIN["login"])
    page.get_by_label("Wachtwoord").fill(LOGIN["password"])
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def test_the_page_counts_how_long_the_code_of_an_app_still_counts(app, desktop, phone, cast, look):
    coach = with_password(cast.coach_1)
    page = desktop()
    sign_in(page)
    set_up_app(page)
    on_device = NOW + timedelta(hours=1)  # what the device takes for now makes no difference
    with clock.at(NOW + timedelta(minutes=3, seconds=18)):
        page = phone()
        page.clock.set_fixed_time(on_device)
        sign_in(page)
        left = page.locator("code-left")
        expect(left).to_have_text("De code van nu telt nog ongeveer 10 seconden.")
        look(page)
        page.clock.set_fixed_time(on_device + timedelta(seconds=8))
        expect(left).to_have_text("Wacht even: zo komt de volgende code.")
        page.clock.set_fixed_time(on_device + timedelta(seconds=18))
        expect(left).to_have_text("De code van nu telt nog ongeveer 20 seconden.")
        page.clock.set_fixed_time(on_device + timedelta(seconds=83))
        expect(left).to_have_text("De code van nu telt nog ongeveer 15 seconden.")
    with clock.at(NOW + timedelta(minutes=3, seconds=36)):
        page.get_by_label("Code").fill(shown(coach, pepper(app)))
        page.get_by_role("button", name="Naar binnen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mijn kandidaten")


def pepper(app):
    return app.extensions["opstap"].pin_pepper()


def test_a_guest_whose_code_is_over_signs_after_one_tap_of_each(app, cast, tablet, look):
    give_ways_in(app, cast)
    case = Case(cast)
    case.company_asks()
    case.to("signing")
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    page.get_by_label("Naam van de gast").fill("Petra van Gool")
    page.get_by_label("Functie").fill("HR")
    page.get_by_role("button", name="Code maken").tap()
    page.get_by_role("button", name="Geef de tablet aan Amina").tap()
    page.wait_for_url("**/slot/")  # its script is there then, which goes on after the sixth digit
    page.get_by_label("Pincode van Amina").fill(PIN)
    with clock.at(NOW + timedelta(minutes=12)):
        page.get_by_role("checkbox", name="Gezien").tap()
        page.get_by_role("radio", name="Akkoord").first.tap()
        page.get_by_role("button", name="Ondertekenen").tap()
        expect(page.get_by_text("De code van Petra werkte tot 10:10.")).to_be_visible()
        look(page)
        page.get_by_label("Wachtwoord van Sara").first.fill(PASSWORD)
        page.get_by_role("button", name="Nieuwe code voor Petra").tap()
        expect(page.get_by_text("De code staat er al en werkt tot 10:22.")).to_be_visible()
        look(page)
        page.get_by_role("button", name="Verder").first.tap()
        page.get_by_role("button", name="Ja, dat ben ik").tap()
        expect(page.get_by_text("Dank je wel, Petra.")).to_be_visible()
