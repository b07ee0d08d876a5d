"""A municipality makes its layout: it saves itself, parts move, it says what is wrong."""

import re

from playwright.sync_api import expect

from pwa.models import Layout


def test_a_layout_saves_itself_and_says_what_is_wrong(desktop, cast, look):
    page = desktop("municipality_admin")
    page.set_default_timeout(60_000)  # a PDF is made while the page waits
    page.goto("/opmaak")
    look(page)
    page.get_by_role("button", name="Nieuwe opmaak maken").click()
    page.get_by_label("Bovenaan").fill("Welkom in Kessenbroek.")
    expect(page.get_by_text(re.compile(r"^Bewaard \d\d:\d\d$"))).to_be_visible()
    assert Layout.get().texts == {"top": "Welkom in Kessenbroek."}
    look(page)
    page.get_by_role("button", name=re.compile("Omhoog.*Advies")).click()
    expect(page.get_by_label("Bovenaan")).to_have_value("Welkom in Kessenbroek.")
    assert Layout.get().texts["order"].split()[-1] == "candidate"
    _template(page, look)
    page.get_by_role("link", name="Opmaak maken").click()
    page.get_by_role("button", name="Bewaren en bekijken").click()
    expect(page.get_by_role("button", name="In gebruik nemen")).to_be_visible()
    look(page)
    page.get_by_role("button", name="In gebruik nemen").click()
    expect(page.get_by_text("Nieuwe PDF's zien er voortaan zo uit.")).to_be_visible()
    answer = page.request.get(f"/opmaak/{Layout.get().id}/voorbeeld")
    assert answer.body().startswith(b"%PDF-")


def _template(page, look):
    page.get_by_role("link", name="Sjabloon zelf schrijven").click()
    page.get_by_label("Stijl").fill("h2 { display: none }")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    expect(page.get_by_text("Regel 1 van de stijl: “display” mag niet.")).to_be_visible()
    look(page)
    page.get_by_label("Stijl").fill("h2 { color: #333333 }")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    expect(page.get_by_text("Dit werkt met het voorbeeld.")).to_be_visible()
