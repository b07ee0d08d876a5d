"""A privacy officer shortens a term; the candidate reads on the phone what goes."""

from datetime import date

from playwright.sync_api import expect

from pwa.domain.retention import Kind
from pwa.models import RetentionOffer, RetentionTerms


def test_an_officer_sets_a_term_and_a_candidate_reads_what_goes(desktop, phone, cast, look):
    page = desktop("privacy_officer")
    page.goto("/privacy/bewaren")
    look(page)
    page.get_by_role("link", name="Termijnen wijzigen").click()
    page.get_by_label("Notities").fill("3")
    page.get_by_role("button", name="Kijk wat dit betekent").click()
    expect(page.get_by_text("Wordt: 3 maanden.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Bewaren als versie 1").click()
    expect(page.get_by_text("De nieuwe termijnen gelden vanaf nu.")).to_be_visible()
    assert RetentionTerms.get().numbers["notes"] == 3
    RetentionOffer.create(
        placement=cast.placement_a1, kind=Kind.NOTES, offered_on=date(2026, 3, 10),
        goes_on=date(2026, 3, 24),
    )  # fmt: skip
    own = phone("candidate_a1")
    own.goto("/mijn-voortgang")
    expect(own.get_by_text("Neem je dossier mee")).to_be_visible()
    look(own)
