"""Case E on its days: what the coach, the supervisor and Karel read, from one page to the next."""

from datetime import date, time

import pytest

from pwa import clock
from pwa.models import AccessLog, ChanceAnswer, PremiumStatement
from tests import lawclock_case
from tests.evaluation_case import quick_pdf

STEPS = [
    # Day, who has to do it, what stands there for the coach.
    (date(2025, 3, 17), "Startgesprek", "Vandaag, maandag 17 maart"),
    (date(2025, 3, 14), "Startgesprek", "Over 1 werkdag, maandag 17 maart"),
    (date(2025, 5, 9), "Scholing aanbieden", "Vandaag, vrijdag 9 mei"),
    (date(2025, 5, 9), "Premie: heeft iemand genoeg meegewerkt?", "Vandaag, vrijdag 9 mei"),
    (date(2025, 5, 8), "Scholing aanbieden", "Morgen, vrijdag 9 mei"),
    (date(2025, 8, 11), "Is de kans op werk groter geworden?", "Vandaag, maandag 11 augustus"),
    (date(2025, 8, 14), "Is de kans op werk groter geworden?", "3 werkdagen te laat"),
    (date(2025, 11, 11), "Premie: heeft iemand genoeg meegewerkt?", "Vandaag, dinsdag 11 november"),
    (date(2026, 5, 11), "Premie: heeft iemand genoeg meegewerkt?", "Vandaag, maandag 11 mei"),
    (date(2026, 10, 9), "Beslissen voor maand 24", "Vandaag, vrijdag 9 oktober"),
    (date(2026, 10, 27), "Eindevaluatie", "Vandaag, dinsdag 27 oktober"),
    (date(2026, 11, 10), "Premie: heeft iemand genoeg meegewerkt?", "Vandaag, dinsdag 10 november"),
]  # fmt: skip


def on(day: date, hour: int = 10):
    return clock.at(clock.at_local(day, time(hour)))


@pytest.fixture
def karel(cast):
    return lawclock_case.arrive(cast)


@pytest.mark.parametrize(("day", "what", "when"), STEPS)
def test_each_step_of_case_e_is_there_on_its_day(browse, karel, day, what, when):
    with on(day):
        for path in (f"/plaatsingen/{karel.id}", "/mijn-kandidaten"):
            page = browse("coach_1").get(path)
            lines = ["".join(li.itertext()) for li in page.tree.iter("li")]
            assert any(what in one and when in one for one in lines), page.text


def test_twelve_working_days_ahead_is_said_so(browse, karel):
    with on(date(2025, 7, 24)):
        page = browse("coach_1").get(f"/plaatsingen/{karel.id}")
    assert "Over 12 werkdagen, maandag 11 augustus" in page.text


def test_a_day_on_which_the_company_is_closed_is_not_counted(browse, cast, karel):
    lawclock_case.live_half_year(cast)
    with on(date(2025, 7, 24)):
        page = browse("coach_1").get(f"/plaatsingen/{karel.id}")
    assert "Over 5 werkdagen, maandag 11 augustus" in page.text


def test_the_coach_decides_the_premium_on_its_page(browse, cast, karel):
    lawclock_case.live_half_year(cast)
    with on(date(2025, 11, 11)):
        coach = browse("coach_1")
        page = coach.get("/mijn-kandidaten")
        place = f"/plaatsingen/{karel.id}/premie/12"
        assert place in page.links()
        page = coach.get(place)
        assert "44 van 48 dagen aanwezig" in page.text and "3 doelen gehaald" in page.text
        assert AccessLog.select().order_by(AccessLog.id.desc()).first().what == "premie"
        page = page.submit("Beslissing bewaren", text="Was er bijna altijd.")
        assert page.status == 422 and "Was er bijna altijd." in page.html, "typed words stay"
        page = page.submit("Beslissing bewaren", yes="yes", text="Was er bijna altijd.").follow()
        assert "Premie: ja" in page.text and "Anna de Groot, dinsdag 11 november" in page.text
        card = coach.get(f"/plaatsingen/{karel.id}").text
        assert "Gedaan op dinsdag 11 november door Anna de Groot" in card
        own = browse("candidate_karel").get("/mijn-voortgang").text
        assert "Premie na maand 12: ja" in own and "Was er bijna altijd." in own


