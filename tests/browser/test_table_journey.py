"""One tablet goes round a table: three people sign, and nobody sees more than their own page.

A touch is a finger put on the screen, counted by the page itself: tapping a field, a choice, a
button. Typing into a field that was tapped is no further touch, and neither is scrolling to read.
"""

import re

from playwright.sync_api import expect

from pwa.models import Evaluation, Organisation, SignatureDrawing
from tests.browser.at_the_table import (
    EVERYBODY,
    amina_signs,
    button,
    case,
    frozen,
    petra_signs,
    signed,
    take_the_code,
    typed,
)
from tests.table_case import PASSWORD, PIN

__all__ = ["case"]


MOST_TOUCHES = 12


class Touches:
    """Counts what fingers do on every page that it watches."""

    def __init__(self, *pages):
        self.made = []
        for page in pages:
            page.expose_function("touched", lambda what: self.made.append(what))
            page.add_init_script(
                "addEventListener('touchstart', (e) => touched(e.target.innerText || e.target.name"
                " || e.target.tagName), true)"
            )

    def __len__(self):
        return len(self.made)


def test_candidate_guest_and_coach_sign_at_the_table_in_twelve_touches(tablet, case, look):
    path = frozen(case, "Amina El Idrissi\nSara Jansen\nPetra van Gool, HR\nAnna de Groot")
    page = tablet("supervisor_a")
    touches = Touches(page)
    page.goto(path)
    look(page)
    code = take_the_code(page)
    look(page)
    amina_signs(page, look)
    look(page)
    petra_signs(page, code, look)
    page.get_by_role("link", name="Iemand anders tekent nu: Anna").tap()
    expect(page.get_by_label("Wachtwoord van Anna")).to_be_visible()
    look(page)
    typed(page, "Wachtwoord van Anna", PASSWORD)
    button(page, "Verder")
    expect(page.get_by_text("Anna de Groot leest en tekent.")).to_be_visible()
    button(page, "Aftekenen")
    expect(page.get_by_text("Dank je wel, Anna.")).to_be_visible()
    assert signed() == EVERYBODY
    assert 8 < len(touches) <= MOST_TOUCHES, touches.made
    look(page)
    page.get_by_label("Wachtwoord van Sara").fill(PASSWORD)
    button(page, "Open het slot")
    expect(page.get_by_role("link", name="Vandaag")).to_be_visible()


def test_with_a_guest_nobody_expected_and_the_coach_on_a_phone_it_is_no_more(tablet, phone, case):
    path = frozen(case, "Amina El Idrissi\nSara Jansen")
    page, coach = tablet("supervisor_a"), phone("coach_1")
    touches = Touches(page, coach)
    page.goto(path)
    typed(page, "Naam van de gast", "Petra van Gool")
    typed(page, "Functie", "HR")
    code = take_the_code(page)
    amina_signs(page)
    petra_signs(page, code)
    coach.goto("/evaluaties")
    coach.get_by_role("link", name=re.compile("Amina")).first.tap()
    coach.get_by_role("button", name="Aftekenen").tap()
    expect(coach.get_by_text("Afgetekend. De PDF is klaar.")).to_be_visible()
    assert signed() == EVERYBODY
    assert 8 < len(touches) <= MOST_TOUCHES, touches.made


def test_with_a_keyboard_only_a_candidate_disagrees(desktop, case, look):
    path = frozen(case, "Amina El Idrissi\nSara Jansen")
    page = desktop("supervisor_a")
    page.goto(path)
    page.get_by_role("button", name="Beginnen zonder gast").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Pincode van Amina").focus()
    page.wait_for_load_state()  # its script is there then, which goes on after the sixth digit
    page.keyboard.type(PIN)
    page.get_by_role("checkbox", name="Gezien").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Akkoord", exact=False).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Niet akkoord")).to_be_checked()
    page.get_by_label("Jouw reactie").focus()
    page.keyboard.type("Ik help wel. Vraag Tom.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dank je wel, Amina.")).to_be_visible()
    assert signed() == ["drawn_up", "seen", "disagree"]


