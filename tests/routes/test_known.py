"""Wat weten we van je: real terms, real names, in two languages, on a screen and on a sheet."""

import subprocess

import pikepdf
import pytest

from pwa.models import CoachCover, Membership, User
from pwa.services import people, retention_terms
from tests.evaluation_case import Case, quick_pdf
from tests.people import TODAY

PAGE = "/wat-weten-we-van-je/"


def test_it_names_whom_to_ask_and_how_long_things_stay(browse, cast):
    User.update(phone="0401234567").where(User.id == cast.privacy_officer.id).execute()
    said = browse("candidate_a1").get(PAGE).text
    for words in (
        "Pia Veldkamp, privacyfunctionaris van Gemeente Kessenbroek.", "Bel 0401234567.",
        "Of Anna de Groot, je coach.", "Notities: nog 6 maanden na je eindevaluatie.",
        "Evaluaties: 24 maanden.", "Een plek die niet doorging: 42 dagen.",
        "niet bedoeld om je te straffen",
    ):  # fmt: skip
        assert words in said, words


def test_whom_to_ask_is_one_tap_away_on_the_screen(browse, cast):
    User.update(phone="040 123 4567").where(User.id == cast.privacy_officer.id).execute()
    User.update(phone="06 8765 4321").where(User.id == cast.coach_1.id).execute()
    page = browse("candidate_a1").get(PAGE)
    named = {one.attrib["href"]: "".join(one.itertext()) for one in page.find(".//main//a")}
    assert named["tel:0401234567"] == "Bel 040 123 4567."
    assert named["tel:0687654321"] == "Bel Anna"
    assert not [one for one in browse("coach_1").get(PAGE).links() if "0687654321" in one]


def test_who_covers_for_the_coach_is_whom_to_call(browse, cast):
    other = people.add_user(None, "Carla Vos", phone="0611112222")
    CoachCover.create(
        candidate=cast.placement_a1.candidate_id, from_coach=cast.coach_1.id, to_coach=other.id,
        from_on=TODAY, to_on=TODAY, made_by=cast.coach_1.id,
    )  # fmt: skip
    page = browse("candidate_a1").get(PAGE)
    assert "Of Carla Vos, je coach." in page.text and "tel:0611112222" in page.links()


def test_the_terms_are_those_that_the_own_municipality_set(browse, cast):
    officer = cast.as_("privacy_officer")
    retention_terms.save(officer, cast.kessenbroek, 0, {"notes": 1, "evaluations": 13})
    said = browse("candidate_a1").get(PAGE).text
    assert "Notities: nog 1 maand na" in said and "Evaluaties: 13 maanden." in said
    assert "Notities: nog 6 maanden na" in browse("candidate_b1").get(PAGE).text


def test_the_coach_prints_the_sheet_in_either_language(browse, cast):
    page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}/mensen")
    named = {"".join(one.itertext()).strip(): one.get("href") for one in page.find(".//main//a")}
    assert named["Dit blad in het Engels"] == "/wat-weten-we-van-je/pdf?taal=en"
    User.update(language="en").where(User.id == cast.coach_1.id).execute()
    page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}/mensen")
    assert "/wat-weten-we-van-je/pdf?taal=nl" in page.links()
    assert "This sheet in Dutch" in page.text


def test_without_an_officer_the_coach_knows(browse, cast):
    Membership.update(to_on=TODAY.replace(day=1)).where(
        Membership.user == cast.privacy_officer.id
    ).execute()
    said = browse("candidate_a1").get(PAGE).text
    assert "Pia Veldkamp" not in said and "Of Anna de Groot, je coach." in said


@pytest.mark.parametrize(
    ("who", "asked"), [("candidate_b1", "Bas Vermeer"), ("employer_a", "Je coach weet wie")]
)
def test_everybody_reads_it_with_the_own_municipality(browse, who, asked):
    said = browse(who).get(PAGE).text
    assert asked in said and "Pia Veldkamp" not in said


def test_it_is_there_in_english_whatever_the_account_says(browse):
    page = browse("candidate_a1").get(PAGE, query_string={"taal": "en"})
    assert "What do we know about you?" in page.text
    assert "Notes: 6 months after your final evaluation." in page.text
    assert browse("candidate_a1").get(PAGE, query_string={"taal": "tlh"}).status == 200


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Pia Veldkamp, privacyfunctionaris"), ("en", "privacy officer")]
)
def test_the_sheet_says_the_same(browse, tmp_path, language, words):
    answer = browse("coach_1").get(f"{PAGE}pdf?taal={language}").answer
    assert answer.mimetype == "application/pdf", answer.text
    file = tmp_path / "sheet.pdf"
    file.write_bytes(answer.data)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    said = " ".join(done.stdout.decode().split())
    assert words in said and "CONCEPT" not in said
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == language


def test_it_is_one_tap_from_the_welcome_and_from_the_account(browse):
    assert PAGE in browse("candidate_a1").get("/mijn-voortgang").links()
    assert PAGE in browse("candidate_a1").get("/account/").links()


def test_it_says_apart_how_long_is_kept_who_did_and_who_read_what(browse, cast):
    """The log of changes is shared: there the longest term of all municipalities counts."""
    retention_terms.save(
        cast.as_("privacy_officer"), cast.kessenbroek, 0, {"access_log": 13, "audit": 12}
    )
    said = browse("candidate_a1").get(PAGE).text
    assert "Wie wat las: 13 maanden." in said
    assert "Wie wat deed: 24 maanden." in said


def test_what_waits_on_a_device_is_not_said_to_go_by_itself(browse):
    said = browse("candidate_a1").get(PAGE).text
    assert "Wat nog op een toestel wacht, blijft daar tot het verzonden is." in said
    assert "wacht: 30 dagen" not in said


def test_a_candidate_is_told_that_the_company_reads_notes_in_an_evaluation(
    browse, cast, monkeypatch
):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    assert "order 41-207" in browse("employer_a").get(f"/evaluaties/{case.ev.id}").text
    said = browse("candidate_a1").get(PAGE).text
    assert "de evaluaties die klaar zijn, met de notities die daar bij staan" in said
    own = browse("candidate_a1").get("/mijn-voortgang").text
    assert "dan leest het kantoor van je bedrijf haar daar ook" in own
    assert "Alleen wie jou helpt leest mee" not in own
