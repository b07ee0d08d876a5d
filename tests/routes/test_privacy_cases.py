"""The privacy officer's pages, and the record by direct address."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.ids import uuid7
from pwa.domain.states import UserState
from pwa.models import AccessLog, Membership, Note, PrivacyCase, User
from pwa.queries.redactions import look
from pwa.services import (
    agreements,
    corrections,
    handovers,
    note_changes,
    people,
    privacy_cases,
)
from pwa.services.note_changes import NoteChange
from tests.agreement_case import Case as AgreementCase
from tests.browse import Page, Visitor
from tests.people import NOW, TODAY, Cast, write_note
from tests.privacy_case import TOLD, open_case

Browse = Callable[..., Visitor]
SEEN = "Deed order 41-207 helemaal zelf."


def found(browse: Browse) -> Page:
    page = browse("privacy_officer").get("/privacy/")
    return page.submit("Zoeken", who="amina el idrissi")


def test_home_leads_from_a_name_to_an_open_case(browse, cast):
    form = found(browse).submit("Zaak openen")
    assert "2026-03-25" in form.html and "Zaak over Amina El Idrissi" in form.text
    typed = {"kind": "complaint", "reason": "Klacht 7.", "told": "Je diende een klacht in."}
    opened = form.submit("Zaak openen", **typed)
    assert opened.status == 303
    page = opened.follow()
    assert "Open tot en met" in page.text and "Je diende een klacht in." in page.text
    home = browse("privacy_officer").get("/privacy/")
    assert "Amina El Idrissi" in home.text and "Klacht." in home.text


def test_signing_in_leads_to_the_own_home(browse):
    assert browse("privacy_officer").get("/").location == "/privacy/"


def test_what_was_typed_stays_when_something_is_missing(browse, cast):
    form = found(browse).submit("Zaak openen")
    page = form.submit("Zaak openen", kind="complaint", reason="Klacht 7.", told="")
    assert page.status == 422 and "Klacht 7." in page.html
    assert not PrivacyCase.select().exists()


@pytest.mark.parametrize("who", ["Łucja Świątek", "Niemand Anders"])
def test_somebody_elsewhere_and_nobody_are_answered_alike(browse, who):
    page = browse("privacy_officer").get("/privacy/").submit("Zoeken", who=who)
    assert page.status == 200 and "precies deze naam" in page.text
    assert page.text.count(who) == 0


def test_a_candidate_elsewhere_cannot_be_picked_by_id(browse, cast):
    officer = browse("privacy_officer")
    for path in ("/privacy/zaken/nieuw", "/privacy/zaken"):
        assert officer.post(path, {"candidate": str(cast.b1_row.id)}).status == 404


def test_reading_on_a_case_is_told_to_the_candidate(browse, cast):
    case = open_case(cast)
    officer = browse("privacy_officer")
    page = officer.get(f"/privacy/zaken/{case.id}")
    assert f"/plaatsingen/{cast.placement_a1.id}" in page.links()
    record = officer.get(f"/plaatsingen/{cast.placement_a1.id}")
    assert SEEN in record.html and "Was boos toen" not in record.html
    assert {row.what for row in AccessLog.select()} == {"notities op een zaak"}
    own = browse("candidate_a1")
    assert "Pia Veldkamp, privacyfunctionaris, kijkt mee" in own.get("/mijn-voortgang").text
    read = own.get("/wie-keek-mee").text
    assert TOLD in read and "Las op een zaak je notities" in read


def test_who_also_coaches_elsewhere_reads_on_a_case_as_the_officer(browse, cast):
    seat = Membership.get(Membership.user == cast.privacy_officer)
    Membership.create(
        user=seat.user, organisation=seat.organisation, role=Role.COACH, from_on=seat.from_on
    )
    open_case(cast)
    browse("privacy_officer").get(f"/notities/{cast.note_a1.id}")
    read = browse("candidate_a1").get("/wie-keek-mee").text
    assert "let op de privacy" in read and "je coach, " not in read


def test_on_a_case_no_request_is_offered_that_somebody_else_answers(browse, cast):
    asked = corrections.ask_note(cast.as_("candidate_a1"), cast.note_a1, uuid7(), "Klopt niet.")
    open_case(cast)
    record = browse("privacy_officer").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert f"/correcties/{asked.id}" not in record.links()
    own = browse("supervisor_a").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert f"/correcties/{asked.id}" in own.links()


def test_what_was_never_shared_is_found_and_not_read(cast):
    note = write_note(cast, "supervisor_a", "a1", "Zij is een kanarie.")
    ria = cast.as_("supervisor_a")
    note_changes.change(ria, note, NoteChange(uuid7(), 1, TODAY, text="Was stil."))
    handovers.leave(ria, cast.placement_a1, "Let op: kanarie.")
    plan = AgreementCase(cast, goals=("Werken zonder kanarie.",))
    with clock.at(NOW + timedelta(hours=1)):
        spots = look(open_case(cast), "kanarie", clock.now()).spots
        assert {one.where: one.readable for one in spots} == {
            "note_revision.text": False, "handover.text": False, "goal.text": False,
        }  # fmt: skip
        agreements.offer(cast.as_("coach_1"), plan.placement)
        spots = look(PrivacyCase.get(), "kanarie", clock.now()).spots
        assert {one.where for one in spots if one.readable} == {"goal.text"}


def test_the_officer_finds_nothing_to_change_on_the_record(browse, cast):
    open_case(cast)
    officer = browse("privacy_officer")
    for path in (f"/plaatsingen/{cast.placement_a1.id}", f"/notities/{cast.note_a1.id}"):
        forms = [form.get("action") for form in officer.get(path).tree.iter("form")]
        assert [one for one in forms if one and not one.startswith("/afmelden")] == []


def test_expiry_shuts_the_record_at_the_next_request(browse, cast):
    open_case(cast)
    officer = browse("privacy_officer")
    path = f"/plaatsingen/{cast.placement_a1.id}"
    assert officer.get(path).status == 200
    with clock.at(NOW + timedelta(days=15)):
        again = Visitor(officer.app, cast.privacy_officer)
        assert again.get(path).status == 404
        assert "kijkt mee" not in browse("candidate_a1").get("/mijn-voortgang").text


def test_closing_shuts_it_too_and_says_what_came_out(browse, cast):
    case = open_case(cast)
    page = browse("privacy_officer").get(f"/privacy/zaken/{case.id}")
    done = page.submit("Zaak sluiten", result="Kopie gegeven.").follow()
    assert "Kopie gegeven." in done.text and "Je leest niets meer" in done.text
    officer = browse("privacy_officer")
    for path in (f"/plaatsingen/{cast.placement_a1.id}", f"/notities/{cast.note_a1.id}"):
        assert officer.get(path).status == 404


def officer_of(cast: Cast, town: Any, name: str) -> User:
    user = people.add_user(None, name)
    User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
    people.add_member(None, user, town, Role.PRIVACY_OFFICER)
    return User.get_by_id(user.id)


def test_another_municipality_knows_of_no_case(browse, cast):
    case = open_case(cast)
    other = browse(officer_of(cast, cast.anderdam, "Ab Visser"))
    for path in (f"/privacy/zaken/{case.id}", f"/plaatsingen/{cast.placement_a1.id}"):
        assert other.get(path).status == 404
    assert "Amina" not in other.get("/privacy/").text


def test_a_colleague_sees_the_case_and_not_the_record(browse, cast):
    case = open_case(cast)
    colleague = browse(officer_of(cast, cast.kessenbroek, "Oda Smit"))
    page = colleague.get(f"/privacy/zaken/{case.id}")
    assert "Alleen Pia Veldkamp leest op deze zaak." in page.text
    assert colleague.get(f"/plaatsingen/{cast.placement_a1.id}").status == 404
    closed = colleague.post(f"/privacy/zaken/{case.id}/sluiten", {"result": "Weg ermee."})
    assert closed.status == 403


def test_what_must_be_kept_is_a_fact_for_officer_and_coach_without_why(browse, cast):
    case = open_case(cast)
    page = browse("privacy_officer").get(f"/privacy/zaken/{case.id}")
    page = page.submit("Bewaarplicht erop", reason="Er loopt een beroep.").follow()
    assert "Moet bewaard blijven" in page.text
    path = f"/plaatsingen/{cast.placement_a1.id}"
    coach = browse("coach_1").get(path).text
    assert "Er wordt nu niets van gewist" in coach and "beroep" not in coach
    assert "Er wordt nu niets van gewist" not in browse("supervisor_a").get(path).text


def test_a_reason_that_is_refused_stays_with_the_place_that_it_is_about(browse, cast):
    AgreementCase(cast)
    case, why = open_case(cast), "x" * 1300
    page = browse("privacy_officer", checks=False).get(f"/privacy/zaken/{case.id}")
    page = page.submit("Bewaarplicht erop", reason=why)
    assert page.status == 422
    holding = [one for one in page.forms() if one.get("action", "").endswith("/bewaren")]
    reasons = [one.find(".//textarea").text or "" for one in holding]
    assert [one.strip() for one in reasons].count(why) == 1 and len(reasons) == 2
    opened = [one for one in page.find(".//details[@open]") if why in "".join(one.itertext())]
    assert len(opened) == 1


def test_words_are_found_ticked_and_removed(browse, cast):
    note = write_note(cast, "supervisor_a", "a1", "Was stil, somber, en deed alles af.")
    Note.update(shared_from=NOW).where(Note.id == note.id).execute()
    case = open_case(cast)
    page = browse("privacy_officer").get(f"/privacy/zaken/{case.id}/weghalen")
    sure = page.submit("Zoek waar ze staan", words="somber")
    assert "Notitie, " in sure.text and "Was stil, [somber], en deed" in sure.text
    done = sure.submit("Haal de woorden weg", code="about_health")
    assert done.status == 303
    assert "6 tekens weggehaald (notitie): het ging over gezondheid" in done.follow().text
    for who, path in (
        ("supervisor_a", f"/notities/{note.id}"),
        ("candidate_a1", "/mijn-voortgang"),
    ):
        said = browse(who).get(path).text
        assert "[door privacyfunctionaris verwijderd]" in said and "somber" not in said


def test_what_is_not_shared_yet_is_not_read_through_removing(browse, cast):
    case = open_case(cast)
    page = browse("privacy_officer").get(f"/privacy/zaken/{case.id}/weghalen")
    sure = page.submit("Zoek waar ze staan", words="boos")
    assert "Dit is nog niet gedeeld." in sure.text and "de bout los" not in sure.text


def test_the_dossier_is_made_on_an_open_case_and_the_candidate_reads_that(browse, cast):
    case, visitor = open_case(cast), browse("privacy_officer")
    path = f"/privacy/zaken/{case.id}/dossier"
    file = visitor.get(path).submit("Alleen het bestand voor computers")
    assert file.headers["Content-Disposition"].startswith('attachment; filename="dossier-')
    made, words = json.loads(file.answer.data), file.answer.data.decode()
    assert cast.note_a1.text in words and cast.secret_a1.text not in words
    assert made["made_for"] == "access"
    told = browse("candidate_a1").get("/wie-keek-mee").text
    assert "Keek op een zaak in alles wat over je geschreven is" in told
    privacy_cases.close(cast.as_("privacy_officer"), case, "Klaar.")
    assert visitor.get(path).status == 403
    assert visitor.post(path, {"kind": "json"}).status == 403
