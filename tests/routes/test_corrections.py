"""Dit klopt niet: from the phone to the supervisor and back, and what the coach sees of it."""

from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import AttendanceCode
from pwa.domain.ids import uuid7
from pwa.domain.states import PlacementState, UserState
from pwa.models import (
    AccessLog,
    Attendance,
    Correction,
    CorrectionStep,
    Membership,
    Note,
    NoteTile,
    Placement,
    Supervision,
    Tile,
    User,
    WeekDispute,
)
from pwa.services import attendance, corrections
from tests.people import END, NOW, TODAY

ASKS = "Een keer was door jullie zelf afgezegd (storing laser)."


@pytest.fixture
def asked(browse, cast):
    page = browse("candidate_a1").get("/mijn-voortgang")
    here = next(one for one in page.links() if one.endswith(str(cast.note_a1.id)))
    page = browse("candidate_a1").get(here).submit("Versturen", text=ASKS)
    assert page.status == 303
    return page.location


def test_a_request_goes_from_the_note_to_vandaag_and_is_put_right(browse, cast, asked):
    ria = browse("supervisor_a")
    page = ria.get("/vandaag/")
    assert "Dit klopt niet, zegt een kandidaat" in page.text and ASKS not in page.text
    assert (
        asked in page.links() and asked in ria.get(f"/plaatsingen/{cast.placement_a1.id}").links()
    )
    page = ria.get(asked)
    assert ASKS in page.text and "Deed order 41-207 helemaal zelf." in page.text
    page = page.submit(
        "Verbeteren", note="Deed order 41-208 helemaal zelf.", text="Klopt.",
        day="2026-03-05", code="company_closed",
    ).follow()  # fmt: skip
    assert "Eerst stond er (vervangen)" in page.text
    assert Note.get_by_id(cast.note_a1.id).revision == 2
    assert Attendance.get().code == "company_closed"
    page = browse("candidate_a1").get("/mijn-voortgang")
    assert "Deed order 41-208" in page.text and "Verbeterd" in page.text
    said = browse("candidate_a1").get(asked).text
    assert "Deed order 41-207 helemaal zelf." in said and "Klopt." in said
    assert "was: niet ingevuld. Nu: bedrijf dicht" in said
    assert "Dit klopt niet, zegt" not in ria.get("/vandaag/").text


def test_a_mistake_does_not_hide_that_the_note_was_changed_meanwhile(browse, cast, asked):
    page = browse("supervisor_a").get(asked)
    note = browse("supervisor_a").get(f"/notities/{cast.note_a1.id}/wijzigen")
    assert note.submit("Bewaren", text="Van het andere toestel.", reason="Beter.").status == 303
    page = page.submit("Verbeteren", note="Andere woorden.", text="x" * 700)
    assert page.status == 422
    page = page.submit("Verbeteren", text="Klopt.")
    assert page.status == 409
    assert "Van het andere toestel." in page.text and "Andere woorden." in page.text
    assert Note.get_by_id(cast.note_a1.id).text == "Van het andere toestel."
    assert page.submit("Verbeteren").status == 303


def test_it_stays_with_a_reason_and_the_coach_asks_once_more(browse, cast, asked):
    page = browse("substitute").get(asked)
    assert "Alleen Sara Jansen kan de woorden veranderen." in page.text
    assert page.submit("Antwoorden", text=" ").status == 422
    page.submit("Antwoorden", text="Zo zag Sara het.")
    coach = browse("coach_1")
    assert "Zo zag Sara het." in coach.get(asked).text
    coach.get(asked).submit("Vragen", text="Vraag het haar nog eens.")
    assert asked in browse("supervisor_a").get("/vandaag/").links()
    browse("supervisor_a").get(asked).submit("Antwoorden", text="Ik zag het echt zo.")
    said = browse("candidate_a1").get(asked).text
    for words in ("Zo zag Sara het.", "Vraag het haar nog eens.", "Ik zag het echt zo."):
        assert words in said
    assert not [f for f in coach.get(asked).tree.iter("form") if "nog-eens" in f.get("action", "")]


