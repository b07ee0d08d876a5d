"""From the supervisor's form to the signed PDF, in a browser, on the screens people use."""

from playwright.sync_api import expect

from pwa.models import Evaluation
from tests.evaluation_case import Case


def test_from_the_form_to_a_pdf_that_everyone_signed(tablet, phone, cast, look, console):
    console.allow("422")
    case = Case(cast)
    path = f"/evaluaties/{case.ev.id}"
    _ria_fills_it_in(tablet("supervisor_a"), case, path, look)
    ria = tablet("supervisor_a")
    ria.goto(f"{path}/woorden")
    ria.get_by_role("button", name="Vastleggen en ondertekenen").click()
    expect(ria.get_by_text("Vastgelegd en ondertekend.")).to_be_visible()
    _amina_signs(phone("candidate_a1"), path, look)
    coach = phone("coach_1")
    coach.goto(path)
    look(coach)
    coach.get_by_role("link", name="Naar het tekenen").click()
    coach.get_by_role("button", name="Aftekenen").click()
    expect(coach.get_by_text("Afgetekend. De PDF is klaar.")).to_be_visible()
    look(coach)
    answer = coach.request.get(coach.url + "/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def _ria_fills_it_in(page, case, path, look):
    competence = case.competences()[0]
    page.goto(path)
    look(page)
    expect(page.get_by_text("Sara Jansen vult in.")).to_be_visible()
    card = page.locator(f"[name='level.{competence.code}'][value='3']")
    card.check(force=True)
    line = page.locator("[data-line]").first
    expect(line.locator("summary").first).to_contain_text("Lukt zelfstandig")
    expect(page.locator("p[data-count]")).to_contain_text("1 van")
    page.locator(f"[name='level.{competence.code}'][value='4']").check(force=True)
    expect(line.get_by_text("Nodig bij deze keuze: wat zag je?")).to_be_visible()
    card.check(force=True)
    expect(line.get_by_text("Nodig bij deze keuze: wat zag je?")).to_be_hidden()
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_url(f"{path}/woorden")
    look(page)
    page.get_by_label("Wat gaat goed?").fill("Nauwkeurig en eerlijk.")
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Wat gaat goed?")).to_have_value("Nauwkeurig en eerlijk.")
    page.locator("[name='advice'][value='extend']").check(force=True)
    page.get_by_role("textbox", name="Hoeveel maanden?").fill("drie")
    page.locator("[name='advice'][value='']").check(force=True)
    expect(page.locator("[data-advice-details]")).to_be_hidden()
    page.locator("[name='advice'][value='stop']").check(force=True)
    expect(page.locator("[data-detail='months']")).to_be_hidden()
    page.get_by_role("textbox", name="Waarom?").fill("werk past niet")
    page.get_by_role("button", name="Klaar voor het gesprek").click()
    expect(page.get_by_text("Amina El Idrissi leest.")).to_be_visible()
    page.get_by_role("link", name="Gesprek invullen").click()
    look(page)
    page.get_by_label("Wie waren erbij?").fill("Amina en Sara")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_label("Waarom was er minder tijd?").fill("Amina is morgen vrij.")
    look(page)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Het gesprek staat erbij.")).to_be_visible()
    look(page)


def _amina_signs(page, path, look):
    page.goto(path)
    expect(page.get_by_text("Nauwkeurig en eerlijk.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Gezien").click()
    page.get_by_role("radio", name="Niet akkoord").check()
    page.get_by_label("Jouw reactie").fill("Ik help wel. Vraag Tom.")
    look(page)
    page.get_by_role("button", name="Ondertekenen").click()
    expect(page.get_by_text("Je handtekening staat erbij.")).to_be_visible()


def test_a_candidate_without_javascript_fills_in_the_own_view(phone, cast, look):
    case = Case(cast)
    page = phone("candidate_a1", javascript=False)
    page.goto(f"/evaluaties/{case.ev.id}")
    page.get_by_label("In je eigen woorden").fill("Ik heb weer ritme.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()
    assert Evaluation.get_by_id(case.ev.id).candidate_words == "Ik heb weer ritme."


def test_where_the_company_signs_its_administrator_does_so_before_the_coach(
    desktop, phone, cast, look
):
    case = Case(cast)
    case.company_asks()
    case.to("decided")
    coach = phone("coach_1")
    coach.goto(f"/evaluaties/{case.ev.id}")
    expect(coach.get_by_role("link", name="Naar het tekenen")).to_have_count(0)
    page = desktop("employer_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    look(page)
    page.get_by_role("button", name="Ondertekenen voor het bedrijf").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("leest en tekent").first).to_be_visible()
    expect(page.get_by_role("button", name="Ondertekenen voor het bedrijf")).to_have_count(0)
    look(page)
    coach.reload()
    expect(coach.get_by_role("link", name="Naar het tekenen")).to_be_visible()