def test_without_javascript_it_is_a_button_more(tablet, case):
    Organisation.update(drawn_signatures=True).execute()
    path = frozen(case, "Amina El Idrissi\nSara Jansen\nPetra van Gool, HR")
    page = tablet("supervisor_a", javascript=False)
    page.goto(path)
    code = take_the_code(page)
    page.get_by_label("Pincode van Amina").fill(PIN)
    button(page, "Verder")
    expect(page.get_by_text("Je handtekening, getekend")).to_be_hidden()
    page.get_by_role("checkbox", name="Gezien").check()
    page.get_by_role("radio", name="Akkoord").first.check(force=True)
    button(page, "Ondertekenen")
    page.get_by_label("Jouw code").fill(code)
    button(page, "Verder")
    button(page, "Ja, dat ben ik")
    expect(page.get_by_text("Dank je wel, Petra.")).to_be_visible()
    assert signed() == EVERYBODY[:-1]


def test_a_drawn_signature_is_a_line_and_outlives_a_refusal(tablet, case, look, console):
    console.allow("422")
    Organisation.update(drawn_signatures=True).execute()
    path = frozen(case, "Amina El Idrissi\nSara Jansen")
    page = tablet("supervisor_a")
    page.goto(path)
    button(page, "Beginnen zonder gast")
    typed(page, "Pincode van Amina", PIN)
    field = page.locator("canvas")
    field.scroll_into_view_if_needed()
    look(page)
    for wrong in (True, False):
        box = field.bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + 60)
        page.mouse.down()
        for n in range(1, 21):
            page.mouse.move(box["x"] + 30 + 10 * n, box["y"] + 60 + 20 * (n % 3))
        page.mouse.up()
        if wrong:
            page.get_by_role("button", name="Wissen").click()
    page.get_by_role("checkbox", name="Gezien").check()
    page.get_by_role("radio", name="Niet akkoord").click()
    page.get_by_role("button", name="Ondertekenen").click()
    expect(page.get_by_text("Kijk dit even na").first).to_be_visible()
    page.get_by_label("Jouw reactie").fill("Ik help wel.")
    page.get_by_role("button", name="Ondertekenen").click()
    expect(page.get_by_text("Dank je wel, Amina.")).to_be_visible()
    kept = SignatureDrawing.select().get().strokes
    assert len(kept) == 1
    assert len(kept[0]) >= 20
    assert all(type(one) is int for one in kept[0])


def test_the_talk_leads_through_the_evaluation_one_thing_at_a_time(tablet, case, look, console):
    console.allow("422")
    case.to("ready")
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    page.get_by_role("link", name="Gesprek voeren").tap()
    expect(page.get_by_role("heading", level=1, name="Wat gaat goed")).to_be_visible()
    look(page)
    seen = []
    while page.get_by_role("link", name="Volgende").count():
        before = page.url
        page.get_by_role("link", name="Volgende").tap()
        expect(page).not_to_have_url(before)
        seen.append(page.locator("h1").inner_text())
        look(page)
    assert seen[-3:] == ["Afspraken", "Advies", "Het gesprek"]
    page.get_by_role("link", name="Vorige").tap()
    expect(page.get_by_role("heading", level=1, name="Advies")).to_be_visible()
    page.get_by_role("link", name="Volgende").tap()
    page.get_by_label("Nog iemand").fill("Petra van Gool")
    page.get_by_label("Functie").fill("HR")
    button(page, "Gesprek gehouden")
    button(page, "Vastleggen en ondertekenen")
    expect(page.get_by_label("Naam van de gast")).to_have_value("Petra van Gool")
    expect(page.get_by_label("Functie")).to_have_value("HR")
    assert Evaluation.get_by_id(case.ev.id).talk_with.splitlines() == [
        "Amina El Idrissi", "Sara Jansen", "Petra van Gool, HR",
    ]  # fmt: skip
