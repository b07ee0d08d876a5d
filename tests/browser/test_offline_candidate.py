"""A candidate on the way home, without network: reads along, answers, says how the day was."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from pwa import clock
from pwa.models import CandidateDay, Handover, HandoverAck, Reaction
from tests.browser.conftest import until_sent
from tests.browser.kept_pages import OFFLINE, note_of, until_kept

NOTE = "Deed order 41-207 helemaal zelf."
WAITS = "Op dit toestel, wacht op verbinding"
RECEIVED = re.compile(r"Ontvangen \d\d:\d\d")


def beside(place: Locator, words: str | re.Pattern[str]) -> Locator:
    """The line with these words, there where it was written."""
    return place.get_by_role("listitem").filter(has_text=words)


@pytest.fixture
def amina(phone, console) -> Page:
    console.allow(OFFLINE)
    page = phone("candidate_a1", service_workers="allow")
    page.goto("/mijn-voortgang")
    until_kept(page, "/", "/mijn-voortgang", "/mijn-werkplek", "/hulp/")
    return page


def test_own_day_and_reaction_wait_and_arrive_once(amina, cast, look) -> None:
    amina.context.set_offline(True)
    amina.goto("/")
    expect(amina.get_by_text(re.compile("Geen verbinding. Zo was het op"))).to_be_visible()
    note = amina.get_by_role("article").filter(has_text=NOTE)
    note.get_by_text("Reageren").click()
    note.get_by_label("Jouw reactie").fill("In de bus geschreven.")
    note.get_by_role("button", name="Versturen").click()
    expect(beside(note, "In de bus geschreven.")).to_contain_text(WAITS)
    amina.get_by_role("radio", name="Gaat wel").check()
    amina.get_by_label("Wil je er iets bij zeggen?").fill("Moe, maar goed.")
    amina.get_by_role("button", name="Bewaren").click()
    listed = amina.locator("outbox-list")
    expect(listed.get_by_text("Moe, maar goed.")).to_be_visible()
    look(amina)
    amina.goto("/mijn-werkplek")
    expect(amina.get_by_role("heading", level=1)).not_to_have_text("Geen verbinding")
    amina.goto("/mijn-voortgang")
    day = amina.locator("#mijn-dag")
    expect(beside(note, "In de bus geschreven.")).to_contain_text(WAITS)
    expect(beside(day, "Moe, maar goed.")).to_contain_text(WAITS)
    look(amina)
    amina.context.set_offline(False)
    expect(listed.get_by_text("Ontvangen")).to_be_visible()
    until_sent(amina)
    expect(amina.get_by_text(re.compile("Geen verbinding. Zo was het op"))).to_be_hidden()
    expect(beside(note, RECEIVED)).to_be_visible()
    expect(beside(day, RECEIVED)).to_be_visible()
    assert [row.text for row in Reaction.select()] == ["In de bus geschreven."]
    assert [(row.face, row.text) for row in CandidateDay.select()] == [(2, "Moe, maar goed.")]


def test_a_line_for_the_next_shift_is_left_and_read_without_network(tablet, cast, console) -> None:
    console.allow(OFFLINE)
    page = tablet("supervisor_a", service_workers="allow")
    page.goto("/vandaag/")
    until_kept(page, "/", "/vandaag/", note_of(cast))
    page.context.set_offline(True)
    page.goto("/vandaag/")
    left = page.get_by_role("article").filter(has=page.get_by_role("button", name="Gelezen"))
    left.get_by_role("button").click()
    listed = page.locator("outbox-list")
    expect(listed.get_by_text(WAITS)).to_be_visible()
    page.goto(note_of(cast))
    page.get_by_text("Andere dag, of iets voor de volgende ploeg").click()
    page.get_by_label("Voor de volgende ploeg").fill("Pers 2 staat uit.")
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url(re.compile("/vandaag"))
    card = page.locator(f"#p-{cast.placement_a1.id}")
    expect(beside(left, "Gelezen")).to_contain_text(WAITS)
    expect(beside(card, "Voor de volgende ploeg: Pers 2 staat uit.")).to_contain_text(WAITS)
    page.context.set_offline(False)
    expect(listed.get_by_text("Ontvangen")).to_be_visible()
    until_sent(page)
    expect(beside(card, "Pers 2 staat uit.")).to_contain_text(RECEIVED)
    expect(listed.get_by_text("Niet aangenomen")).to_have_count(0)
    assert Handover.select().where(Handover.text == "Pers 2 staat uit.").count() == 1
    assert HandoverAck.select().count() == 1


def test_each_card_says_whether_its_attendance_was_received(tablet, cast, console) -> None:
    console.allow(OFFLINE)
    page = tablet("supervisor_a", service_workers="allow")
    page.goto("/vandaag/")
    until_kept(page, "/vandaag/")
    page.context.set_offline(True)
    page.get_by_role("button", name="Iedereen is er").click()
    said = page.locator("[id^=p-] summary")
    expect(said).to_contain_text([WAITS, WAITS])
    page.reload()
    expect(said).to_contain_text(
        [f"{name} is er · {WAITS}" for name in ("Amina El Idrissi", "Willem de Boer")]
    )
    page.route("**/vandaag/", lambda route: route.abort())
    page.context.set_offline(False)
    expect(said).to_contain_text([RECEIVED, RECEIVED])


def test_the_attendance_of_one_day_is_not_said_of_the_next(tablet, cast) -> None:
    page = tablet("supervisor_a")
    page.goto("/vandaag/")
    card, listed = page.locator(f"#p-{cast.placement_a1.id}"), page.locator("outbox-list")
    card.get_by_text("Aanwezigheid").click()
    card.get_by_role("button", name="Te laat").click()
    expect(listed.get_by_text("Aanwezigheid Amina El Idrissi · Ontvangen")).to_be_visible()
    with clock.at(clock.now() + timedelta(days=1)):
        page.goto("/vandaag/")
        expect(listed.get_by_text("Ontvangen")).to_be_visible()
        expect(card.locator("summary").last).to_have_text("Aanwezigheid: niet ingevuld")


MOVED = """() => new Promise((done) => {
  let moved = 0
  const watch = new PerformanceObserver((seen) => {
    for (const one of seen.getEntries()) moved += one.value
  })
  watch.observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(moved), 500)
})"""


def test_what_waits_moves_nothing_away_under_a_finger(tablet, cast, console) -> None:
    console.allow(OFFLINE)
    page = tablet("supervisor_a", service_workers="allow")
    page.goto("/vandaag/")
    until_kept(page, "/vandaag/", note_of(cast))
    page.context.set_offline(True)
    page.get_by_role("button", name="Gelezen").click()
    waits = page.locator("outbox-list").get_by_text(WAITS)
    expect(waits).to_be_visible()
    page.goto(note_of(cast))
    expect(waits).to_be_visible()
    page.clock.run_for(1000)
    assert page.evaluate(MOVED) == 0
