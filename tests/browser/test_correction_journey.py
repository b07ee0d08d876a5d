"""Dit klopt niet, in a browser: a sentence on the phone that comes back, put right, on the note."""

from playwright.sync_api import expect

from pwa.models import Note

ASKS = "Het was order 208."


def test_a_candidate_asks_and_reads_what_was_put_right(phone, tablet, cast, look):
    page = phone("candidate_a1")
    page.goto("/mijn-voortgang")
    page.locator(f"#n-{cast.note_a1.id}").get_by_role("link", name="Dit klopt niet").tap()
    expect(page.get_by_label("Wat klopt er niet?")).to_be_visible()
    look(page)
    page.get_by_label("Wat klopt er niet?").fill(ASKS)
    page.get_by_role("button", name="Versturen").tap()
    note = page.locator(f"#n-{cast.note_a1.id}")
    expect(note).to_be_visible()

    floor = tablet("supervisor_a")
    floor.goto("/vandaag/")
    floor.locator("#corrections").get_by_role("link", name="Lezen").tap()
    expect(floor.get_by_text(ASKS)).to_be_visible()
    floor.get_by_text("Verbeteren", exact=True).first.tap()
    look(floor)
    floor.get_by_label("Zo moet het er staan").fill("Deed order 41-208 helemaal zelf.")
    floor.get_by_label("Jouw antwoord").fill("Klopt, dank je.")
    floor.get_by_role("button", name="Verbeteren").tap()
    expect(floor.get_by_text("Eerst stond er (vervangen)")).to_be_visible()
    assert Note.get_by_id(cast.note_a1.id).revision == 2

    page.goto("/mijn-voortgang")
    expect(note.get_by_text("Deed order 41-208 helemaal zelf.")).to_be_visible()
    note.get_by_role("link", name="Wat je vroeg en het antwoord").tap()
    expect(page.get_by_text("Klopt, dank je.")).to_be_visible()
    look(page)
    page.goto("/wie-keek-mee")
    expect(page.get_by_text("Sara Jansen")).to_be_visible()
    look(page)
    page.goto("/mijn-dossier/")
    look(page)