def test_unanswered_for_five_working_days_stands_with_the_coach(browse, asked):
    assert asked in browse("coach_1").get("/mijn-kandidaten").links()
    assert "Wacht al langer" not in browse("coach_1").get("/mijn-kandidaten").text
    with clock.at(NOW + timedelta(days=8)):
        assert "Wacht al langer dan 5 werkdagen." in browse("coach_1").get("/mijn-kandidaten").text
        assert "Wacht te lang" in browse("coach_1").get("/correcties/").text
        assert asked not in browse("coach_2").get("/mijn-kandidaten").links()


def test_who_is_second_reads_the_first_answer_and_loses_no_word(browse, asked):
    page = browse("substitute").get(asked)
    browse("supervisor_a").get(asked).submit("Antwoorden", text="Zo zag ik het.")
    late = page.submit("Antwoorden", text="Wat Tom wilde zeggen.")
    assert late.status == 409
    assert "Zo zag ik het." in late.text and "Wat Tom wilde zeggen." in late.text
    assert CorrectionStep.select().count() == 1


def test_a_changed_note_is_shown_again_before_it_is_put_right(browse, cast, asked):
    page = browse("supervisor_a").get(asked)
    Note.update(revision=2, text="Anders.").where(Note.id == cast.note_a1.id).execute()
    late = page.submit("Verbeteren", note="Deed order 41-208.", text="Klopt.")
    assert late.status == 409 and "Anders." in late.text and "Deed order 41-208." in late.text
    assert Note.get_by_id(cast.note_a1.id).text == "Anders."


def test_nothing_changed_is_said_and_what_was_typed_stays(browse, asked):
    page = browse("supervisor_a").get(asked).submit("Verbeteren", text="Goed dat je het zegt.")
    assert page.status == 422
    assert "Er is nog niets veranderd." in page.text and "Goed dat je het zegt." in page.html


def test_one_request_at_a_time_and_one_can_be_taken_back(browse, cast, asked):
    amina = browse("candidate_a1")
    address = f"/correcties/notitie/{cast.note_a1.id}"
    again = amina.get(address).submit("Versturen", text="En nog iets.")
    assert again.status == 409 and "Je vroeg dit al." in again.text and "En nog iets." in again.html
    assert address not in amina.get("/mijn-voortgang").links()
    amina.get(asked).submit("Ik hoef geen antwoord meer")
    assert address in amina.get("/mijn-voortgang").links()
    assert amina.get(address).submit("Versturen", text="En nog iets.").status == 303


def test_a_day_is_contested_with_the_hours_and_answered_there(browse, cast):
    day = TODAY - timedelta(days=1)
    attendance.fill(
        cast.as_("supervisor_a"), cast.placement_a1, day, AttendanceCode.ABSENT_REPORTED, id=uuid7()
    )
    amina = browse("candidate_a1")
    here = next(
        one for one in amina.get("/mijn-voortgang/terugkijken").links() if f"dag={day}" in one
    )
    page = amina.get(here.partition("#")[0]).submit("Versturen", text="Ik was er wel.")
    assert page.status == 303
    row = Correction.get()
    assert (row.day, row.dispute_id) == (day, WeekDispute.get().id)
    ria = browse("supervisor_a")
    page = ria.get(f"/correcties/{row.id}")
    assert (
        "Afwezig, gemeld" in page.text.replace("afwezig", "Afwezig")
        and "Ik was er wel." in page.text
    )
    hours = next(one for one in page.links() if one.startswith("/uren"))
    page = ria.get(hours.partition("#")[0])
    page.submit("Antwoorden", text="Je hebt gelijk.", day=str(day), code="present")
    assert Correction.get().state == "corrected"
    assert "Je hebt gelijk." in amina.get(f"/correcties/{row.id}").text


