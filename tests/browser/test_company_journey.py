"""A company without any account gets to a published page about itself, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pwa.models import Organisation, ProfilePhoto
from pwa.models.company_facts import published_profile
from tests.browser.second_step import set_up_app
from tests.people import Cast
from tests.pictures import camera

Open = Callable[..., Page]
Look = Callable[[Page], None]

ANSWERS = (
    "Brood en koek, elke nacht vers.", "Dat de korst kraakt.", "Om vier uur beginnen we.",
    "Komt op tijd en proeft mee.", "Het is vroeg en warm.", "Er komt een tweede oven.",
    "Bel voor drie uur.", "Handschoenen bij de oven.", "Nederlands en Arabisch.",
)  # fmt: skip


def invite(coach: Page, look: Look) -> str:
    """The coach invites a company; the link that the sheet shows."""
    coach.goto("/bedrijven")
    coach.get_by_role("link", name="Bedrijf uitnodigen").click()
    look(coach)
    coach.get_by_label("Naam van het bedrijf").fill("Bakkerij Korst")
    coach.get_by_label("Naam van de contactpersoon").fill("Bo Korst")
    coach.get_by_role("button", name="Uitnodiging maken").click()
    look(coach)
    coach.get_by_role("link", name="Blad om te printen").click()
    expect(coach.get_by_text("Dit kost jullie begeleider 1 minuut per dag.")).to_be_visible()
    look(coach)
    return coach.locator(".way-in__link").inner_text()


def come_in(page: Page, link: str, look: Look) -> None:
    page.goto(link)
    expect(page.get_by_text("Dit kost jullie begeleider 1 minuut per dag.")).to_be_visible()
    look(page)
    page.get_by_label("Nieuw wachtwoord").fill("een lange zin")
    page.get_by_role("button", name="Naar binnen").click()
    set_up_app(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Begin hier")
    look(page)


def tell(page: Page, look: Look, *, saves_itself: bool) -> None:
    """All questions, one after the other."""
    page.get_by_role("link", name="Beginnen").click()
    page.get_by_role("link", name="Beginnen").click()
    for n, answer in enumerate(ANSWERS, 1):
        expect(page.get_by_text(f"Vraag {n} van 9")).to_be_visible()
        page.get_by_role("textbox").fill(answer)
        if n == 1 and saves_itself:
            page.clock.run_for(1000)
            expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
            look(page)
        page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Foto's van het bedrijf")


def add_photo(page: Page, look: Look) -> None:
    picture = {"name": "oven.jpg", "mimeType": "image/jpeg", "buffer": camera()}
    page.locator("input[type=file]").set_input_files(picture)  # type: ignore[arg-type]
    page.get_by_label("Wat staat erop?").last.fill("De oven, met brood op de stenen.")
    page.get_by_role("button", name="Foto toevoegen").click()
    expect(page.get_by_role("img", name="De oven, met brood op de stenen.")).to_be_visible()
    look(page)


def publish(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Bekijken en publiceren").click()
    expect(page.get_by_text("Nog niet zichtbaar voor anderen")).to_be_visible()
    expect(page.get_by_text(ANSWERS[8])).to_be_visible()
    look(page)
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text("Gepubliceerd. Iedereen leest nu deze tekst.")).to_be_visible()
    look(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_link_to_a_published_page(
    desktop: Open, phone: Open, look: Look, javascript: bool
) -> None:
    coach, contact = desktop("coach_1"), phone(None, javascript=javascript)
    come_in(contact, invite(coach, look), look)
    tell(contact, look, saves_itself=javascript)
    add_photo(contact, look)
    publish(contact, look)
    company = Organisation.get(Organisation.name == "Bakkerij Korst")
    row = published_profile(company.id)
    assert row is not None
    assert (row.makes, row.languages) == (ANSWERS[0], ANSWERS[8])
    assert ProfilePhoto.get().profile_id == row.id
    expect(contact.get_by_role("heading", level=1)).to_have_text("Begin hier")
    contact.get_by_role("link", name="Kiezen waar we op letten").click()
    contact.get_by_role("button", name="Hiermee beginnen").click()
    expect(contact).to_have_url(re.compile("/handboeken/"))


def test_a_coach_reads_the_company_and_writes_down_a_visit(
    desktop: Open, phone: Open, look: Look
) -> None:
    coach, contact = desktop("coach_1"), phone(None)
    come_in(contact, invite(coach, look), look)
    tell(contact, look, saves_itself=True)
    publish(contact, look)
    coach.goto("/bedrijven")
    coach.get_by_role("link", name=re.compile("Bakkerij Korst")).click()
    coach.get_by_role("button", name="Ik heb dit gelezen").click()
    expect(coach.get_by_text("Jij hebt deze tekst gelezen.")).to_be_visible()
    look(coach)
    coach.get_by_role("link", name="Bezoek opschrijven").click()
    look(coach)
    coach.get_by_label("Wie waren erbij?").fill("Bo Korst")
    coach.get_by_label("Wat zag je?").fill("Warm en gezellig.")
    coach.get_by_role("button", name="Bewaren").click()
    expect(coach.get_by_text("Warm en gezellig.")).to_be_visible()


def test_two_people_on_one_question_get_a_choice_and_nothing_is_lost(
    phone: Open, desktop: Open, cast: Cast, look: Look, console
) -> None:
    console.allow("409")
    one, other = phone("employer_a"), desktop("employer_a")
    path = f"/bedrijven/{cast.company_a.id}/profiel/vraag/1"
    one.goto(path)
    other.goto(path)
    other.get_by_role("textbox").fill("Van de ander.")
    other.get_by_role("button", name="Volgende").click()
    expect(other.get_by_text("Vraag 2 van 9")).to_be_visible()
    one.get_by_role("textbox").fill("Van mij.")
    one.clock.run_for(1000)
    expect(one.get_by_text("NIET bewaard")).to_be_visible()
    one.get_by_role("button", name="Volgende").click()
    expect(one.get_by_text("Van de ander.")).to_be_visible()
    expect(one.get_by_role("textbox")).to_have_value("Van mij.")
    look(one)
    one.get_by_role("button", name="Volgende").click()
    expect(one.get_by_text("Vraag 2 van 9")).to_be_visible()


def test_going_on_while_it_saves_is_no_conflict_with_oneself(phone: Open, cast: Cast) -> None:
    page, held = phone("employer_a"), []

    def hold(route):
        """The server has it, and its answer is still on the way."""
        if route.request.headers.get("x-opstap-autosave") and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.goto(f"/bedrijven/{cast.company_a.id}/profiel/vraag/1")
    page.route("**/vraag/1", hold)
    page.get_by_role("textbox").fill("Kasten")
    page.clock.run_for(1000)
    expect(page.get_by_text("Bezig met bewaren")).to_be_visible()
    page.get_by_role("textbox").fill("Kasten en kappen.")
    page.get_by_role("button", name="Volgende").click()
    for _ in range(200):  # the server may take its time as well
        if held:
            break
        page.wait_for_timeout(50)
    route, answer = held[0]
    route.fulfill(response=answer)
    expect(page.get_by_text("Vraag 2 van 9")).to_be_visible()
    page.get_by_role("button", name="Vorige").click()
    expect(page.get_by_role("textbox")).to_have_value("Kasten en kappen.")
