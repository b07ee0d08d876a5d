"""A privacy officer answers somebody who wants words gone: open, look, remove, close."""

from playwright.sync_api import expect

from tests.people import TODAY, write_note

WORDS = "heeft astma"


def test_words_are_removed_on_a_case_and_the_candidate_reads_who_and_why(
    desktop, phone, cast, look
):
    write_note(cast, "supervisor_a", "a1", f"Ging even zitten, {WORDS}. Maakte alles af.", TODAY)
    page = desktop("privacy_officer")
    page.goto("/privacy/")
    look(page)
    page.get_by_label("Om wie gaat het?").fill("amina el idrissi")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("button", name="Zaak openen").click()
    page.get_by_label("Waarom?").select_option(label="verzoek om iets weg te halen")
    page.get_by_label("Reden, voor jullie eigen administratie").fill("Brief 31.")
    page.get_by_label("Wat de kandidaat leest").fill("Jij vroeg ons iets weg te halen.")
    look(page)
    page.get_by_role("button", name="Zaak openen").click()
    look(page)
    page.get_by_role("link", name="Woorden weghalen").click()
    page.get_by_label("Welke woorden?").fill(WORDS)
    page.get_by_role("button", name="Zoek waar ze staan").click()
    look(page)
    page.get_by_label("Waarom?").select_option(label="het ging over gezondheid")
    page.get_by_role("button", name="Haal de woorden weg").click()
    expect(page.get_by_text("11 tekens weggehaald")).to_be_visible()
    own = phone("candidate_a1")
    own.goto("/mijn-voortgang")
    expect(own.get_by_text("Jij vroeg ons iets weg te halen.")).to_be_visible()
    own.goto("/account/")
    look(own)
    page.get_by_text("Zaak sluiten", exact=True).first.click()
    page.get_by_label("Wat kwam eruit?").fill("Weggehaald en gemeld.")
    page.get_by_role("button", name="Zaak sluiten").click()
    expect(page.get_by_text("Je leest niets meer van deze kandidaat.")).to_be_visible()
    look(page)
