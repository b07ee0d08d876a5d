"""From the plan on a desk to three signatures: on the phone, at HR, and by the coach."""

import re
import subprocess

from playwright.sync_api import expect

from pwa.domain.states import PlacementState
from pwa.models import Placement, PlacementPlan
from tests.agreement_case import Case
from tests.people import NAMES


def next_step(page, look, heading):
    look(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_from_the_plan_to_three_signatures(desktop, phone, cast, look):
    coach = desktop("coach_1")
    _plan(coach, look)
    made = Placement.get_by_id(PlacementPlan.get().placement_id)
    path = f"/plaatsingen/{made.id}/overeenkomst"
    _candidate_signs(phone("candidate_a1"), look)
    _hr_signs(desktop("employer_a"), look)
    coach.get_by_role("link", name="De overeenkomst").click()
    expect(coach.get_by_text("Wacht op de handtekening van Anna de Groot.")).to_be_visible()
    look(coach)
    coach.get_by_role("button", name="Ondertekenen").click()
    expect(coach.get_by_text("Kandidaat, bedrijf en gemeente hebben getekend.")).to_be_visible()
    look(coach)
    assert Placement.get_by_id(made.id).state is PlacementState.PLANNED
    answer = coach.request.get(path + "/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert signers(answer.body()) == {"Amina El Idrissi", "Eva Linden", "Anna de Groot"}


def signers(data):
    """Whose names stand under the heading of the signatures, in the file itself."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True)
    said = done.stdout.decode()
    assert "CONCEPT" not in said
    last = said.rpartition("Handtekeningen")[2]
    return {name for name in NAMES.values() if name in last}


def _plan(page, look):
    page.goto("/plaatsingen/nieuw")
    page.get_by_role("radio", name="Plaatwerk De Linie B.V.").check()
    next_step(page, look, "Lees eerst wat het bedrijf zegt")
    next_step(page, look, "Welk werk?")
    page.get_by_role("radio", name="Medewerker afbramen").check()
    next_step(page, look, "Wie komt er werken?")
    page.get_by_label("Kandidaat", exact=True).select_option(label="Amina El Idrissi")
    next_step(page, look, "Wat voor plek is het?")
    next_step(page, look, "Van wanneer tot wanneer?")
    next_step(page, look, "Welke dagen en uren?")
    next_step(page, look, "Wat wil de kandidaat leren?")
    page.get_by_label("Doel 1").fill("Zelf een order afbramen.")
    expect(page.locator("auto-save[state='saved']")).to_contain_text("Bewaard 10:00")
    page.goto("/mijn-kandidaten")
    look(page)
    page.get_by_role("link", name="Amina El Idrissi, Plaatwerk De Linie B.V.").click()
    page.get_by_role("link", name=re.compile("Wijzigen.*Doelen")).click()
    expect(page.get_by_label("Doel 1")).to_have_value("Zelf een order afbramen.")
    next_step(page, look, "Wie begeleidt?")
    page.get_by_label("Begeleider op de werkvloer").select_option(label="Sara Jansen")
    next_step(page, look, "Hoe begeleiden jullie?")
    page.get_by_label("Hoe vaak praten jullie?").fill("Elke vrijdag om half vier.")
    next_step(page, look, "Verzekerd en veilig")
    next_step(page, look, "Klopt alles?")
    page.get_by_label("Waarom toch zo? Bij").fill("De ene loopt af.")
    page.get_by_label("Waarom toch zo? Er is").fill("Er komt een tafel bij.")
    look(page)
    page.get_by_role("button", name="Maken en laten tekenen").click()
    expect(page.get_by_text("Het staat klaar.")).to_be_visible()


def _candidate_signs(page, look):
    page.goto("/mijn-voortgang")
    look(page)
    page.get_by_role("link", name="Lezen en tekenen").first.click()
    expect(page.get_by_text("Elke vrijdag om half vier.")).to_be_visible()
    look(page)
    page.get_by_text("Ik wil eerst vragen stellen").click()
    expect(page.get_by_role("textbox", name="Wat wil je vragen?")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Naar het tekenen").click()
    page.get_by_role("button", name="Ondertekenen").click()
    expect(page.get_by_text("Je handtekening staat erbij.")).to_be_visible()


def _hr_signs(page, look):
    page.goto("/ons-bedrijf")
    look(page)
    page.get_by_role("link", name="Lezen en tekenen").click()
    look(page)
    page.get_by_role("button", name="Ondertekenen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je handtekening staat erbij.")).to_be_visible()


def test_a_candidate_with_a_question_and_without_javascript(phone, desktop, cast, look):
    case = Case(cast).offered()
    page = phone("candidate_a1", javascript=False)
    page.goto(case.path)
    page.get_by_text("Ik wil eerst vragen stellen").click()
    page.get_by_label("Wat wil je vragen?").fill("Mag mijn fiets binnen?")
    page.get_by_role("button", name="Laat het de coach weten").click()
    expect(page.get_by_text("Je coach weet dat je eerst iets wilt vragen.")).to_be_visible()
    coach = desktop("coach_1")
    coach.goto("/mijn-kandidaten")
    look(coach)
    coach.get_by_role("link", name="Overeenkomst openen").first.click()
    expect(coach.get_by_text("Mag mijn fiets binnen?")).to_be_visible()
    look(coach)
    coach.get_by_role("button", name="Besproken").click()
    expect(coach.get_by_text("Genoteerd: de vraag is besproken.")).to_be_visible()


def test_the_supervisor_ticks_safety_on_the_page_of_the_placement(tablet, phone, cast, look):
    case = Case(cast).offered()
    page = tablet("supervisor_a")
    page.goto(f"/plaatsingen/{case.id}")
    look(page)
    page.get_by_role("button", name=re.compile("Geregeld.*veiligheid")).click()
    expect(page.get_by_role("button", name=re.compile("Toch niet.*veiligheid"))).to_be_visible()
    candidate = phone("candidate_a1")
    candidate.goto(f"/mijn-werkplek?plek={case.id}")
    expect(candidate.get_by_text("Je weet hoe je veilig werkt")).to_be_visible()
    look(candidate)
