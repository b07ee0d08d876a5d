"""The page of a company: read by all its people, with what the company chose."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import Organisation
from pwa.services import evaluations, profiles
from tests.evaluation_case import Case, quick_pdf
from tests.people import NAMES, NOW

OF_A = {
    "employer_a", "supervisor_a", "substitute", "colleague", "former", "candidate_a1",
    "candidate_a2", "coach_1", "coach_2",
}  # fmt: skip


LOOK = "Bekijk wat er gebeurt"


def path(cast, rest=""):
    return f"/bedrijven/{cast.company_a.id}{rest}"


@pytest.mark.parametrize("who", NAMES)
def test_who_reads_the_company(browse, cast, who):
    assert (browse(who).get(path(cast)).status == 200) is (who in OF_A)


def test_a_company_without_words_is_helped_to_begin(browse, cast):
    page = browse("employer_a").get("/ons-bedrijf").follow()
    assert "Vertel eerst wie jullie zijn." in page.text
    assert path(cast, "/profiel") in page.links()
    assert "Vertel eerst" not in browse("supervisor_a").get(path(cast)).text


def test_the_company_may_want_to_sign_and_to_have_photos(browse, cast):
    page = browse("employer_a").get(path(cast, "/wijzigen"))
    page = page.submit(LOOK, company_signs="1", photos="1")
    assert "Jullie bedrijf tekent ook" in page.text and "foto van het product" in page.text
    assert not Organisation.get_by_id(cast.company_a.id).company_signs, "it does not count yet"
    assert page.submit("Ja, zo doen wij het").status == 303
    row = Organisation.get_by_id(cast.company_a.id)
    assert (row.company_signs, row.photos) == (True, True)


def test_a_candidate_sees_no_list_of_people_and_no_counts(browse, cast):
    page = browse("candidate_a1").get(path(cast))
    assert "Plekken bij ons" not in page.text and "bedrijfsbeheer" not in page.text


def test_coaches_find_every_company_and_others_no_list(browse):
    assert "Noorderkamp" in browse("coach_1").get("/bedrijven").text
    assert browse("supervisor_a").get("/bedrijven").status == 403


def test_others_do_not_see_what_is_being_written(browse, cast):
    company = cast.company_a
    profiles.save(None, company, profiles.base_of(company), {"makes": "Nog geheim."})
    for who in ("supervisor_a", "coach_1", "candidate_a1", "employer_a"):
        assert "Nog geheim." not in browse(who).get(path(cast)).text
    assert "Verder schrijven" in browse("employer_a").get(path(cast)).text


def test_a_company_is_told_before_it_chooses_who_reads_what(browse, cast, monkeypatch):
    """A final evaluation may lack the candidate's signature; an officer on a case sees photos."""
    Organisation.update(company_signs=True).where(Organisation.id == cast.company_a.id).execute()
    page = browse("employer_a").get(path(cast, "/wijzigen"))
    said = page.submit(LOOK, company_signs=None, photos="1").text
    assert "als iedereen getekend heeft" not in said
    assert "Jullie lezen een evaluatie pas als de coach die heeft afgesloten." in said
    assert "een privacyfunctionaris die daar een reden voor heeft" in said
    quick_pdf(monkeypatch)
    Organisation.update(company_signs=False).where(Organisation.id == cast.company_a.id).execute()
    case = Case(cast)
    case.to("signing")
    employer = browse("employer_a")
    assert employer.get(f"/evaluaties/{case.ev.id}").status == 404
    with clock.at(NOW + timedelta(days=21)):
        evaluations.close_unsigned(case.coach, case.ev, "Niet getekend.")
        assert browse("employer_a").get(f"/evaluaties/{case.ev.id}").status == 200
