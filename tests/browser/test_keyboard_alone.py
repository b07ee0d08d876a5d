"""With the keyboard alone: invite somebody, enrol a tablet, open a case, contest a note."""

from playwright.sync_api import expect

from pwa.models import Correction, Membership, PrivacyCase, Tablet
from tests.browser.test_handbook_journey import enter, tab_to, write


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def choose(page, words, option):
    """Land on a select, and type as far as the option is the only one."""
    tab_to(page, words)
    page.keyboard.type(option)


def test_inviting_somebody(desktop, cast):
    page = desktop("employer_a")
    page.goto("/mensen")
    enter(page, "Iemand uitnodigen")
    heading(page, "Iemand uitnodigen")
    write(page, "Naam", "Nina Nieuw")
    tab_to(page, "Begeleider")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    write(page, "Functie", "lassen")
    enter(page, "Uitnodiging maken")
    heading(page, "Nina Nieuw")
    assert Membership.select().where(Membership.job == "lassen").count() == 1


def test_enrolling_a_tablet(desktop, tablet, cast):
    page = desktop("employer_a")
    page.goto(f"/bedrijven/{cast.company_a.id}")
    enter(page, "Tablets")
    heading(page, "Tablets")
    write(page, "Hoe heet de tablet?", "Tablet bij de deur")
    enter(page, "Maak een code")
    heading(page, "Tablet bij de deur")
    code = page.locator(".code-aloud").inner_text()
    hall = tablet(None)
    hall.goto("/tablet/koppelen")
    write(hall, "Code", code)
    enter(hall, "Koppelen")
    expect(hall.get_by_label("Code")).to_have_count(0)
    assert Tablet.get(Tablet.label == "Tablet bij de deur").device_id


def test_opening_a_privacy_case(desktop, cast):
    page = desktop("privacy_officer")
    page.goto("/privacy/")
    write(page, "Om wie gaat het?", "amina el idrissi")
    enter(page, "Zoeken")
    heading(page, "Gevonden")
    enter(page, "Zaak openen")
    heading(page, "Zaak over")
    choose(page, "Waarom?", "verzoek om inzage")
    write(page, "Reden, voor jullie eigen administratie", "Brief 31.")
    write(page, "Wat de kandidaat leest", "Jij vroeg wat over je staat.")
    enter(page, "Zaak openen")
    expect(page.get_by_role("link", name="Woorden weghalen")).to_be_visible()
    assert PrivacyCase.select().where(PrivacyCase.closed_at.is_null()).count() == 1


def test_contesting_a_note(phone, cast):
    page = phone("candidate_a1")
    page.goto("/mijn-voortgang")
    enter(page, "Dit klopt niet")
    heading(page, "Dit klopt niet")
    write(page, "Wat klopt er niet?", "Dat was een andere order.")
    enter(page, "Versturen")
    expect(page.get_by_text("Wacht op antwoord").first).to_be_visible()
    assert Correction.select().count() == 1


def test_choosing_a_file(desktop):
    page = desktop()
    page.on("filechooser", lambda _: None)  # from now on a browser hands its choosers over
    page.goto("/controle")
    tab_to(page, "Kies een bestand")
    with page.expect_file_chooser() as asked:
        page.keyboard.press("Space")
    asked.value.set_files({"name": "evaluatie.pdf", "mimeType": "application/pdf", "buffer": b"%"})
    expect(page.locator("#file")).to_have_js_property("validity.valid", True)
    name = "() => getComputedStyle(document.querySelector('#file')).color"
    assert page.evaluate(name) != "rgba(0, 0, 0, 0)"
