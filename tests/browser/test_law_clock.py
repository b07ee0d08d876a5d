"""Case E in a browser, the clock moved from step to step: coach, supervisor, Karel, the company.

A page is closed before the clock moves on: its session does not last from one step to the next.
"""

import re
from collections.abc import Callable
from datetime import date, time

import pytest
from playwright.sync_api import Page, expect

from pwa import clock
from pwa.models import CalendarFeed, ClosedDay, RuleProfileRow
from tests import lawclock_case

Open = Callable[..., Page]


PREMIUM = "Premie: heeft iemand genoeg meegewerkt?"
LATER = (
    (date(2025, 11, 11), PREMIUM),
    (date(2026, 5, 11), PREMIUM),
    (date(2026, 10, 9), "Beslissen voor maand 24"),
    (date(2026, 11, 10), PREMIUM),
)


def on(day: date):
    return clock.at(clock.at_local(day, time(10)))


@pytest.fixture
def karel(cast):
    return lawclock_case.arrive(cast)


@pytest.mark.both
def test_every_step_of_karels_year_comes_on_its_day(
    desktop: Open, tablet: Open, phone: Open, cast, karel, look
) -> None:
    place = f"/plaatsingen/{karel.id}"
    with on(date(2025, 3, 17)):
        page = tablet("supervisor_a")
        page.goto("/vandaag/")
        near = page.get_by_role("listitem").filter(has_text="Vandaag: startgesprek Karel.")
        near.get_by_role("button", name="Gedaan").click()
        expect(page.get_by_text("Genoteerd.")).to_be_visible()
        page.close()
    with on(date(2025, 5, 9)):
        page = desktop("coach_1")
        page.goto(place)
        line = page.get_by_role("listitem").filter(has_text="Scholing aanbieden")
        expect(line).to_contain_text("Vandaag, vrijdag 9 mei")
        look(page)
        line.get_by_role("button", name="Gedaan").click()
        page.get_by_role("link", name=re.compile("Beslissen.*Premie")).click()
        page.get_by_role("radio", name="Ja, premie").check()
        page.get_by_label("Waarom?").fill("Kwam elke dag.")
        look(page)
        page.get_by_role("button", name="Beslissing bewaren").click()
        expect(page.get_by_role("heading", name="Premie: ja")).to_be_visible()
        page.close()
    with on(date(2025, 8, 11)):
        page = desktop("coach_1")
        page.goto("/mijn-kandidaten")
        card = page.get_by_role("article").filter(has_text="Karel Smeets")
        expect(card).to_contain_text("Is de kans op werk groter geworden?")
        card.get_by_role("link", name="Beslissen").first.click()
        page.get_by_role("radio", name="Ja").check()
        words = "Van 2 naar 4 dagdelen, doet heftruckcertificaat theorie."
        page.get_by_label("Waaraan zie je dat?").fill(words)
        look(page)
        page.get_by_role("button", name="Antwoord bewaren").click()
        expect(page.get_by_role("heading", name="Ja, de kans is groter")).to_be_visible()
        own = phone("candidate_karel")
        own.goto("/mijn-voortgang")
        expect(own.get_by_text("Je kans op werk is groter geworden.")).to_be_visible()
        expect(own.get_by_text(words)).to_be_visible()
        look(own)
        page.close()
        own.close()
    for day, what in LATER:
        with on(day):
            page = desktop("coach_1")
            page.goto(place)
            line = page.get_by_role("listitem").filter(has_text=what).filter(has_text="Vandaag")
            expect(line).to_have_count(1)
            look(page)
            page.close()
    with on(date(2026, 10, 27)):
        page = tablet("supervisor_a")
        page.goto("/vandaag/")
        expect(page.get_by_text("Vandaag: eindevaluatie Karel.")).to_be_visible()


def test_a_municipality_changes_its_rules_without_javascript(desktop: Open, cast) -> None:
    page = desktop("municipality_admin", javascript=False)
    page.goto(f"/gemeenten/{cast.kessenbroek.id}/regels/ontwikkelplek/wijzigen")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("button", name=re.compile("Omhoog.*Nieuw moment")).click()
    page.get_by_role("button", name=re.compile("Weghalen.*Eindevaluatie")).click()
    page.get_by_role("group", name="Nieuw moment").get_by_label("Wat moet er gebeuren?").fill(
        "Rondje"
    )
    page.get_by_role("button", name="Kijk wat dit betekent").last.click()
    page.get_by_role("button", name="Bewaren als versie 1").click()
    page.get_by_text("geldt voor wie nu begint").wait_for()
    assert [one["nl"] for one in RuleProfileRow.get().rules["milestones"]][-1] == "Rondje"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_rules_can_be_seen_by_everybody(open_page, cast, look, scheme: str) -> None:
    place = f"/gemeenten/{cast.kessenbroek.id}/regels/participatieplaats"
    for size in ("phone", "desktop"):
        page = open_page("municipality_admin", size, color_scheme=scheme)
        for path in (place, f"{place}/wijzigen"):
            page.goto(path)
            look(page)
        page.get_by_role("button", name="Kijk wat dit betekent").last.click()
        expect(page.get_by_role("heading", name="Wat dit betekent")).to_be_visible()
        look(page)


def test_the_company_enters_its_holiday(tablet: Open, cast, look) -> None:
    page = tablet("employer_a")
    page.goto(f"/bedrijven/{cast.company_a.id}/dichte-dagen")
    page.get_by_label("Eerste dag").fill("2026-07-20")
    page.get_by_label("Laatste dag").fill("2026-08-07")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_role("heading", name="Klopt dit zo?")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Ja, dan zijn we dicht").click()
    expect(
        page.get_by_text("Maandag 20 juli tot en met vrijdag 7 augustus", exact=True)
    ).to_be_visible()
    assert ClosedDay.select().count() == 19
    look(page)


def test_the_address_of_the_own_calendar_is_shown_once(phone: Open, cast, look) -> None:
    page = phone("candidate_a1")
    page.goto("/account/")
    page.get_by_role("button", name="Adres maken").click()
    address = page.get_by_label("Adres van je agenda").input_value()
    assert "/agenda/" in address and CalendarFeed.select().count() == 1
    look(page)
    page.goto("/account/")
    expect(page.get_by_label("Adres van je agenda")).to_have_count(0)
