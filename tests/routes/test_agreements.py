"""The agreement on the screen: who reads, signs, asks; what the coach can do with it."""

import pytest

from pwa import clock
from pwa.domain.errors import NotAllowed
from pwa.domain.states import PlacementState
from pwa.models import AccessLog, AgreementSignature, ChecklistItem, Membership, Placement
from pwa.services import agreements, cancelling, printing
from tests.agreement_case import AGREED, TERMS, Case
from tests.evaluation_case import quick_pdf

LOOK = "Bekijk wat er verandert"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


def test_candidate_company_and_coach_sign_each_on_their_own_page(browse, cast):
    case = Case(cast).offered()
    page = browse("candidate_a1").get("/mijn-voortgang")
    assert "Er ligt een overeenkomst klaar" in page.text
    page = browse("candidate_a1").get(case.path)
    for said in ("Zelf een order afbramen.", TERMS.how_often, "niet bedoeld voor straf"):
        assert said in page.text
    page = page.submit("Ondertekenen").follow()
    assert "Je handtekening staat erbij." in page.text
    assert (
        "Er ligt een overeenkomst klaar" not in browse("candidate_a1").get("/mijn-voortgang").text
    )
    company = browse("employer_a")
    home = company.get(f"/bedrijven/{cast.company_a.id}")
    assert "Amina El Idrissi" in home.text
    company.get(case.path).submit("Ondertekenen")
    assert (
        "Er ligt een overeenkomst klaar" not in company.get(f"/bedrijven/{cast.company_a.id}").text
    )
    page = browse("coach_1").get(case.path).submit("Ondertekenen").follow()
    assert "Kandidaat, bedrijf en gemeente hebben getekend." in page.text
    assert case.placement.state is PlacementState.PLANNED


def test_the_supervisor_reads_and_has_nothing_to_sign(browse, cast):
    page = browse("supervisor_a").get(Case(cast).offered().path)
    assert TERMS.who_does_what in page.text
    assert "Ondertekenen" not in page.text
    assert "Getekend op papier" not in page.text


def test_who_signs_an_older_version_reads_the_new_one_first(browse, cast):
    case = Case(cast).offered()
    page = browse("candidate_a1").get(case.path)
    coach = cast.as_("coach_1")
    changed = agreements.Terms("Elke dag, vijf minuten.", "", "", "")
    agreements.change_terms(coach, case.placement, case.agreement.edition, changed)
    page = page.submit("Ondertekenen")
    assert page.status == 409
    assert "De overeenkomst is net veranderd." in page.text
    assert "Elke dag, vijf minuten." in page.text
    assert AgreementSignature.select().count() == 0


def test_a_candidate_with_a_question_is_heard_by_the_coach(browse, cast):
    case = Case(cast).offered()
    page = browse("candidate_a1").get(case.path)
    page.submit("Laat het de coach weten", text="Mag ik dinsdag naar de dokter?")
    coach = browse("coach_1").get(case.path)
    assert "Mag ik dinsdag naar de dokter?" in coach.text
    assert "Mag ik dinsdag" not in browse("employer_a").get(case.path).text
    again = coach.submit("Besproken").follow()
    assert "Mag ik dinsdag" not in again.text


def test_a_question_that_is_too_long_keeps_its_words(browse, cast):
    page = browse("candidate_a1").get(Case(cast).offered().path)
    page = page.submit("Laat het de coach weten", text="a" * 601)
    assert (page.status, "a" * 601 in page.text) == (422, True)


def test_a_question_that_comes_too_late_hears_why_and_keeps_its_words(browse, cast):
    case = Case(cast).offered()
    page, coach = browse("candidate_a1").get(case.path), browse("coach_1").get(case.path)
    second = browse("coach_1").get(case.path)
    coach.submit("Zo opschrijven", on="2026-03-10", reason="Petra was er niet.")
    page = page.submit("Laat het de coach weten", text="Mag ik om acht uur beginnen?")
    assert page.status == 409
    assert "al rond" in page.text and "Mag ik om acht uur beginnen?" in page.text
    page = second.submit("Zo opschrijven", on="2026-03-10", reason="Geen telefoon bij de hand.")
    assert page.status == 409
    assert "al rond" in page.text and "Geen telefoon bij de hand." in page.text


