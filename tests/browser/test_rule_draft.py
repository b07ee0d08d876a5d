"""The rules of a municipality save themselves while somebody types."""

from playwright.sync_api import expect


def test_typing_is_kept_and_back_after_closing_the_page(desktop, cast, look):
    page = desktop("municipality_admin")
    page.goto(f"/gemeenten/{cast.kessenbroek.id}/regels/ontwikkelplek/wijzigen")
    page.get_by_label("Hooguit hoeveel maanden?").fill("8")
    expect(page.locator("output.saved").first).to_have_text("Bewaard 10:00")
    page.get_by_label("Zo leest de kandidaat het").first.fill("Dan praten we.")
    expect(page.locator("[name=edition]")).to_have_value("2")
    look(page)
    page.goto("/")
    page.goto(f"/gemeenten/{cast.kessenbroek.id}/regels/ontwikkelplek/wijzigen")
    expect(page.get_by_label("Hooguit hoeveel maanden?")).to_have_value("8")
    expect(page.get_by_label("Zo leest de kandidaat het").first).to_have_value("Dan praten we.")
    expect(page.get_by_text("Niemand anders ziet dit.")).to_be_visible()
