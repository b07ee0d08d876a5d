"""One tablet that goes round the table: what everybody does there, for journeys."""

import pytest
from playwright.sync_api import expect

from pwa.models import Signature
from tests.evaluation_case import Case
from tests.table_case import PIN, give_ways_in


@pytest.fixture
def case(app, cast):
    give_ways_in(app, cast)
    made = Case(cast)
    made.company_asks()
    return made


def frozen(case, present):
    case.to("ready")
    from pwa.services import evaluations
    from tests.evaluation_case import TALK

    case.ev = evaluations.talk(case.ria, case.ev, TALK, present)
    case.freeze()
    return f"/evaluaties/{case.ev.id}"


def typed(page, label, text):
    """Tap a field and type in it, once the script is there that goes on after the last sign."""
    page.get_by_label(label).tap()
    page.wait_for_load_state()
    page.keyboard.type(text)


def button(page, name):
    page.get_by_role("button", name=name).tap()


def take_the_code(page):
    button(page, "Code maken")
    code = page.locator("#code").inner_text()
    button(page, "Geef de tablet aan Amina")
    expect(page.get_by_label("Pincode van Amina")).to_be_visible()
    return code


def amina_signs(page, look=None):
    typed(page, "Pincode van Amina", PIN)  # and it goes on by itself
    expect(page.get_by_text("Amina El Idrissi leest en tekent.")).to_be_visible()
    if look:
        look(page)
    page.get_by_role("checkbox", name="Gezien").tap()
    page.get_by_role("radio", name="Akkoord").first.tap()
    button(page, "Ondertekenen")
    expect(page.get_by_text("Dank je wel, Amina.")).to_be_visible()


def petra_signs(page, code, look=None):
    typed(page, "Jouw code", code.lower())
    expect(page.get_by_text("Petra van Gool, HR, leest en tekent.")).to_be_visible()
    if look:
        look(page)
    button(page, "Ja, dat ben ik")
    expect(page.get_by_text("Dank je wel, Petra.")).to_be_visible()


def signed():
    return [one.meaning.value for one in Signature.select().order_by(Signature.id)]


EVERYBODY = ["drawn_up", "seen", "agree", "for_company", "signed_off"]
