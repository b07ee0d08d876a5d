"""Who guides when, and what a company chose before, stand where people look for it."""

from datetime import timedelta

import pytest

from pwa.models import Organisation
from pwa.services import companies, stand_ins
from pwa.services.stand_ins import StandingIn
from tests.people import TODAY

LOOK = "Bekijk wat er gebeurt"


@pytest.fixture
def settings(cast):
    return f"/bedrijven/{cast.company_a.id}/wijzigen"


@pytest.fixture
def closed(cast):
    return f"/bedrijven/{cast.company_a.id}/dichte-dagen"


def test_the_choices_of_a_company_tell_what_they_were(browse, settings):
    eva = browse("employer_a")
    assert "Hier is nog niets veranderd." in eva.get(settings).text
    eva.get(settings).submit(LOOK, photos="1").submit("Ja, zo doen wij het")
    text = eva.get(settings).text
    assert "Foto's bij een notitie Was: nee. Werd: ja. woensdag 11 maart 10:00, Eva Linden" in text


def test_looking_can_go_back_with_what_was_ticked(browse, settings, cast):
    page = browse("employer_a").get(settings).submit(LOOK, photos="1", company_signs=None)
    page = page.submit("Nee, iets veranderen")
    assert page.find(".//input[@name='photos']")[0].get("checked") is not None
    assert not Organisation.get_by_id(cast.company_a.id).photos


def test_two_at_once_see_what_stands_now_and_choose(browse, settings, cast):
    page = browse("employer_a").get(settings)
    companies.set_company_signs(cast.as_("employer_a"), cast.company_a, True)
    late = page.submit(LOOK, photos="1")
    assert late.status == 409 and "Het bedrijf tekent mee: ja." in late.text
    assert late.find(".//input[@name='photos']")[0].get("checked") is not None
    done = late.submit(LOOK, photos="1", company_signs="1").submit("Ja, zo doen wij het")
    row = Organisation.get_by_id(cast.company_a.id)
    assert done.status == 303 and row.photos and row.company_signs


def test_nothing_changed_is_said_and_makes_no_line(browse, settings):
    page = browse("employer_a").get(settings).submit(LOOK)
    assert "Er is niets veranderd." in page.text and "Hier is nog niets veranderd." in page.text


def test_closing_tells_whom_it_touches_before_it_counts(browse, closed, cast):
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    page = browse("employer_a").get(closed).submit(LOOK, first=yesterday, last="")
    assert "2 kandidaten zouden dan werken" in page.text
    assert "Er is al 1 keer iets opgeschreven. Dat blijft staan." in page.text
    assert "aanwezigheid ingevuld" not in page.text
    assert "Voor dagen die al voorbij zijn, telt het ook." in page.text
    assert "Amina" not in page.text
    page = page.submit("Ja, dan zijn we dicht").follow()
    assert "Dinsdag 10 maart (1 dag) Was: open. Werd: dicht." in page.text


def test_closing_and_opening_tell_how_many_talks_get_another_day(browse, closed):
    weeks = {"first": "2026-03-12", "last": "2026-05-07"}
    page = browse("employer_a").get(closed).submit(LOOK, **weeks)
    assert "2 gesprekken of evaluaties krijgen een andere dag." in page.text
    page.submit("Ja, dan zijn we dicht")
    page = browse("employer_a").get(closed).submit("Toch open")
    assert "2 gesprekken of evaluaties krijgen een andere dag." in page.text
    assert "2 kandidaten werken dan." in page.text


@pytest.mark.parametrize("who", ["candidate_a1", "supervisor_a", "coach_1", "employer_a"])
def test_everybody_around_a_placement_reads_who_guides_when(browse, cast, who):
    ria = cast.as_("supervisor_a")
    wanted = StandingIn(ria.id, cast.colleague.id, TODAY, TODAY, (cast.placement_a1.id,))
    stand_ins.stand_in(ria, wanted)
    visitor = browse(who)
    start = "/mijn-werkplek" if who == "candidate_a1" else f"/plaatsingen/{cast.placement_a1.id}"
    path = f"/plaatsingen/{cast.placement_a1.id}/begeleiding"
    assert path in visitor.get(start).links()
    text = visitor.get(path).text
    assert "Was: begeleidt niet. Werd: woensdag 11 maart." in text
    assert f"10:00, {ria.name}" in text and "door Opstap zelf" in text
