"""The guard while typing: soft, on the device, offline too, and a number is all that leaves."""

import re

from playwright.sync_api import expect

from pwa.models import Note
from tests.browser.conftest import until_sent
from tests.browser.kept_pages import OFFLINE, note_of, until_kept

FIRST = "Hij is depressief door zijn asielzaak."
RULE = "Schrijf wat je zag op het werk, niet waarom."
BETTER = "Was vandaag stil en langzamer dan anders. Ik heb gevraagd of ik kon helpen."


def test_a_first_sentence_becomes_workplace_wording_and_was_never_anywhere_else(
    tablet, cast, look, console
):
    """Case C of the demo."""
    sent = []
    page = tablet("supervisor_a")
    page.on("request", lambda one: sent.append(one.post_data or ""))
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    field, panel = page.get_by_label("Erbij schrijven"), page.locator(".field .notice")
    field.fill(f"Was op tijd. {FIRST} Ruimde op.")
    expect(panel).to_contain_text(RULE)
    expect(panel).to_contain_text("Dit lijkt over gezondheid, en geloof of afkomst te gaan.")
    expect(page.locator("guard-words [role=status]")).to_contain_text(RULE)
    look(page)
    page.get_by_role("button", name=BETTER).click()
    expect(field).to_have_value(f"Was op tijd. {BETTER} Ruimde op.")
    expect(panel).to_have_count(1)
    page.get_by_role("button", name="Mijn zin terugzetten").click()
    expect(field).to_have_value(f"Was op tijd. {FIRST} Ruimde op.")
    expect(panel).to_have_count(0)
    field.fill(f"Was op tijd. {BETTER}")
    page.get_by_role("button", name="Bewaren").click()
    expect(page).to_have_url(re.compile("/vandaag"))
    until_sent(page)
    row = Note.get(Note.text == f"Was op tijd. {BETTER}")
    assert row.guard_hits == 0
    assert not [one for one in sent if "depressief" in one]


def test_each_sentence_that_was_replaced_can_be_put_back_also_behind_what_was_typed_since(
    tablet, cast
):
    page = tablet("supervisor_a")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    field, sentence = page.get_by_label("Erbij schrijven"), page.locator(".field .notice button")
    field.fill("Was ziek. Is dakloos.")
    sentence.filter(has_text="Was vandaag stil").click()
    sentence.filter(has_text="Kwam later en had gebeld.").click()
    expect(field).to_have_value(f"{BETTER} Kwam later en had gebeld.")
    field.fill(f"{BETTER} Kwam later.")
    for _ in range(2):
        page.get_by_role("button", name="Mijn zin terugzetten").click()
    expect(field).to_have_value("Was ziek. Kwam later. Is dakloos.")
    expect(page.get_by_role("button", name="Mijn zin terugzetten")).to_have_count(0)


def test_it_never_stands_in_the_way_and_the_count_goes_along(tablet, cast):
    page = tablet("supervisor_a")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    field = page.get_by_label("Erbij schrijven")
    field.fill("Was ziek en ging naar de moskee.")
    page.get_by_role("button", name="Laat zo staan").click()
    expect(page.locator(".field .notice")).to_have_count(0)
    field.press("End")
    field.type(" Morgen weer.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page).to_have_url(re.compile("/vandaag"))
    until_sent(page)
    assert Note.get(Note.text.startswith("Was ziek")).guard_hits == 2


def test_it_speaks_without_network_on_a_form_that_was_never_opened_before(tablet, cast, console):
    console.allow(OFFLINE)
    page = tablet("supervisor_a", service_workers="allow")
    page.goto("/vandaag/")
    until_kept(page, note_of(cast), "/schrijfhulp/woorden")
    page.context.set_offline(True)
    page.goto(note_of(cast))
    page.get_by_label("Erbij schrijven").fill("Was ziek.")
    expect(page.locator(".field .notice")).to_contain_text("Dit lijkt over gezondheid te gaan.")
    page.context.set_offline(False)


def test_a_candidate_hears_only_that_others_read_it_too(phone, cast):
    page = phone("candidate_a1")
    page.goto("/mijn-voortgang")
    page.get_by_label("Wil je er iets bij zeggen?").fill("Ik was ziek.")
    panel = page.locator(".field .notice")
    expect(panel).to_contain_text("Dit lezen anderen ook. Je hoeft dit niet te vertellen.")
    expect(panel.get_by_text(RULE)).to_be_hidden()
    expect(panel.get_by_role("button")).to_have_count(1)
