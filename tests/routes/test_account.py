"""The own account: language, browsers, and who read along."""

import pytest

from pwa.models import Session, User
from tests.browse import signed_in
from tests.people import NAMES

PHONE = "Mozilla/5.0 (Linux; Android 13) Chrome/109.0 Mobile Safari/537.36"


@pytest.mark.parametrize("who", NAMES)
def test_everybody_has_an_account_page(browse, who):
    assert browse(who).get("/account/").status == 200


def test_the_language_changes_at_once(browse, cast):
    page = browse("candidate_a1").get("/account/").submit("/account/taal", language="en")
    assert page.follow().tree.get("lang") == "en"
    assert User.get_by_id(cast.candidate_a1.id).language == "en"


@pytest.mark.parametrize("language", ["", "tlh", "nl\x00"])
def test_a_language_that_we_do_not_speak_is_refused(browse, cast, language):
    page = browse("candidate_a1").get("/account/").submit("/account/taal", language=language)
    assert page.status == 422
    assert User.get_by_id(cast.candidate_a1.id).language == "nl"


def test_a_coach_gives_a_number_and_the_candidate_can_call_it(browse, cast):
    coach = browse("coach_1")
    page = coach.get("/account/").submit("/account/telefoon", phone="06 - 12 34 56 78")
    assert page.status == 303
    assert "tel:0612345678" in browse("candidate_a1").get("/mijn-voortgang").html
    coach.get("/account/").submit("/account/telefoon", phone="")
    assert "tel:" not in browse("candidate_a1").get("/mijn-voortgang").html


@pytest.mark.parametrize(
    ("who", "told", "sees", "where"),
    [
        ("candidate_a1", "Je coach ziet dit", "coach_1", "/mijn-kandidaten"),
        ("coach_1", "Je kandidaten zien dit", "candidate_a1", "/mijn-voortgang"),
        ("privacy_officer", "Kandidaten kunnen dit zien", "candidate_a1", "/wat-weten-we-van-je/"),
    ],
)
def test_who_gives_a_number_is_told_who_sees_it(browse, cast, who, told, sees, where):
    User.update(phone="0612345678").where(User.id == getattr(cast, who).id).execute()
    assert told in browse(who).get("/account/").text
    assert "tel:0612345678" in browse(sees).get(where).html


def test_no_number_is_promised_to_who_does_not_see_it(browse, cast):
    """A supervisor finds no number of a candidate, nor a candidate one of a supervisor."""
    User.update(phone="0698765432").where(
        User.id.in_([cast.candidate_a1.id, cast.supervisor_a.id])
    ).execute()
    assert "begeleiders" not in browse("candidate_a1").get("/account/").text
    for who in ("supervisor_a", "employer_a"):
        said = browse(who).get("/account/").text
        assert "Je kandidaten zien dit" not in said and "de mensen beheert, ziet dit" in said
    for who, where in (
        ("supervisor_a", f"/plaatsingen/{cast.placement_a1.id}"), ("supervisor_a", "/vandaag/"),
        ("candidate_a1", "/mijn-voortgang"), ("candidate_a1", "/mijn-werkplek"),
    ):  # fmt: skip
        assert "0698765432" not in browse(who).get(where).html


@pytest.mark.parametrize("typed", ["bel me", "12", "0612345678'><b>", "+" * 9])
def test_what_is_no_number_stays_in_its_field(browse, cast, typed):
    page = browse("coach_1").get("/account/").submit("/account/telefoon", phone=typed)
    assert page.status == 422 and "telefoonnummer" in page.text
    assert page.find(".//input[@id='phone']")[0].get("value") == typed


def test_another_browser_can_be_signed_out(browse, cast):
    signed_in(cast.candidate_a1, PHONE)
    page = browse("candidate_a1").get("/account/")
    assert "Chrome op Android" in page.text and "Deze browser" in page.text
    page = page.submit(_form_of(page)).follow()
    assert "Chrome op Android" not in page.text and page.status == 200


def _form_of(page):
    actions = [form.get("action") for form in page.tree.iter("form")]
    return next(one for one in actions if "/account/browsers/" in one)


def test_all_others_go_and_this_one_stays(browse, cast):
    for _ in range(3):
        signed_in(cast.candidate_a1, PHONE)
    other = signed_in(cast.candidate_a2)
    page = browse("candidate_a1").get("/account/").submit("Overal afmelden").follow()
    assert page.status == 200 and "Chrome op Android" not in page.text
    live = Session.select().where(Session.ended_at.is_null())
    assert live.where(Session.user == cast.candidate_a1.id).count() == 1
    assert other and live.where(Session.user == cast.candidate_a2.id).count() >= 1


def test_somebody_elses_browser_stays_signed_in(browse, cast):
    signed_in(cast.coach_1, PHONE)
    row = Session.get(Session.user == cast.coach_1.id)
    browse("candidate_a1").post(f"/account/browsers/{row.id}/afmelden")
    assert Session.get_by_id(row.id).ended_at is None


def test_a_candidate_finds_who_read_along_and_others_do_not(browse):
    assert "/wie-keek-mee" in browse("candidate_a1").get("/account/").links()
    assert "Wie keek mee" not in browse("supervisor_a").get("/account/").text
