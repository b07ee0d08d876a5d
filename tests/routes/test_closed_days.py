"""The company says when it is closed, and no working day is counted there."""

from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput
from pwa.domain.ids import uuid7
from pwa.domain.workdays import holidays
from pwa.models import AuditEvent, ClosedDay, Placement
from pwa.models.clocks import clock_of
from pwa.queries.closed_days import stretches
from pwa.routes.closed_days import named_holidays
from pwa.services import attendance, closed_days, notes
from pwa.services.notes import NoteEntry
from tests.people import TODAY

LOOK = "Bekijk wat er gebeurt"


def days(*texts):
    return [date.fromisoformat(f"2026-{one}") for one in texts]


@pytest.fixture
def place(cast):
    return f"/bedrijven/{cast.company_a.id}/dichte-dagen"


def test_a_holiday_of_three_weeks_is_entered_once_and_said_as_one(browse, place):
    page = browse("employer_a").get(place)
    assert "Tweede paasdag" in page.text and "Algemene termijnenwet" in page.text
    page = page.submit(LOOK, first="2026-07-20", last="2026-08-07")
    assert not ClosedDay.select().exists(), "it does not count yet"
    page = page.submit("Ja, dan zijn we dicht").follow()
    assert ClosedDay.select().count() == 19
    assert "Maandag 20 juli tot en met vrijdag 7 augustus" in page.text
    page = page.submit("Toch open").submit("Ja, dan zijn we open").follow()
    assert not ClosedDay.select().exists()
    actions = [one.action for one in AuditEvent.select().order_by(AuditEvent.seq.desc()).limit(2)]
    assert actions == ["company.open", "company.close"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-04-06", "", "Dit is een feestdag"),
        ("2026-08-07", "2026-07-20", "Het einde ligt voor het begin."),
        ("2026-07-01", "2026-09-30", "meer dan twee maanden"),
        ("2035-07-01", "", "Deze datum kan niet kloppen."),
        ("morgen", "", "Dit is geen datum."),
        ("", "", "Dit is nog leeg."),
    ],
)
def test_what_cannot_be_is_said(browse, place, first, last, said):
    page = browse("employer_a").get(place).submit(LOOK, first=first, last=last)
    assert page.status == 422 and said in page.text
    assert not ClosedDay.select().exists()


def test_a_public_holiday_in_between_is_left_out_and_breaks_nothing(cast, browse, place):
    closed_days.close(cast.as_("employer_a"), cast.company_a, *days("05-11", "05-17"))
    assert ClosedDay.select().count() == 6
    assert "Maandag 11 mei tot en met zondag 17 mei" in browse("employer_a").get(place).text


def test_the_same_days_twice_are_the_same_days(cast):
    for n in (2, 0):
        by = cast.as_("employer_a")
        assert closed_days.close(by, cast.company_a, *days("07-20", "07-21")) == n


def test_a_check_moves_off_a_day_that_became_closed(cast):
    due = {one.code: one.due for one in clock_of(cast.placement_a1).milestones}["final"]
    closed_days.close(cast.as_("employer_a"), cast.company_a, due, due)
    law = clock_of(cast.placement_a1)
    assert {one.code: one.due for one in law.milestones}["final"] == due - timedelta(days=1)
    assert clock_of(cast.placement_b1).calendar.is_workday(due), "another company is open"


def test_nothing_is_written_about_a_day_on_which_the_company_was_closed(cast):
    yesterday = TODAY - timedelta(days=1)
    closed_days.close(cast.as_("employer_a"), cast.company_a, yesterday, yesterday)
    placement = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    with pytest.raises(BadInput):
        attendance.fill(cast.as_("supervisor_a"), placement, yesterday, AttendanceCode.PRESENT)
    entry = NoteEntry(ids={placement.id: uuid7()}, day=yesterday, text="Kwam toch.")
    with pytest.raises(BadInput):
        notes.write(cast.as_("supervisor_a"), entry)


def test_a_candidate_reads_no_gap_on_a_closed_day(browse, cast):
    yesterday = TODAY - timedelta(days=1)
    before = browse("candidate_a1").get("/mijn-voortgang/terugkijken").text
    closed_days.close(cast.as_("employer_a"), cast.company_a, yesterday, yesterday)
    after = browse("candidate_a1").get("/mijn-voortgang/terugkijken").text
    assert before.count("Niet ingevuld") == after.count("Niet ingevuld") + 1


@pytest.mark.parametrize("year", range(2024, 2041))
def test_every_public_holiday_has_its_name(app, year):
    with app.test_request_context():
        assert {day for day, _name in named_holidays(year)} == holidays(year)


def test_days_are_joined_over_public_holidays_only():
    found = stretches(days("05-13", "05-15", "05-16", "05-19"))
    assert [(one.first.day, one.last.day) for one in found] == [(13, 16), (19, 19)]


def test_the_company_sees_how_many_talks_come_and_nobodys_name(browse, cast):
    with clock.at(clock.at_local(date(2026, 6, 2), time(10))):
        text = browse("employer_a").get("/kandidaten").text
    card = text.split("Gesprekken deze maand")[1].split("Amina")[0]
    assert "Er komen nog 2 gesprekken. 4 zijn te laat." in card and "Eindevaluatie" in card
    assert "Gesprekken deze maand" not in browse("supervisor_a").get("/kandidaten").text
