"""A candidate on a small phone: reads what was seen, answers, and says how the day was."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pwa.domain.profiles import ProfileState
from pwa.models import CandidateDay, EmployerProfile, Note, Reaction, User

Open = Callable[..., Page]
AMINA = "candidate_a1"
NOTE = "Deed order 41-207 helemaal zelf."


def test_amina_reads_answers_and_says_how_her_day_was(phone: Open, cast, look) -> None:
    page = phone(AMINA)
    page.goto("/")
    expect(page.get_by_role("heading", level=1, name="Mijn voortgang")).to_be_visible()
    expect(page.get_by_text("Jij, je begeleiders, je coach.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Ik snap het").click()
    expect(page.get_by_text("Wie leest dit?")).to_have_count(0)

    note = page.get_by_role("article").filter(has_text=NOTE)
    note.get_by_text("Reageren").click()
    note.get_by_label("Jouw reactie").fill("Klopt! 😀 Dank je.")
    look(page)
    note.get_by_role("button", name="Versturen").click()
    expect(page.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text=NOTE)).to_contain_text("Klopt! 😀 Dank je.")

    page.get_by_role("radio", name="Goed").check()
    page.get_by_label("Wil je er iets bij zeggen?").fill("Hele order alleen gedaan.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("main").get_by_text("Wat ik zelf schreef")).to_be_visible()
    assert Reaction.get().note_id == cast.note_a1.id
    assert (CandidateDay.get().face, Note.get_by_id(cast.note_a1.id).seen_at is None) == (1, False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/mijn-voortgang", "/mijn-werkplek", "/account/", "/hulp/"])
def test_every_page_of_a_candidate_can_be_seen_by_everybody(
    phone: Open, look, path: str, scheme: str
) -> None:
    page = phone(AMINA, color_scheme=scheme)
    page.goto(path)
    for one in page.locator("main details > summary").all():
        one.click()
    look(page)


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_endless_words_stay_within_the_screen(open_page, cast, look, size: str) -> None:
    endless = "Zonderspatie" * 9
    User.update(name=endless, language="en").where(User.id == cast.candidate_a1.id).execute()
    User.update(name="R" * 110).where(User.id == cast.supervisor_a.id).execute()
    Note.update(text=endless * 5).where(Note.id == cast.note_a1.id).execute()
    EmployerProfile.create(
        organisation=cast.company_a,
        version=1,
        makes=endless * 4,
        safety="اَلسَّلامَة " * 40,
        state=ProfileState.PUBLISHED,
    )
    page = open_page(AMINA, size)
    for path in ("/mijn-voortgang", "/mijn-werkplek", "/account/"):
        page.goto(path)
        look(page)


def test_without_javascript_all_of_it_works(phone: Open) -> None:
    page = phone(AMINA, javascript=False)
    page.goto("/mijn-voortgang")
    note = page.get_by_role("article").filter(has_text=NOTE)
    note.get_by_text("Reageren").click()
    note.get_by_label("Jouw reactie").fill("Dank je.")
    note.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("article").filter(has_text=NOTE)).to_contain_text("Dank je.")
    page.get_by_role("radio", name="Gaat wel").check(force=True)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard. Dank je wel.")).to_be_visible()
    assert CandidateDay.get().face == 2


def test_too_many_words_stay_in_the_open_form(phone: Open, look) -> None:
    page = phone(AMINA)
    page.goto("/mijn-voortgang")
    note = page.get_by_role("article").filter(has_text=NOTE)
    note.get_by_text("Reageren").click()
    note.get_by_label("Jouw reactie").fill("a" * 601)
    note.get_by_role("button", name="Versturen").click()
    field = page.get_by_role("article").filter(has_text=NOTE).get_by_label("Jouw reactie")
    expect(field).to_be_visible()
    expect(field).to_have_value("a" * 601)
    expect(field).to_have_attribute("aria-invalid", "true")
    look(page)


def test_the_coach_is_called_with_one_tap(phone: Open) -> None:
    page = phone(AMINA)
    page.goto("/mijn-voortgang")
    link = page.get_by_role("link", name="Bel Anna")
    expect(link).to_have_attribute("href", "tel:0612345678")
    box = link.bounding_box()
    assert box and box["height"] >= 56


def test_the_keyboard_alone_is_enough_for_the_own_day(desktop: Open) -> None:
    page = desktop(AMINA)
    page.goto("/mijn-voortgang")
    page.get_by_role("radio", name="Goed").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Ging wel.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("outbox-list").get_by_text("Ontvangen")).to_be_visible()
    assert (CandidateDay.get().face, CandidateDay.get().text) == (2, "Ging wel.")
    assert re.search("mijn-dag", page.url)