def test_the_coach_changes_terms_and_everybody_signs_anew(browse, cast):
    case = Case(cast).offered().sign("candidate_a1")
    page = browse("coach_1").get(case.path + "/wijzigen")
    page = page.submit(LOOK, how_often="Elke maandag om negen uur.")
    assert "Wordt: Elke maandag om negen uur." in page.text and case.agreement.version == 1
    page = page.submit("Ja, zo aanbieden").follow()
    assert "Er ligt een nieuwe versie klaar" in page.text
    assert "Elke maandag om negen uur." in page.text
    assert "Vervallen" in page.text


def test_two_who_change_the_terms_at_once_get_both_texts(browse, cast):
    case = Case(cast).offered()
    page = browse("coach_1").get(case.path + "/wijzigen")
    page.submit(LOOK, how_often="Van de een.").submit("Ja, zo")
    late = page.submit(LOOK, how_often="Van de ander.")
    assert late.status == 409
    assert "Van de een." in late.text
    assert "Van de ander." in late.text
    assert late.submit(LOOK).submit("Ja, zo").status == 303
    assert case.agreement.how_often == "Van de ander."


def test_signed_on_paper_asks_when_and_why(browse, cast):
    case = Case(cast).offered()
    page = browse("coach_1").get(case.path)
    wrong = page.submit("Zo opschrijven", on="2026-03-10", reason="")
    assert (wrong.status, "#reason" in wrong.links()) == (422, True)
    done = page.submit("Zo opschrijven", on="2026-03-10", reason="Petra was er niet.").follow()
    assert "Getekend op papier" in done.text
    assert "Petra was er niet." in done.text


def test_what_does_not_go_on_is_said_with_its_reason_to_everybody_of_it(browse, cast):
    case = Case(cast).offered()
    page = browse("coach_1").get(f"/plaatsingen/{case.id}/niet-door")
    assert page.submit("Gaat niet door", reason=" ").status == 422
    page.submit("Gaat niet door", reason="De tafel is nog niet klaar.")
    assert case.placement.state is PlacementState.CANCELLED
    for who in ("candidate_a1", "employer_a", "supervisor_a", "coach_1"):
        page = browse(who).get(case.path)
        assert "De tafel is nog niet klaar." in page.text
        assert "Ondertekenen" not in page.text


def test_a_place_that_was_lived_is_not_cancelled(browse, cast):
    page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}/niet-door")
    page = page.submit("Gaat niet door", reason="Toch niet.")
    assert page.status == 422
    assert "stop hem eerder" in page.text


def test_on_the_first_day_without_signatures_work_goes_on_and_it_is_said_aloud(browse, cast):
    case = Case(cast).offered()
    with clock.at(clock.at_local(AGREED.start_on, clock.local(clock.now()).time())):
        page = browse("coach_1").get(case.path)
        assert "De eerste dag is er al, en niet iedereen heeft getekend" in page.text
        today = browse("supervisor_a").get("/vandaag/").text
        assert "Vandaag is de eerste dag. Nog niet iedereen heeft getekend." in today
        page = browse("supervisor_a").get(f"/notities/nieuw?voor={case.id}")
        page = page.submit("Bewaren", text="Eerste dag. Bril uitgelegd.")
        assert page.status == 303
        assert (
            "Nog niet iedereen heeft getekend."
            in browse("supervisor_a").get(f"/plaatsingen/{case.id}").text
        )


def test_each_ticks_what_is_theirs_and_the_candidate_reads_it_plainly(browse, cast):
    case = Case(cast).offered()
    page = browse("supervisor_a").get(f"/plaatsingen/{case.id}")
    page.visitor.post(f"/plaatsingen/{case.id}/geregeld", {"code": "safety", "done": "1"})
    browse("coach_1").post(f"/plaatsingen/{case.id}/geregeld", {"code": "insurance", "done": "1"})
    names = {row.code: row.ticked_by.name for row in ChecklistItem.select()}
    assert names == {"safety": "Sara Jansen", "insurance": "Anna de Groot"}
    said = browse("candidate_a1").get(f"/mijn-werkplek?plek={case.id}").text
    assert "Je bent verzekerd tegen ongevallen en schade op het werk." in said
    assert "Sara Jansen, " in said
    refused = browse("coach_1").post(
        f"/plaatsingen/{case.id}/geregeld", {"code": "safety", "done": "1"}
    )
    assert refused.status == 409


def test_reading_is_logged_but_not_for_the_candidate_self(browse, cast):
    case = Case(cast).offered()
    for who in ("coach_1", "candidate_a1", "employer_a"):
        browse(who).get(case.path)
        browse(who).get(case.path + "/pdf")
    rows = AccessLog.select().where(AccessLog.what == "overeenkomst")
    assert {row.reader_id for row in rows} == {cast.coach_1.id, cast.employer_a.id}


