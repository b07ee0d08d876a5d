"""A place of work from the first letter to a text that a company can put on its own site."""

import pytest
from playwright.sync_api import expect

from pwa.models import Workplace
from tests.evaluation_case import Case, quick_pdf


@pytest.fixture
def signed(cast, monkeypatch):
    quick_pdf(monkeypatch)
    Case(cast).to("final")


def test_what_is_typed_stays_and_counts_only_when_it_is_offered(desktop, cast, look):
    page = desktop("employer_a")
    page.goto(f"/bedrijven/{cast.company_a.id}")
    page.get_by_role("link", name="Nieuwe werkplek").click()
    page.get_by_label("Hoe heet het werk?").fill("Medewerker inpak")
    page.get_by_text("Staand werk").click()
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Hoe heet het werk?")).to_have_value("Medewerker inpak")
    expect(page.get_by_label("Staand werk")).to_be_checked()
    page.get_by_role("group", name="Werktempo").get_by_label("te leren").check(force=True)
    look(page)
    page.get_by_role("button", name="Bekijken").click()
    expect(page.get_by_text("Nu ziet nog niemand dit, alleen jij.")).to_be_visible()
    look(page)
    assert Workplace.select().where(Workplace.title == "Medewerker inpak").count() == 0
    page.get_by_role("button", name="Zo aanbieden").click()
    expect(page.get_by_text("Zo biedt jullie bedrijf deze werkplek nu aan.")).to_be_visible()
    expect(page.get_by_text("Werktempo")).to_be_visible()


def test_a_vacancy_is_copied_with_one_click(desktop, cast, look):
    page = desktop("employer_a", permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/werkplekken/{cast.workplace_a.id}")
    page.get_by_role("link", name="Tekst voor een vacature").click()
    text = page.get_by_role("textbox")
    expect(text).not_to_be_editable()
    look(page)
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()


def test_without_javascript_the_vacancy_is_text_to_select(desktop, cast):
    page = desktop("employer_a", javascript=False)
    page.goto(f"/werkplekken/{cast.workplace_a.id}/vacature")
    expect(page.get_by_role("textbox")).to_contain_text("Medewerker afbramen")
    expect(page.get_by_role("button", name="Kopieer")).to_be_hidden()


def test_a_coach_lays_a_place_beside_a_candidate(desktop, cast, signed, look):
    page = desktop("coach_1")
    page.goto(f"/werkplekken/{cast.workplace_a.id}")
    page.get_by_role("link", name="Naast een kandidaat leggen").click()
    look(page)
    page.get_by_role("link", name="Amina El Idrissi").click()
    expect(
        page.get_by_text("Het bedrijf heeft nog niet gezegd wat deze plek vraagt.")
    ).to_be_visible()
    look(page)
