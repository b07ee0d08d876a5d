"""What a coach changes while a placement runs, and what everybody around it reads."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.states import PlacementState
from pwa.models import EarlyStop, Evaluation, Extension, Outcome, Pause, Placement
from tests.browse import Page, Visitor
from tests.people import END, TODAY, Cast

Browse = Callable[..., Visitor]


def fresh(cast: Cast) -> Placement:
    row: Placement = Placement.get_by_id(cast.placement_a1.id)
    return row


def path(cast: Cast, what: str = "") -> str:
    return f"/plaatsingen/{cast.placement_a1.id}{what}"


def look(page: Page, **typed: object) -> Page:
    """Fill in the form of this page and go on to what will happen."""
    return page.submit("Bekijk wat er", **typed)


def test_a_pause_is_looked_at_first_and_then_nothing_is_expected(
    browse: Browse, cast: Cast
) -> None:
    coach = browse("coach_1")
    page = coach.get(path(cast, "/stilzetten"))
    shown = look(page, reason="no_work_now", text="De machine wordt verplaatst.")
    assert "Dit gebeurt er" in shown.text
    assert not Pause.select().exists()
    assert shown.submit("Ja, zet stil").follow().status == 200
    assert fresh(cast).state_on(TODAY) is PlacementState.PAUSED
    assert "Amina" not in browse("supervisor_a").get("/vandaag/").text
    own = browse("candidate_a1").get("/mijn-voortgang").text
    assert "Je werkplek staat even stil" in own
    assert "De machine wordt verplaatst." in own
    assert "Hoe was je dag?" not in own
    assert "Deed order 41-207 helemaal zelf." in browse("supervisor_a").get(path(cast)).html


def test_back_from_the_look_keeps_what_was_typed(browse: Browse, cast: Cast) -> None:
    page = browse("coach_1").get(path(cast, "/stilzetten"))
    shown = look(page, reason="something_else", text="Er komt een nieuwe vloer.")
    again = shown.submit("Nee, iets veranderen")
    assert again.status == 200
    assert "Er komt een nieuwe vloer." in again.html
    assert not Pause.select().exists()


@pytest.mark.parametrize(("answer", "days"), [("yes", 14), ("no", 0)])
def test_going_on_moves_the_end_when_the_coach_says_so(
    browse: Browse, cast: Cast, answer: str, days: int
) -> None:
    coach = browse("coach_1")
    look(coach.get(path(cast, "/stilzetten")), reason="days_off").submit("Ja, zet stil")
    with clock.at(clock.at_local(TODAY + timedelta(days=14), time(9))):
        page = browse("coach_1").get(path(cast, "/weer-verder"))
        shown = look(page, move_end=answer)
        assert "De pauze is 14 dagen." in shown.text
        assert shown.submit("Ja, ga verder").status == 303
        assert fresh(cast).planned_end_on == END + timedelta(days=days)
        assert fresh(cast).state_on(clock.today()) is PlacementState.ACTIVE
        assert "Amina" in browse("supervisor_a").get("/vandaag/").text
    assert Pause.get().end_moved == days


def test_two_coaches_at_once_get_a_choice(browse: Browse, cast: Cast) -> None:
    coach = browse("coach_1")
    late = coach.get(path(cast, "/verlengen"))
    look(coach.get(path(cast, "/stilzetten")), reason="days_off").submit("Ja, zet stil")
    answer = look(late, to_on="2026-07-31", reason="Nog even oefenen.")
    assert answer.status == 409
    assert "Iemand anders heeft dit net veranderd" in answer.text
    assert "Nog even oefenen." in answer.html
    assert "even stil" in answer.text
    assert fresh(cast).planned_end_on == END


@pytest.mark.parametrize("step", ["Bekijk wat er", "Nee, iets veranderen"])
def test_a_page_that_comes_back_still_tells_that_somebody_was_faster(
    browse: Browse, cast: Cast, step: str
) -> None:
    """A mistake, or a step back, does not make a page of before into one of now."""
    coach, last = browse("coach_1"), "2026-08-31"
    page = coach.get(path(cast, "/verlengen"))
    if step != "Bekijk wat er":
        page = look(page, to_on=last, reason="Nog even oefenen.", despite="Het kan.")
    mine = look(coach.get(path(cast, "/verlengen")), to_on="2026-07-15", reason="Het tempo.")
    assert mine.submit("Ja, verleng").status == 303
    page = page.submit(step, reason=" ") if step == "Bekijk wat er" else page.submit(step)
    page = look(page, to_on=last, reason="Nog even oefenen.", despite="Het kan.")
    assert page.status == 409
    assert "Iemand anders heeft dit net veranderd" in page.text
    assert "15 juli" in page.text
    assert look(page).submit("Ja, verleng").status == 303


def test_an_extension_shows_its_moments_beside_the_old_ones(browse: Browse, cast: Cast) -> None:
    page = browse("coach_1").get(path(cast, "/verlengen"))
    assert "Waar staat dat?" in page.text
    shown = look(page, to_on="2026-07-31", reason="Het tempo groeit nog.")
    assert "Eindevaluatie" in shown.text
    assert "blijft zo" in shown.text, "the half-way check does not move"
    assert not Extension.select().exists()
    shown.submit("Ja, verleng")
    assert fresh(cast).planned_end_on == date(2026, 7, 31)
    assert fresh(cast).first_end_on == END
    assert "verlengd tot en met" in browse("candidate_a1").get("/mijn-voortgang").text


def test_a_warning_of_the_rule_asks_for_a_reason_and_stops_nobody(
    browse: Browse, cast: Cast
) -> None:
    page = browse("coach_1").get(path(cast, "/verlengen"))
    warned = look(page, to_on="2028-06-30", reason="Het tempo groeit nog.")
    assert warned.status == 422
    assert "langer dan de regel" in warned.text
    shown = look(warned, despite="De gemeente heeft dit besloten.")
    shown.submit("Ja, verleng")
    assert Extension.get().despite == "De gemeente heeft dit besloten."


def test_a_stop_is_told_first_and_asks_for_a_short_evaluation(browse: Browse, cast: Cast) -> None:
    coach, friday = browse("coach_1"), date(2026, 3, 13)
    page = coach.get(path(cast, "/eerder-stoppen"))
    typed = {
        "reason": "work_does_not_fit", "text": "Het werk is netjes, de hal te druk.",
        "candidate_words": "Ik wil liever rustig werk.", "last_on": friday.isoformat(),
    }  # fmt: skip
    shown = look(page, **typed)
    assert "Dit leest Amina" in shown.text
    assert not EarlyStop.select().exists()
    assert shown.submit("Ja, leg vast").status == 303
    assert fresh(cast).state_on(TODAY) is PlacementState.CLOSING, "it runs until its last day"
    assert fresh(cast).state_on(friday + timedelta(days=1)) is PlacementState.ENDED_EARLY
    assert Evaluation.get().to_on == friday
    own = browse("candidate_a1").get("/mijn-voortgang").text
    assert "Je stopt eerder op deze werkplek" in own
    assert "Ik wil liever rustig werk." in own
    assert "kun je blijven lezen" not in own, "notes go half a year after the end"
    assert "lees je dat hier twee weken van tevoren" in own
    assert "Wat we van jou vragen" in browse("supervisor_a").get(path(cast)).text


def test_nobody_reads_of_a_stop_before_hearing_it(browse: Browse, cast: Cast) -> None:
    page = browse("coach_1").get(path(cast, "/eerder-stoppen"))
    refused = look(page, reason="own_request", told_on="2026-03-12")
    assert refused.status == 422
    assert "Vertel het eerst zelf." in refused.text


def test_supervisors_keep_six_weeks_after_a_stop(browse: Browse, cast: Cast) -> None:
    page = browse("coach_1").get(path(cast, "/eerder-stoppen"))
    look(page, reason="own_request").submit("Ja, leg vast")
    for days, status in ((42, 200), (43, 404)):
        with clock.at(clock.at_local(TODAY + timedelta(days=days), time(9))):
            assert browse("supervisor_a").get(path(cast)).status == status


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True)])
def test_from_the_last_day_on_the_list_leads_to_what_comes(
    browse: Browse, cast: Cast, days: int, may: bool
) -> None:
    with clock.at(clock.at_local(END + timedelta(days=days), time(9))):
        page = browse("coach_1").get("/mijn-kandidaten")
        link = f"/plaatsingen/{cast.placement_a1.id}/hierna"
        assert "Er is nog geen volgende stap." in page.text
        assert bool(page.find(f".//a[@href='{link}']")) is may


def test_after_the_last_day_the_coach_says_what_comes(browse: Browse, cast: Cast) -> None:
    assert browse("coach_1").get(path(cast, "/hierna")).status == 409
    with clock.at(clock.at_local(END + timedelta(days=2), time(9))):
        coach = browse("coach_1")
        page = coach.get("/mijn-kandidaten")
        assert "Kiezen wat hierna komt" in page.text
        page = coach.get(path(cast, "/hierna"))
        shown = look(page, advice="paid_here", text="24 uur, afbramen.")
        assert not Outcome.select().exists()
        assert shown.submit("Ja, dit komt hierna").follow().status == 200
        assert fresh(cast).state is PlacementState.COMPLETED
        assert fresh(cast).ended_on == END
        own = browse("candidate_a1").get("/mijn-voortgang").text
        assert "Hierna Betaald werk hier" in own


def test_what_is_over_cannot_be_changed(browse: Browse, cast: Cast) -> None:
    page = browse("coach_1").get(path(cast, "/eerder-stoppen"))
    look(page, reason="own_request").submit("Ja, leg vast")
    for what in ("/stilzetten", "/verlengen", "/eerder-stoppen", "/weer-verder"):
        assert browse("coach_1").get(path(cast, what)).status == 409


@pytest.mark.parametrize(
    ("what", "typed", "told"),
    [
        ("/stilzetten", {"from_on": "2025-01-01", "reason": "days_off"}, "twee weken"),
        ("/stilzetten", {"from_on": "2027-01-01", "reason": "days_off"}, "drie maanden"),
        ("/stilzetten", {"reason": "something_else"}, "Schrijf kort waarom."),
        ("/stilzetten", {"reason": "nergens"}, "Kies een van de mogelijkheden."),
        ("/verlengen", {"to_on": "2026-06-30", "reason": "x"}, "na het einde"),
        ("/verlengen", {"to_on": "morgen", "reason": "x"}, "Dit is geen datum."),
        ("/verlengen", {"to_on": "2026-07-31", "reason": ""}, "Dit is nog leeg."),
        ("/eerder-stoppen", {"last_on": "2026-08-01", "reason": "own_request"}, "voor het einde"),
        ("/eerder-stoppen", {"last_on": "2025-12-01", "reason": "own_request"}, "eerste werkdag"),
        ("/eerder-stoppen", {"reason": "something_else"}, "Schrijf kort waarom."),
    ],
)
def test_bad_input_is_said_at_its_field_and_stays(
    browse: Browse, cast: Cast, what: str, typed: dict[str, str], told: str
) -> None:
    answer = look(browse("coach_1").get(path(cast, what)), **typed)
    assert answer.status == 422
    assert told in answer.text
    assert fresh(cast).mark == cast.placement_a1.mark


def test_a_stop_of_some_time_ago_promises_no_days_that_are_over(browse: Browse, cast: Cast) -> None:
    """Six weeks to evaluate and three working days for notes count from the last day."""
    page = browse("coach_1").get(path(cast, "/eerder-stoppen"))
    typed = {"reason": "work_does_not_fit", "told_on": "2026-03-11"}
    soon = look(page, last_on=TODAY.isoformat(), **typed).text
    assert "tot en met woensdag 22 april" in soon
    assert "Notities over gewerkte dagen kunnen nog tot en met maandag 16 maart." in soon
    past = look(page, last_on="2026-01-20", **typed).text
    assert "zes weken" not in past and "kunnen nog" not in past
    assert "Een notitie kon tot en met vrijdag 23 januari." in past


def test_who_says_late_what_comes_next_is_not_promised_thirty_days_of_notes(
    browse: Browse, cast: Cast
) -> None:
    with clock.at(clock.at_local(END + timedelta(days=20), time(10))):
        shown = look(browse("coach_1").get(path(cast, "/hierna")), advice="stop")
        assert "Notities kun je lezen tot en met donderdag 30 juli." in shown.text
    with clock.at(clock.at_local(END + timedelta(days=40), time(10))):
        shown = look(browse("coach_1").get(path(cast, "/hierna")), advice="stop")
        assert "nog 30 dagen" not in shown.text
        assert "Notities kon je lezen tot en met donderdag 30 juli." in shown.text
