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
    ria.goto(path)
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
    expect(page.get_by_text("1 van")).to_be_visible()
    page.locator(f"[name='level.{competence.code}'][value='4']").check(force=True)
    expect(line.get_by_text("Nodig bij deze keuze: wat zag je?")).to_be_visible()
    card.check(force=True)
    expect(line.get_by_text("Nodig bij deze keuze: wat zag je?")).to_be_hidden()
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


def test_saving_over_each_other_says_not_saved_and_keeps_the_words(tablet, cast, console):
    case = Case(cast)
    console.allow("409")
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    case.save()
    page.get_by_label("Wat gaat goed?").fill("Mijn woorden.")
    expect(page.get_by_text("NIET bewaard.")).to_be_visible()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Iemand anders bewaarde deze evaluatie net ook")).to_be_visible()
    expect(page.get_by_label("Wat gaat goed?")).to_have_value("Mijn woorden.")
    expect(page.get_by_text("Nauwkeurig en eerlijk.")).to_be_visible()


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


def test_a_level_that_asks_for_an_example_says_so_beside_the_field(tablet, cast):
    case = Case(cast)
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    line = page.locator("[data-line]").first
    example = line.get_by_role("textbox", name="Voorbeeld")
    expect(example).to_have_attribute("aria-required", "false")
    expect(line.get_by_text("mag leeg")).to_be_visible()
    page.locator(f"[name='level.{case.competences()[0].code}'][value='1']").check(force=True)
    expect(example).to_have_attribute("aria-required", "true")
    expect(example).to_have_accessible_description("Nodig bij deze keuze: wat zag je?")
    expect(line.get_by_text("mag leeg")).to_be_hidden()
    expect(line.locator("summary").first).to_contain_text("Lukt nog niet, voorbeeld nodig")
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    page.reload()
    expect(example).to_have_attribute("aria-required", "true")
    example.fill("Liet de machine aan staan.")
    expect(line.locator("summary").first).not_to_contain_text("voorbeeld nodig")
    page.locator(f"[name='level.{case.competences()[0].code}'][value='2']").check(force=True)
    expect(line.get_by_text("mag leeg")).to_be_visible()
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()


def test_what_was_typed_under_another_advice_waits_out_of_sight(tablet, cast):
    case = Case(cast)
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    page.locator("[name='advice'][value='extend']").check(force=True)
    months = page.get_by_role("textbox", name="Hoeveel maanden?")
    months.fill("drie")
    page.locator("[name='advice'][value='stop']").check(force=True)
    expect(months).to_be_hidden()
    expect(page.locator("[data-detail]:visible")).to_have_count(1)
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    page.reload()
    expect(months).to_be_hidden()
    page.locator("[name='advice'][value='extend']").check(force=True)
    expect(months).to_have_value("drie")
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()


def test_a_mistake_under_another_advice_is_never_out_of_sight(tablet, cast, console):
    console.allow("422")
    case = Case(cast)
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    page.locator("[name='advice'][value='extend']").check(force=True)
    page.get_by_role("textbox", name="Met welk doel?").fill("w" * 301)
    page.locator("[name='advice'][value='stop']").check(force=True)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("textbox", name="Met welk doel?")).to_be_visible()


def test_without_javascript_every_question_of_an_advice_stands_in_one_fold(tablet, cast):
    case = Case(cast)
    page = tablet("supervisor_a", javascript=False)
    page.goto(f"/evaluaties/{case.ev.id}")
    page.get_by_text("Vul het advies aan").click()
    expect(page.locator("[data-detail]:visible")).to_have_count(12)


def test_a_candidate_sees_the_own_choices_counted_along(phone, cast, look):
    case = Case(cast)
    first = case.competences()[0]
    page = phone("candidate_a1")
    page.goto(f"/evaluaties/{case.ev.id}")
    line = page.locator("[data-line]").first
    expect(line.locator("summary")).to_contain_text(f"{first.label}: nog leeg")
    line.locator("summary").click()
    line.get_by_role("radio", name="Weet ik niet").check(force=True)
    expect(line.locator("summary")).to_contain_text(f"{first.label}: Weet ik niet")
    expect(page.get_by_text("1 van")).to_be_visible()
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    page.reload()
    expect(line.locator("summary")).to_contain_text(f"{first.label}: Weet ik niet")
    look(page)
