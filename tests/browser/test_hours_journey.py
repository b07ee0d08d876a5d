"""Hours in a browser: one tap on the tablet, a sentence on the phone, and an answer."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from pwa.domain.enums import AttendanceCode
from pwa.models import Placement, WeekDispute, WeekHours
from pwa.services import attendance

MONDAY = date(2026, 3, 2)


@pytest.fixture
def filled(cast):
    """Last week of both candidates of supervisor_a; of the second one day is missing."""
    by = cast.as_("supervisor_a")
    for which, days in (("a1", 7), ("a2", 6)):
        id = getattr(cast, f"placement_{which}").id
        row = Placement.with_people().where(Placement.id == id).get()
        for n in range(days):
            day = MONDAY + timedelta(days=n)
            attendance.fill(by, row, day, AttendanceCode.PRESENT)


def card(page, name):
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))


def test_one_tap_confirms_the_week_of_a_person(tablet, cast, filled, look):
    page = tablet("supervisor_a")
    page.goto("/vandaag/")
    page.get_by_role("link", name="Uren").click()
    expect(page.get_by_role("heading", name="Uren van vorige week")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Klopt voor Amina El Idrissi").tap()
    expect(page.get_by_text("Bevestigd door Sara Jansen")).to_be_visible()
    expect(page.get_by_role("button", name="Klopt voor Amina El Idrissi")).to_have_count(0)
    gap = card(page, "Willem de Boer")
    expect(gap.get_by_text("1 dag is niet ingevuld.")).to_be_visible()
    look(page)
    assert [row.placement_id for row in WeekHours.select()] == [cast.placement_a1.id]


def test_a_forgotten_day_is_filled_in_and_then_all_is_one_tap(tablet, cast, filled):
    page = tablet("supervisor_a")
    page.goto("/uren")
    gap = card(page, "Willem de Boer")
    gap.get_by_text("Een dag invullen of verbeteren").tap()
    gap.get_by_label("Welke dag?").select_option("2026-03-08")
    gap.get_by_label("Aanwezig?").select_option("left_early")
    gap.get_by_label("Hoeveel echt gewerkt?").fill("3:15")
    gap.get_by_role("button", name="Opslaan").tap()
    expect(card(page, "Willem de Boer").get_by_text("3 uur en 15 minuten")).to_be_visible()
    page.get_by_role("button", name="Klopt voor alle 2").tap()
    expect(page.get_by_text("Bevestigd door Sara Jansen")).to_have_count(2)


def test_a_candidate_contests_on_a_phone_and_reads_the_answer(phone, tablet, cast, filled, look):
    mine = phone("candidate_a1")
    mine.goto("/mijn-voortgang")
    mine.get_by_role("link", name="Mijn uren").click()
    expect(mine.get_by_text("Samen: 56 uur")).to_be_visible()
    mine.get_by_text("Dit klopt niet", exact=True).tap()
    look(mine)
    mine.get_by_role("textbox", name="Dit klopt niet:").fill("Zondag was ik er niet.")
    mine.get_by_role("button", name="Versturen").tap()
    expect(mine.get_by_text("Nog geen antwoord.")).to_be_visible()
    look(mine)
    page = tablet("supervisor_a")
    page.goto("/uren")
    expect(page.get_by_text("Zondag was ik er niet.")).to_be_visible()
    page.get_by_role("textbox", name="Jouw antwoord").fill("Klopt, dat was ik vergeten.")
    page.get_by_text("Ook een dag verbeteren").tap()
    page.locator("[id^='a-'][id$='-day']").select_option("2026-03-08")
    page.locator("[id^='a-'][id$='-code']").select_option("leave")
    look(page)
    page.get_by_role("button", name="Antwoorden").tap()
    expect(page.get_by_text("Zondag 8 maart was aanwezig en is nu vrij.")).to_be_visible()
    mine.reload()
    expect(mine.get_by_text("Klopt, dat was ik vergeten.")).to_be_visible()
    expect(mine.get_by_text("Samen: 48 uur")).to_be_visible()
    assert WeekDispute.get().answered_by_id == cast.supervisor_a.id


def test_a_receipt_stands_beside_the_week_that_it_is_about_and_beside_no_other(phone, filled):
    page = phone("candidate_a1")
    page.goto(f"/mijn-uren?week={MONDAY}")
    page.get_by_text("Dit klopt niet", exact=True).tap()
    page.get_by_role("textbox", name="Dit klopt niet:").fill("Zondag was ik er niet.")
    page.get_by_role("button", name="Versturen").tap()
    listed, beside = page.locator("outbox-list"), page.locator("#klopt [data-beside]")
    expect(listed.get_by_text("Dit klopt niet · Ontvangen 10:0")).to_be_visible()
    expect(beside).to_contain_text("Ontvangen 10:0")
    page.get_by_role("link", name="Week ervoor").click()
    page.wait_for_url("**/mijn-uren*2026-02-23*")
    expect(listed.get_by_text("Ontvangen")).to_be_visible()
    expect(beside).to_have_count(0)
    page.get_by_role("link", name="Week erna").click()
    expect(beside).to_contain_text("Ontvangen 10:0")


def test_a_week_is_confirmed_and_contested_without_javascript_too(phone, tablet, filled):
    page = tablet("supervisor_a", javascript=False)
    page.goto("/uren")
    page.get_by_role("button", name="Klopt voor Amina El Idrissi").click()
    expect(page.get_by_text("Bevestigd door Sara Jansen")).to_be_visible()
    mine = phone("candidate_a1", javascript=False)
    mine.goto("/mijn-uren")
    mine.get_by_text("Dit klopt niet", exact=True).click()
    mine.get_by_role("textbox", name="Dit klopt niet:").fill("Zondag was ik er niet.")
    mine.get_by_role("button", name="Versturen").click()
    expect(mine.get_by_text("Nog geen antwoord.")).to_be_visible()
