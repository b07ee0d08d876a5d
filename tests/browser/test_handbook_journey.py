"""A company writes its own handbook, with the keyboard alone, and sees how it will look."""

import re

import pytest
from playwright.sync_api import Page, expect

from pwa.domain.enums import OrganisationKind, Role
from pwa.models import Competence, Handbook
from pwa.services import handbook_drafts, handbook_parts, people

FOCUSED = """() => {
  const one = document.activeElement
  const said = one.labels && one.labels.length ? one.labels[0] : one
  return (said.textContent || "").replace(/\\s+/g, " ").trim()
}"""

EIGHT = (
    "Op tijd klaarstaan", "Voelen met je duim", "Plek opruimen", "Zeggen wat je nodig hebt",
    "Meten met de schuifmaat", "Bril en handschoenen", "Werkkaart volgen", "Een ander helpen",
)  # fmt: skip


@pytest.fixture
def company(cast):
    made = people.add_organisation(None, OrganisationKind.EMPLOYER, "Nieuw B.V.")
    people.add_member(None, cast.employer_a, made, Role.EMPLOYER_ADMIN)
    return made


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says this."""
    for _try in range(160):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    raise AssertionError(f"the keyboard does not reach {words!r}")


def enter(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")


def write(page: Page, words: str, text: str) -> None:
    tab_to(page, words)
    page.keyboard.type(text)


def test_from_nothing_to_eight_in_use_with_the_keyboard_alone(desktop, company, look):
    page = desktop("employer_a")
    page.goto(f"/bedrijven/{company.id}")
    enter(page, "Handboek beginnen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waar letten jullie op?")
    look(page)
    enter(page, "Leeg beginnen")
    expect(page.get_by_text("Nog leeg")).to_be_visible()
    look(page)
    for label in EIGHT:
        write(page, "Hoe noemen jullie dit?", label)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(label)
        write(page, "3 Lukt zelfstandig", f"Doet het zelf: {label.lower()}.")
        write(page, "Zin", f"{label[:40]}: gezien")
        expect(page.locator("#preview .tile__label")).to_have_text(f"{label[:40]}: gezien")
        expect(page.locator("#preview .paper")).to_contain_text(f"Doet het zelf: {label.lower()}.")
        expect(page.locator("output.saved").first).to_contain_text("Bewaard")
        enter(page, "Bewaren")
        expect(page.get_by_role("heading", name=label)).to_be_visible()
    look(page)
    enter(page, "Bekijk en neem in gebruik")
    expect(page.get_by_role("heading", level=1)).to_have_text("In gebruik nemen?")
    look(page)
    enter(page, "In gebruik nemen")
    expect(page.get_by_text("In gebruik. Wie nu begint")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Begin hier")
    page.goto(f"/handboeken/{Handbook.get(Handbook.organisation == company).id}")
    for label in EIGHT:
        expect(page.get_by_role("heading", name=label)).to_be_visible()
    look(page)


def test_order_changes_with_the_keyboard_and_the_page_stays_there(desktop, cast):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    page = desktop("employer_a")
    page.goto(f"/handboeken/{draft.id}")
    first = page.locator("article h3").first.inner_text()
    enter(page, f"Omlaag: {first}")
    expect(page).to_have_url(re.compile("#c-"))
    expect(page.locator("article h3").nth(1)).to_have_text(first)


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_the_look_changes_while_one_types(phone, tablet, cast, look, size):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    row = Competence.select().where(Competence.handbook == draft, ~Competence.hidden).get()
    page = {"phone": phone, "tablet": tablet}[size]("employer_a")
    page.goto(f"/handboeken/{draft.id}/onderdeel/{row.id}")
    page.get_by_label("Hoe noemen jullie dit?").fill("Klokvast")
    expect(page.locator("#preview .paper")).to_contain_text("Klokvast")
    expect(page.locator("output.saved").first).to_contain_text("Bewaard")
    look(page)
    page.reload()
    expect(page.get_by_label("Hoe noemen jullie dit?")).to_have_value("Klokvast")


def test_without_javascript_there_is_a_button_for_the_look(phone, cast):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    row = Competence.select().where(Competence.handbook == draft, ~Competence.hidden).get()
    page = phone("employer_a", javascript=False)
    page.goto(f"/handboeken/{draft.id}/onderdeel/{row.id}")
    page.get_by_label("Hoe noemen jullie dit?").fill("Klokvast")
    page.get_by_role("button", name="Voorbeeld").click()
    expect(page.locator("#preview .paper")).to_contain_text("Klokvast")
    expect(page.get_by_label("Hoe noemen jullie dit?")).to_have_value("Klokvast")
    assert Competence.get_by_id(row.id).label != "Klokvast"
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard in de nieuwe versie.")).to_be_visible()


def test_two_at_once_see_both_texts_and_choose(desktop, cast, console):
    console.allow("409")
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    row = Competence.select().where(Competence.handbook == draft, ~Competence.hidden).get()
    page = desktop("employer_a")
    page.goto(f"/handboeken/{draft.id}/onderdeel/{row.id}")
    theirs = handbook_parts.CompetenceEntry({"label": "Van de ander"}, hidden=False, tiles=())
    handbook_parts.save_competence(cast.as_("employer_a"), draft, 1, row.id, theirs)
    page.get_by_label("Hoe noemen jullie dit?").fill("Van mij")
    expect(page.locator("output.saved").first).to_contain_text("NIET bewaard")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Iemand anders bewaarde dit onderdeel net ook")).to_be_visible()
    expect(page.get_by_text("Van de ander")).to_be_visible()
    expect(page.get_by_label("Hoe noemen jullie dit?")).to_have_value("Van mij")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard in de nieuwe versie.")).to_be_visible()
    assert Competence.get_by_id(row.id).label == "Van mij"
    assert Handbook.get_by_id(draft.id).edition == 3
