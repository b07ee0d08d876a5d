"""Filling in an evaluation: what the form says at once, and what it offers to choose from."""

from datetime import date, timedelta

from playwright.sync_api import expect

from pwa.models import RatingNote
from pwa.services.evaluations import RatingEntry
from tests.evaluation_case import Case
from tests.people import write_note


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
    page.goto(f"/evaluaties/{case.ev.id}/woorden")
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
    page.goto(f"/evaluaties/{case.ev.id}/woorden")
    page.locator("[name='advice'][value='extend']").check(force=True)
    page.get_by_role("textbox", name="Met welk doel?").fill("w" * 301)
    page.locator("[name='advice'][value='stop']").check(force=True)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("textbox", name="Met welk doel?")).to_be_visible()


def test_without_javascript_every_question_of_an_advice_stands_in_one_fold(tablet, cast):
    case = Case(cast)
    page = tablet("supervisor_a", javascript=False)
    page.goto(f"/evaluaties/{case.ev.id}/woorden")
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


def test_any_note_of_the_period_becomes_evidence_by_a_tap(tablet, cast, look):
    case = Case(cast)
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    line = page.locator("[data-line]").first
    note = line.get_by_role("checkbox", name="Deed order 41-207 helemaal zelf.")
    expect(note).not_to_be_checked()
    look(page)
    note.check()
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    assert RatingNote.get().note_id == cast.note_a1.id
    page.reload()
    expect(note).to_be_checked()
    note.uncheck()
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    assert RatingNote.select().count() == 0


def test_many_notes_come_a_part_at_a_time_and_each_of_them_can_be_chosen(tablet, cast):
    case = Case(cast)
    for n in range(45):
        day = date(2026, 1, 13) + timedelta(days=n)
        write_note(cast, "substitute", "a1", f"Dag {n} aan de band.", day)
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    line = page.locator("[data-line]").first
    boxes = line.get_by_role("checkbox")
    expect(boxes).to_have_count(20)
    boxes.nth(19).check()
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    line.get_by_role("link", name="Nog 28 notities").press("Enter")
    expect(boxes).to_have_count(40)
    expect(boxes.nth(20)).to_be_focused()
    line.get_by_role("link", name="Nog 8 notities").click()
    expect(boxes).to_have_count(48)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        line.get_by_role("checkbox", name="Dag 0 aan de band.").check()
    assert RatingNote.select().count() == 2
    page.reload()
    expect(line.get_by_role("checkbox", name="Dag 0 aan de band.")).to_be_checked()


def test_without_javascript_the_notes_are_a_page_with_a_button(tablet, cast, look):
    case = Case(cast)
    page = tablet("supervisor_a", javascript=False)
    page.goto(f"/evaluaties/{case.ev.id}")
    page.get_by_role("link", name="gekozen").first.click()
    look(page)
    page.get_by_role("checkbox", name="Deed order 41-207 helemaal zelf.").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("1 van 3 gekozen")).to_be_visible()


def test_what_is_missing_leads_to_an_open_line_and_goes_once_it_is_there(tablet, cast):
    case = Case(cast)
    first = case.competences()[2]
    case.save(case.content(ratings=(RatingEntry(first.id, 4),), advice=None))
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}/woorden")
    missing = page.locator("[data-told='missing']")
    page.locator("[name='advice'][value='stop']").check(force=True)
    page.get_by_role("textbox", name="Waarom?").fill("Past niet.")
    expect(missing.get_by_role("link")).to_have_count(1)
    missing.get_by_role("link").click()
    line = page.locator(f"[id='line.{first.code}']")
    expect(line.locator("details")).to_have_attribute("open", "")
    expect(line.locator("summary")).to_be_in_viewport()
