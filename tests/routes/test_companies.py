"""The page of a company: read by all its people, written by the employer alone."""

import pytest

from pwa.models import EmployerProfile, Organisation
from pwa.queries.companies import profile_words
from tests.people import NAMES

OF_A = {
    "employer_a", "supervisor_a", "substitute", "colleague", "former", "candidate_a1",
    "candidate_a2", "coach_1", "coach_2",
}  # fmt: skip


def path(cast, rest=""):
    return f"/bedrijven/{cast.company_a.id}{rest}"


def edit(browse, cast):
    return browse("employer_a").get(path(cast, "/wijzigen"))


@pytest.mark.parametrize("who", NAMES)
def test_who_reads_the_company(browse, cast, who):
    assert (browse(who).get(path(cast)).status == 200) is (who in OF_A)


@pytest.mark.parametrize("who", [*NAMES, None])
def test_only_the_employer_writes(browse, cast, who):
    status = browse(who).post(path(cast, "/wijzigen"), {"version": "0", "makes": "Kaas"}).status
    assert (status == 303) is (who == "employer_a")
    assert bool(profile_words(cast.company_a.id)[0]) is (who == "employer_a")


def test_a_company_without_words_is_helped_to_begin(browse, cast):
    page = browse("employer_a").get("/ons-bedrijf").follow()
    assert "Vertel eerst wie jullie zijn." in page.text
    assert path(cast, "/wijzigen") in page.links()
    assert "Vertel eerst" not in browse("supervisor_a").get(path(cast)).text


@pytest.mark.parametrize(
    "text", ["Kasten 😀", "نصنع الخزائن", "<script>alert(1)</script>", "a\n\nb"]
)
def test_what_is_written_is_read_by_the_candidate(browse, cast, text):
    page = edit(browse, cast).submit("Bewaren", makes=text)
    assert page.status == 303
    shown = browse("candidate_a1").get("/mijn-werkplek").text
    assert " ".join(text.split()) in " ".join(shown.split())


def test_too_long_stays_in_the_form(browse, cast):
    page = edit(browse, cast).submit("Bewaren", makes="m" * 1501, safety="Bril op.")
    assert page.status == 422 and "m" * 1501 in page.html and "Bril op." in page.html
    assert EmployerProfile.select().count() == 0


def test_control_characters_fall_away(browse, cast):
    edit(browse, cast).submit("Bewaren", makes="Ka\x00st\x1ben")
    assert profile_words(cast.company_a.id)[1]["makes"] == "Kasten"


def test_who_comes_second_sees_both_texts_and_chooses(browse, cast):
    mine = edit(browse, cast)
    edit(browse, cast).submit("Bewaren", makes="Van de ander.")
    page = mine.submit("Bewaren", makes="Van mij.")
    assert page.status == 409
    assert "Van de ander." in page.text and "Van mij." in page.html
    assert page.submit("Bewaren").status == 303
    assert profile_words(cast.company_a.id)[1]["makes"] == "Van mij."


def test_the_company_may_want_to_sign(browse, cast):
    edit(browse, cast).submit("Bewaren", company_signs="1")
    assert Organisation.get_by_id(cast.company_a.id).company_signs


def test_a_candidate_sees_no_list_of_people_and_no_counts(browse, cast):
    page = browse("candidate_a1").get(path(cast))
    assert "Plekken bij ons" not in page.text and "bedrijfsbeheer" not in page.text


def test_coaches_find_every_company_and_others_no_list(browse):
    assert "Noorderkamp" in browse("coach_1").get("/bedrijven").text
    assert browse("supervisor_a").get("/bedrijven").status == 403


@pytest.mark.parametrize("version", ["-1", "x", "99999999999"])
def test_a_broken_version_counts_as_an_old_one(browse, cast, version):
    edit(browse, cast).submit("Bewaren", makes="Kasten.")
    page = edit(browse, cast).submit("Bewaren", version=version, makes="Kappen.")
    assert page.status == 409 and "Kappen." in page.html
