"""Two people, or one on two devices, in the same evaluation; and a hall without a network."""

from playwright.sync_api import expect

from pwa.models import Evaluation
from tests.evaluation_case import Case

NOT_SAVED = "NIET bewaard"


DRAFTS = """() => new Promise((told) => {
  const opening = indexedDB.open("opstap")
  opening.onsuccess = () => {
    const db = opening.result
    const count = db.transaction("drafts").objectStore("drafts").count()
    count.onsuccess = () => { db.close(); told(count.result) }
  }
})"""


def until_on_device(page):
    """What was typed is on the device: within half a second on one that has nothing else to do."""
    for _ in range(100):
        if page.evaluate(DRAFTS):
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing of it was kept")


def typed_in_a_tab_that_died(page, address, words):
    """Without a network, and closed before there was one; gives a new tab of the same browser."""
    page.goto(address)
    page.wait_for_load_state("networkidle")  # the keys to write with are here
    page.context.set_offline(True)
    page.get_by_label("Wat gaat goed?").fill(words)
    expect(page.get_by_text(f"{NOT_SAVED}: geen verbinding.")).to_be_visible()
    until_on_device(page)
    again = page.context.new_page()
    page.close()
    return again


def now(case):
    return Evaluation.get_by_id(case.ev.id)


def test_two_supervisors_write_at_once_and_choose_field_by_field(tablet, cast, console, look):
    console.allow("409")
    case = Case(cast)
    ria, tom = tablet("supervisor_a"), tablet("substitute")
    for page in (ria, tom):
        page.goto(f"/evaluaties/{case.ev.id}/woorden")
    tom.get_by_label("Wat gaat goed?").fill("Tom schreef dit.")
    tom.get_by_label("Wat is er nodig?").fill("Meer tijd.")
    expect(tom.get_by_text("Bewaard 10:00")).to_be_visible()
    ria.get_by_label("Wat gaat goed?").fill("Sara schreef dat.")
    ria.get_by_label("Wat kan beter?").fill("Meten.")
    saved = ria.locator("output.saved").first
    expect(saved).to_contain_text(f"{NOT_SAVED}. Je tekst staat er nog.")
    expect(saved).to_contain_text("Iemand anders veranderde ook: Wat gaat goed?")
    ria.get_by_role("button", name="Bewaren").click()
    expect(ria.get_by_role("heading", name="Kies wat blijft staan")).to_be_visible()
    expect(ria.get_by_role("group")).to_have_count(2)
    look(ria)
    ria.get_by_role("radio", name="Wat jij schreef").check()
    expect(ria.get_by_role("radio", name="Wat de ander schreef Tom schreef dit.")).to_be_visible()
    ria.get_by_role("button", name="Bewaren").click()
    expect(ria.get_by_label("Wat gaat goed?")).to_have_value("Sara schreef dat.")
    expect(ria.get_by_label("Wat is er nodig?")).to_have_value("Meer tijd.")
    expect(ria.get_by_label("Wat kan beter?")).to_have_value("Meten.")


def test_writing_in_different_places_keeps_both_and_says_that_there_is_more(tablet, cast):
    case = Case(cast)
    ria, tom = tablet("supervisor_a"), tablet("substitute")
    for page in (ria, tom):
        page.goto(f"/evaluaties/{case.ev.id}/woorden")
    tom.get_by_label("Wat gaat goed?").fill("Tom schreef dit.")
    expect(tom.get_by_text("Bewaard 10:00")).to_be_visible()
    ria.get_by_label("Wat kan beter?").fill("Meten.")
    expect(ria.get_by_text("Bewaard 10:00. Iemand anders schreef ook.")).to_be_visible()
    assert (now(case).strengths, now(case).points) == ("Tom schreef dit.", "Meten.")
    ria.get_by_role("button", name="Klaar voor het gesprek").click()
    expect(ria.get_by_text("Kijk alles na en druk dan nog een keer.")).to_be_visible()
    expect(ria.get_by_label("Wat gaat goed?")).to_have_value("Tom schreef dit.")
    assert now(case).state == "draft"