def test_two_who_decide_at_once_see_both_and_choose(browse, karel):
    with on(date(2025, 11, 11)):
        coach = browse("coach_1")
        one, two = (coach.get(f"/plaatsingen/{karel.id}/premie/12") for _ in range(2))
        one.submit("Beslissing bewaren", yes="yes", text="Deed goed mee.")
        page = two.submit("Beslissing bewaren", yes="no", text="Kwam weinig.")
        assert page.status == 409
        assert "Deed goed mee." in page.text and "Kwam weinig." in page.html
        assert PremiumStatement.select().count() == 1
        assert page.submit("Beslissing bewaren").status == 303
        assert [one.granted for one in PremiumStatement.select().order_by(
            PremiumStatement.edition)] == [True, False]  # fmt: skip


def test_the_statement_is_a_pdf_for_coach_and_candidate_only(browse, cast, karel, monkeypatch):
    quick_pdf(monkeypatch)
    with on(date(2025, 11, 11)):
        coach = browse("coach_1")
        place = f"/plaatsingen/{karel.id}/premie/12"
        coach.get(place).submit("Beslissing bewaren", yes="no", text="Kwam te weinig.")
        answer = coach.get(f"{place}/pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "Kwam te weinig." in answer.answer.get_data(as_text=True)
        assert browse("candidate_karel").get(f"{place}/pdf").status == 200
        assert browse("supervisor_a").get(f"{place}/pdf").status == 403
        assert browse("candidate_a1").get(f"{place}/pdf").status == 404


def test_a_yes_after_nine_months_reads_the_same_for_karel(browse, karel):
    with on(date(2025, 8, 11)):
        coach = browse("coach_1")
        page = coach.get(f"/plaatsingen/{karel.id}/kans-op-werk")
        words = "Van 2 naar 4 dagdelen, doet heftruckcertificaat theorie."
        page.submit("Antwoord bewaren", yes="yes", text=words)
        own = browse("candidate_karel").get("/mijn-voortgang").text
    assert words in own and "Je kans op werk is groter geworden." in own


def test_a_no_says_what_the_law_says_and_ends_nothing(browse, cast, karel):
    with on(date(2025, 8, 11)):
        coach = browse("coach_1")
        page = coach.get(f"/plaatsingen/{karel.id}/kans-op-werk")
        assert "artikel 10a" in page.text
        page = page.submit("Antwoord bewaren", yes="no", text="Nog geen stap gezet.").follow()
        # Month 12 of the whole time: four before and eight here.
        assert "uiterlijk maandag 10 november de laatste dag" in page.text
        assert "Opstap stopt niets vanzelf" in page.text
        own = browse("candidate_karel").get("/mijn-voortgang").text
        assert "Je coach praat met je over wat hierna komt." in own
    assert ChanceAnswer.get().raised is False
    assert type(karel).get_by_id(karel.id).ended_on is None


def test_what_karel_reads_about_the_clock_never_threatens(browse, karel):
    with on(date(2025, 8, 14)):
        text = browse("candidate_karel").get("/mijn-voortgang").text
    assert "wat heeft deze plek je gebracht?" in text and "Komt nog" in text
    assert "te laat" not in text.split("Wat komt er")[1].split("Vraag of zorg")[0]
    assert "stopt" not in text


def test_the_supervisor_ticks_the_start_talk_off_on_vandaag(browse, karel):
    with on(date(2025, 3, 17)):
        page = browse("supervisor_a").get("/vandaag/")
        assert "Vandaag: startgesprek Karel." in page.text
        page = page.submit(f"/plaatsingen/{karel.id}/gedaan").follow()
        assert page.path == "/vandaag/" and "startgesprek" not in page.text
        card = browse("supervisor_a").get(f"/plaatsingen/{karel.id}")
        assert "Gedaan op maandag 17 maart door Sara Jansen" in card.text
        card = card.submit("Toch niet").follow()
        assert "Vandaag, maandag 17 maart" in card.text


def test_the_company_sees_what_is_due_there_and_nothing_about_a_benefit(browse, karel):
    with on(date(2025, 8, 11)):
        company = browse("employer_a").get(f"/plaatsingen/{karel.id}").text
        floor = browse("supervisor_a").get(f"/plaatsingen/{karel.id}").text
    for text in (company, floor):
        assert "Eindevaluatie" in text and "Startgesprek" in text
        assert "Premie" not in text and "kans op werk" not in text
    assert "Scholing aanbieden" in floor and "Scholing aanbieden" not in company


def test_the_back_address_of_a_tick_is_only_ever_our_own(browse, karel):
    with on(date(2025, 3, 17)):
        page = browse("supervisor_a").post(
            f"/plaatsingen/{karel.id}/gedaan", {"code": "start_talk", "next": "//evil.example/"}
        )
    assert page.location == f"/plaatsingen/{karel.id}"
