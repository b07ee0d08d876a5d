"""The page of a company: read by all its people, with what the company chose."""

import pytest

from pwa.models import Organisation
from pwa.services import profiles
from tests.people import NAMES

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