def test_hours_are_answered_in_one_place_only(browse, cast):
    amina = browse("candidate_a1")
    amina.get("/mijn-uren?week=2026-03-02").submit("Versturen", text="Ik was er wel.")
    row = Correction.get()
    ids = {"id": str(uuid7()), "day_id": str(uuid7())}
    for step, more in (("blijft", {}), ("verbeteren", ids)):
        said = {"text": "Nee.", **more}
        page = browse("supervisor_a").post(f"/correcties/{row.id}/{step}", said)
        assert page.status == 409
    assert Correction.get().state == "waiting"


def test_reading_a_request_is_logged_and_the_own_is_not(browse, cast, asked):
    browse("candidate_a1").get(asked)
    assert not AccessLog.select().where(AccessLog.what == "correctie").exists()
    browse("coach_1").get(asked)
    assert AccessLog.get(AccessLog.what == "correctie").reader_id == cast.coach_1.id
    assert "Las wat volgens jou niet klopt" in browse("candidate_a1").get("/wie-keek-mee").text


def test_a_coach_reads_no_answered_request_after_the_notes_are_closed(browse, cast, asked):
    browse("supervisor_a").get(asked).submit("Antwoorden", text="Zo was het.")
    Placement.update(ended_on=TODAY - timedelta(days=31)).execute()
    assert browse("coach_1").get(asked).status == 404
    assert asked not in browse("coach_1").get("/correcties/").links()


LONG_AFTER = clock.at_local(date(2026, 8, 20), time(10))
"""The coach reads notes until 30 July, and who guided looks on until 11 August."""


def has_form(page, step):
    return any(step in form.get("action", "") for form in page.tree.iter("form"))


def test_what_is_asked_when_nobody_guides_any_more_is_answered_by_the_coach(browse, cast):
    Placement.update(state=PlacementState.COMPLETED, ended_on=END).execute()
    with clock.at(LONG_AFTER):
        page = browse("candidate_a1").get(f"/correcties/notitie/{cast.note_a1.id}")
        page = page.submit("Versturen", text=ASKS).follow()
        asked, coach = page.path, browse("coach_1")
        assert asked in coach.get("/mijn-kandidaten").links()
        assert asked in coach.get("/correcties/").links()
        for other in ("supervisor_a", "substitute", "coach_2", "employer_a"):
            assert browse(other).get(asked).status == 404
        page = coach.get(asked)
        assert ASKS in page.text and "Deed order 41-207 helemaal zelf." in page.text
        assert "Niemand begeleidt deze plek meer." in page.text
        assert not has_form(page, "verbeteren") and not has_form(page, "nog-eens")
        assert coach.get(f"/notities/{cast.note_a1.id}").status == 404
        page = page.submit("Antwoorden", text="Sara is weg; het blijft staan.").follow()
        assert (page.path, page.status) == ("/correcties/", 200)
        said = browse("candidate_a1").get(asked).text
        assert "Sara is weg; het blijft staan." in said and cast.coach_1.name in said
        assert coach.get(asked).status == 404
        read = AccessLog.select().where(AccessLog.what == "correctie")
        assert {one.reader_id for one in read} == {cast.coach_1.id}


@pytest.mark.parametrize(
    ("days", "guides"), [(30, True), (31, True), (42, True), (43, False), (150, False)]
)
def test_an_open_request_always_has_somebody_who_can_answer_it(browse, cast, asked, days, guides):
    Placement.update(state=PlacementState.COMPLETED, ended_on=END).execute()
    with clock.at(clock.at_local(END + timedelta(days=days), time(10))):
        guide, coach = browse("supervisor_a").get(asked), browse("coach_1").get(asked)
        assert (guide.status, coach.status) == (200 if guides else 404, 200)
        assert has_form(coach, "nog-eens") is guides
        assert has_form(coach, "blijft") is not guides


def test_a_coach_does_not_answer_for_who_guides(browse, cast, asked):
    coach = browse("coach_1")
    assert not has_form(coach.get(asked), "blijft")
    assert coach.post(f"{asked}/blijft", {"text": "Zo is het."}).status == 403
    assert Correction.get().state == "waiting"