def test_the_pdf_is_the_offered_one_until_the_third_signed(browse, cast):
    case = Case(cast).offered()
    first = browse("candidate_a1").get(case.path + "/pdf").answer
    assert first.headers["Content-Disposition"].startswith('inline; filename="overeenkomst-')
    case.sign("candidate_a1", "employer_a")
    assert browse("coach_1").get(case.path + "/pdf").answer.data == first.data
    case.sign("coach_1")
    assert browse("candidate_a1").get(case.path + "/pdf").answer.data != first.data


def test_when_no_pdf_can_be_made_the_coach_hears_why_and_it_stays_a_draft(
    browse, cast, monkeypatch
):
    case = Case(cast)

    def refuse(_document):
        raise NotAllowed("pdf_unavailable", reason="libpango")

    monkeypatch.setattr(printing, "render", refuse)
    page = browse("coach_1").get(case.path).submit("Nu aanbieden")
    assert page.status == 409
    assert "libpango" in page.text
    assert browse("candidate_a1", checks=False).get(case.path).status == 403


def test_the_coach_hears_that_nobody_at_the_company_can_sign(browse, cast):
    case = Case(cast).offered()
    assert "kan nog niemand in Opstap tekenen" not in browse("coach_1").get(case.path).text
    Membership.delete().where(Membership.user == cast.employer_a).execute()
    assert "kan nog niemand in Opstap tekenen" in browse("coach_1").get(case.path).text
    assert "kan nog niemand in Opstap tekenen" not in browse("candidate_a1").get(case.path).text


def test_who_has_no_other_place_reads_why_it_does_not_go_on(browse, cast):
    case = Case(cast).offered()
    Placement.update(state=PlacementState.CANCELLED).where(Placement.id != case.id).execute()
    browse("coach_1").get(f"/plaatsingen/{case.id}/niet-door").submit(
        "Gaat niet door", reason="De tafel is nog niet klaar."
    )
    assert "De tafel is nog niet klaar." in browse("candidate_a1").get("/mijn-voortgang").text


def test_what_was_never_offered_and_is_called_off_is_not_told_to_the_candidate(browse, cast):
    case = Case(cast)
    Placement.update(state=PlacementState.CANCELLED).where(Placement.id != case.id).execute()
    for who in ("supervisor_a", "employer_a", "coach_1"):
        assert browse(who).get(f"/plaatsingen/{case.id}").status == 200
    cancelling.cancel(cast.as_("coach_1"), case.placement, "Het bedrijf wil toch niet.")
    assert "Het bedrijf wil toch niet." not in browse("candidate_a1").get("/mijn-voortgang").text
    for who, status in {"candidate_a1": 403, "employer_a": 403, "coach_1": 200}.items():
        assert browse(who).get(case.path).status == status
    assert AccessLog.select().where(AccessLog.placement_id == case.id).exists()
    assert "Sara Jansen" not in browse("candidate_a1").get("/wie-keek-mee").text


def test_who_works_elsewhere_reads_too_why_a_new_place_does_not_go_on(browse, cast):
    """The form says that the candidate, who guides and the company read it."""
    case = Case(cast).offered()
    form = browse("coach_1").get(f"/plaatsingen/{case.id}/niet-door")
    assert "De kandidaat, de begeleiders en het bedrijf lezen dit." in form.text
    form.submit("Gaat niet door", reason="De tafel is nog niet klaar.")
    own = browse("candidate_a1").get("/mijn-voortgang")
    assert "Deed order 41-207" in own.text, "the place that runs"
    assert "De tafel is nog niet klaar." in own.text
    for who in ("supervisor_a", "employer_a"):
        pages = [browse(who).get(f"/plaatsingen/{case.id}{more}") for more in ("", "/overeenkomst")]
        assert any("De tafel is nog niet klaar." in page.text for page in pages), who


def test_a_reason_about_a_place_that_was_not_offered_is_the_coachs_alone(browse, cast):
    form = browse("coach_1").get(f"/plaatsingen/{Case(cast).id}/niet-door")
    assert "De kandidaat, de begeleiders en het bedrijf lezen dit." not in form.text
    assert "De plek is nog niet aangeboden: alleen de coach leest dit." in form.text
    told = form.submit("Gaat niet door", reason="Het bedrijf wil toch niet.").follow().text
    assert "Iedereen die erbij hoort" not in told