def test_without_network_the_text_stays_says_so_and_goes_by_itself(tablet, cast, console):
    console.allow("ERR_INTERNET_DISCONNECTED")
    case = Case(cast)
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}/woorden")
    page.context.set_offline(True)
    field = page.get_by_label("Wat gaat goed?")
    field.fill("Zonder netwerk geschreven.")
    expect(page.get_by_text(f"{NOT_SAVED}: geen verbinding.")).to_be_visible()
    page.get_by_role("button", name="Bewaren").click()
    expect(field).to_have_value("Zonder netwerk geschreven.")
    expect(page.get_by_text(f"{NOT_SAVED}: geen verbinding.")).to_be_visible()
    assert now(case).strengths == ""
    page.context.set_offline(False)
    expect(page.get_by_text("Bewaard 10:00")).to_be_visible()
    assert now(case).strengths == "Zonder netwerk geschreven."


def test_what_never_left_a_tab_that_was_closed_is_there_again_when_the_page_is(
    tablet, cast, console
):
    console.allow("ERR_INTERNET_DISCONNECTED")
    case = Case(cast)
    page = tablet("supervisor_a")
    address = f"/evaluaties/{case.ev.id}/woorden"
    again = typed_in_a_tab_that_died(page, address, "Geschreven, en toen was de accu leeg.")
    again.context.set_offline(False)
    again.goto(address)
    expect(again.get_by_label("Wat gaat goed?")).to_have_value(
        "Geschreven, en toen was de accu leeg."
    )
    expect(again.get_by_text("Bewaard 10:00")).to_be_visible()
    assert now(case).strengths == "Geschreven, en toen was de accu leeg."
    again.goto(address)
    again.get_by_label("Wat gaat goed?").fill("")
    expect(again.get_by_text("Bewaard 10:00")).to_be_visible()
    again.goto(address)
    expect(again.get_by_label("Wat gaat goed?")).to_have_value("")


def test_a_text_of_before_does_not_push_away_what_somebody_else_wrote_since(tablet, cast, console):
    console.allow("ERR_INTERNET_DISCONNECTED|409")
    case = Case(cast)
    page, tom = tablet("supervisor_a"), tablet("substitute")
    address = f"/evaluaties/{case.ev.id}/woorden"
    again = typed_in_a_tab_that_died(page, address, "Sara schreef dat.")
    tom.goto(address)
    tom.get_by_label("Wat gaat goed?").fill("Tom schreef dit.")
    expect(tom.get_by_text("Bewaard 10:00")).to_be_visible()
    again.context.set_offline(False)
    again.goto(address)
    expect(again.locator("output.saved").first).to_contain_text("Iemand anders veranderde ook")
    expect(again.get_by_label("Wat gaat goed?")).to_have_value("Sara schreef dat.")
    assert now(case).strengths == "Tom schreef dit."


def test_the_candidate_goes_on_on_another_device_and_nothing_is_lost(phone, desktop, cast, console):
    console.allow("409")
    case = Case(cast)
    here, there = phone("candidate_a1"), desktop("candidate_a1")
    for page in (here, there):
        page.goto(f"/evaluaties/{case.ev.id}")
    there.get_by_label("In je eigen woorden").fill("Op de computer.")
    expect(there.get_by_text("Bewaard 10:00")).to_be_visible()
    here.get_by_label("In je eigen woorden").fill("Op de telefoon.")
    expect(here.get_by_text("op een ander toestel ook veranderd")).to_be_visible()
    here.get_by_role("button", name="Bewaren").click()
    here.get_by_role("radio", name="Allebei").check(force=True)
    here.get_by_role("button", name="Bewaren").click()
    expect(here.get_by_label("In je eigen woorden")).to_have_value(
        "Op de computer.\n\nOp de telefoon."
    )


def test_a_question_of_the_balance_opens_what_it_is_about(tablet, cast):
    case = Case(cast)
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    balance = page.get_by_text("Kijk dit nog even na (alleen jij ziet dit)")
    expect(balance).to_be_hidden()
    second = page.locator("[data-line]").nth(1)
    second.locator("summary").first.click()
    second.get_by_role("radio", name="Lukt met hulp").check(force=True)
    expect(balance).to_be_visible()
    second.locator("summary").first.click()
    question = page.get_by_role("link", name="hier staat geen notitie bij")
    question.press("Enter")
    expect(second.get_by_role("radio", name="Lukt met hulp")).to_be_visible()
    expect(second.locator("summary").first).to_be_focused()
    second.get_by_role("radio", name="Niet gezien").check(force=True)
    expect(balance).to_be_hidden()