@pytest.mark.parametrize("gone", ["left", "blocked", "reassigned"])
def test_who_cannot_come_in_any_more_guides_nobody(browse, cast, asked, gone):
    guides = [cast.supervisor_a.id, cast.substitute.id]
    if gone == "left":
        yesterday = TODAY - timedelta(days=1)
        Membership.update(to_on=yesterday).where(Membership.user.in_(guides)).execute()
    elif gone == "blocked":
        User.update(state=UserState.BLOCKED).where(User.id.in_(guides)).execute()
    else:
        Supervision.delete().where(Supervision.user.in_(guides)).execute()
    assert has_form(browse("coach_1").get(asked), "blijft")


def test_hours_asked_about_when_nobody_guides_any_more_are_answered_by_the_coach(browse, cast):
    Placement.update(state=PlacementState.COMPLETED, ended_on=END).execute()
    with clock.at(LONG_AFTER):
        amina, coach = browse("candidate_a1"), browse("coach_1")
        amina.get("/mijn-uren?week=2026-06-22").submit("Versturen", text="Ik was er wel.")
        asked = f"/correcties/{Correction.get().id}"
        assert asked in coach.get("/mijn-kandidaten").links()
        assert "Ik was er wel." in coach.get(asked).text
        coach.get(asked).submit("Antwoorden", text="Niemand weet het nog.")
        assert WeekDispute.get().answer == "Niemand weet het nog."
        assert "Niemand weet het nog." in amina.get(asked).text
        assert "Niemand weet het nog." in amina.get("/mijn-uren?week=2026-06-22").text


@pytest.mark.parametrize("who", ["supervisor_a", "coach_1"])
def test_what_was_answered_is_found_when_nothing_waits(browse, cast, asked, who):
    browse("supervisor_a").get(asked).submit("Antwoorden", text="Zo was het.")
    place = browse(who).get(f"/plaatsingen/{cast.placement_a1.id}")
    assert asked not in place.links()
    assert asked in browse(who).get("/correcties/").links()
    assert "/correcties/" in place.links()


def test_what_was_answered_stays_to_be_found_page_by_page(browse, cast, asked):
    ria, coach = browse("supervisor_a"), browse("coach_1")
    ria.get(asked).submit("Antwoorden", text="Het klopt.")
    first = Correction.get()
    for _n in range(20):  # taken back by the candidate, one after the other
        page = browse("candidate_a1").get(f"/correcties/notitie/{cast.note_a1.id}")
        page.submit("Versturen", text=ASKS).follow().submit("Ik hoef geen antwoord meer")
    Correction.update(since=NOW - timedelta(days=60)).execute()
    for visitor in (ria, coach):
        page = visitor.get("/correcties/")
        assert asked not in page.links() and len(page.find(".//main//li")) == 20
        page = visitor.get(next(one for one in page.links() if "voor=" in one))
        assert asked in page.links() and "Eerder" not in page.text
        assert asked.endswith(str(first.id)) and visitor.get(asked).status == 200
    assert coach.get("/correcties/?voor=onzin").status == 200


def test_any_script_can_be_written(browse, cast):
    for text in ("ምንም ችግር የለም", "لم أكن هناك", "Nie byłem tam 😀"):
        page = browse("candidate_a1").get(f"/correcties/notitie/{cast.note_a1.id}")
        page = page.submit("Versturen", text=text).follow()
        assert text in page.text
        corrections.take_back(cast.as_("candidate_a1"), corrections.fresh(page_id(page)))


def page_id(page):
    return page.path.rsplit("/", 1)[-1]


def test_who_reads_english_reads_the_tiles_of_the_note_in_english(browse, cast, asked):
    tile = Tile.select().where(Tile.sentence_second != "").order_by(Tile.id).first()
    NoteTile.delete().where(NoteTile.note == cast.note_a1.id).execute()
    NoteTile.create(note=cast.note_a1.id, tile=tile)
    User.update(language="en").where(User.id == cast.candidate_a1.id).execute()
    text = browse("candidate_a1").get(asked).text
    assert tile.sentence_second in text and tile.sentence not in text
