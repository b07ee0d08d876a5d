"""An interim evaluation from the talk to the document that anybody can check: one tablet goes
round, the candidate draws and has a PIN, the company and the coach have passwords."""

import subprocess

import pytest
from playwright.sync_api import expect

from pwa.domain.enums import EvaluationKind
from pwa.models import Document, Organisation, SignatureDrawing
from tests.browser.at_the_table import amina_signs, button, typed
from tests.evaluation_case import Case
from tests.table_case import PASSWORD, give_ways_in


@pytest.fixture
def case(app, cast):
    give_ways_in(app, cast)
    Organisation.update(drawn_signatures=True).execute()
    made = Case(cast, EvaluationKind.INTERIM)
    made.company_asks()
    made.to("ready")
    return made


def draw(page):
    field = page.locator("canvas")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for n in range(1, 15):
        page.mouse.move(box["x"] + 30 + 12 * n, box["y"] + 60 + 25 * (n % 3))
    page.mouse.up()


def talk(page, path):
    page.goto(f"{path}/samen/99")  # the last step, whatever their number
    button(page, "Gesprek gehouden")
    button(page, "Vastleggen en ondertekenen")
    button(page, "Beginnen zonder gast")


def company_signs(page, look):
    page.get_by_text("Met een eigen account").tap()
    typed(page, "Naam om mee aan te melden", "employer_a@voorbeeld.nl")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Verder", exact=True).tap()
    expect(page.get_by_text("Eva Linden leest en tekent.")).to_be_visible()
    draw(page)
    button(page, "Ja, dat ben ik: ondertekenen")
    expect(page.get_by_text("Dank je wel, Eva.")).to_be_visible()
    look(page)


def coach_signs_off(page):
    page.get_by_role("link", name="Iemand anders tekent nu: Anna").tap()
    typed(page, "Wachtwoord van Anna", PASSWORD)
    page.get_by_role("button", name="Verder", exact=True).tap()
    expect(page.locator("#signatures")).to_contain_text("Akkoord")
    button(page, "Aftekenen")
    expect(page.get_by_text("Dank je wel, Anna.")).to_be_visible()


def words_in(pdf):
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_an_interim_is_signed_at_the_table_by_drawing_pin_and_password(
    tablet, phone, case, look, console
):
    path = f"/evaluaties/{case.ev.id}"
    page = tablet("supervisor_a")
    talk(page, path)
    amina_signs(page, draw)
    company_signs(page, look)
    coach_signs_off(page)
    assert SignatureDrawing.select().count() == 2
    page.get_by_label("Wachtwoord van Sara").fill(PASSWORD)
    button(page, "Open het slot")
    expect(page.get_by_text("klaar en afgetekend")).to_be_visible()
    pdf = page.request.get(f"{path}/pdf").body()
    said = words_in(pdf)
    for how in ("met eigen account", "met eigen pincode", "met eigen wachtwoord"):
        assert f"{how}, klok van het toestel 11-3-2026 om" in said
    assert said.count("Hoe: ") == said.count("klok van het toestel") == 5
    assert f"Code: {Document.get().code}" in said.replace("- ", "-")
    _anybody_checks(phone(None), pdf)


def _anybody_checks(page, pdf):
    page.goto(f"/controle/{Document.get().code}/")  # as somebody types it
    expect(page.locator("#answer")).to_contain_text("bestaat en is de nieuwste versie")
    expect(page.locator("#answer")).to_contain_text("Tussenevaluatie")
    page.get_by_label("Bestand").set_input_files(
        {"name": "evaluatie.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    page.get_by_role("button", name="Controleren").click()
    expect(page.locator("#answer")).to_contain_text("Echt en niet veranderd")
