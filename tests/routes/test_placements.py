"""One placement, for each who may look at it."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.models import Attendance, Evaluation, Note, Placement
from pwa.policies import evaluations, placements
from pwa.services import attendance
from tests.browse import Visitor
from tests.evaluation_case import Case, quick_pdf
from tests.people import END, NOW, Cast, write_note
from tests.privacy_case import open_case

Browse = Callable[..., Visitor]


def test_a_supervisor_reads_every_note_also_of_colleagues(browse: Browse, cast: Cast) -> None:
    page = browse("substitute").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "Leerde de slijpmachine kennen." in page.html
    assert "Was boos toen de bout los zat." in page.html
    assert "Een notitie schrijven" in page.text


def test_the_coach_reads_what_is_shared(browse: Browse, cast: Cast) -> None:
    page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "Deed order 41-207 helemaal zelf." in page.html
    assert "Was boos toen de bout los zat." not in page.html
    assert "Een notitie schrijven" not in page.text


def test_the_company_reads_counts_and_never_a_text(browse: Browse, cast: Cast) -> None:
    page = browse("employer_a").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert page.status == 200
    assert "order 41-207" not in page.html
    assert "In getallen" in page.text
    listed = browse("employer_a").get("/kandidaten")
    assert "Amina" in listed.text
    assert "Łucja" not in listed.text


def test_the_candidate_goes_to_the_own_page(browse: Browse, cast: Cast) -> None:
    page = browse("candidate_a1").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert page.status == 302
    assert page.location.startswith("/mijn-voortgang")


@pytest.mark.parametrize(
    "who", ["supervisor_b", "coach_2", "employer_b", "candidate_a2", "privacy_officer"]
)
def test_others_do_not_find_it(browse: Browse, cast: Cast, who: str) -> None:
    assert browse(who).get(f"/plaatsingen/{cast.placement_a1.id}").status == 404


def test_the_timeline_goes_back_day_by_day(browse: Browse, cast: Cast) -> None:
    row = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    first = date(2026, 2, 2)
    for n in range(30):
        day = first + timedelta(days=n)
        if day.weekday() < 5:
            with clock.at(clock.at_local(day, time(14))):
                attendance.fill(cast.as_("supervisor_a"), row, day, "present")
                write_note(cast, "supervisor_a", "a1", f"Dag {n}.", day)
    ria = browse("supervisor_a")
    page = ria.get(f"/plaatsingen/{cast.placement_a1.id}")
    seen = page.text
    while "Oudere dagen" in page.text:
        page = ria.get(next(one for one in page.links() if "voor=2026" in one and "plaats" in one))
        seen += page.text
    for n in range(30):
        if (first + timedelta(days=n)).weekday() < 5:
            assert seen.count(f"Dag {n}.") == 1


@pytest.mark.parametrize("odd", ["zomaar", "9999-99-99", "0001-01-01", "\x00", "2026-03-11T10"])
def test_an_odd_day_in_the_address_is_no_error(browse: Browse, cast: Cast, odd: str) -> None:
    page = browse("supervisor_a").get(
        f"/plaatsingen/{cast.placement_a1.id}", query_string={"voor": odd}
    )
    assert page.status == 200


def test_thirty_days_after_the_end_the_coach_reads_no_texts(browse: Browse, cast: Cast) -> None:
    ended = (NOW - timedelta(days=31)).date()
    Placement.update(ended_on=ended, state="ended_early").where(
        Placement.id == cast.placement_a1.id
    ).execute()
    page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "order 41-207" not in page.html
    assert "Leerde de slijpmachine" not in page.html


@pytest.mark.parametrize(("days", "reads"), [(30, True), (31, False)])
def test_an_end_that_nobody_registered_ends_the_reading_of_a_coach_as_well(
    browse: Browse, cast: Cast, days: int, reads: bool
) -> None:
    assert Placement.get_by_id(cast.placement_a1.id).ended_on is None
    with clock.at(clock.at_local(END + timedelta(days=days), time(10))):
        page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}")
        coach = cast.as_("coach_1")
        place = Placement.visible_to(coach).where(Placement.id == cast.placement_a1.id).get()
        told = {
            "page": "order 41-207" in page.html,
            "note": Note.visible_to(coach).where(Note.id == cast.note_a1.id).exists(),
            "placement": placements.read_notes(coach, place),
            "evaluation": evaluations.read_notes(coach, Evaluation(placement=place)),
        }
        assert set(told.values()) == {reads}, told
        after = f"/plaatsingen/{cast.placement_a1.id}/hierna"
        assert after in browse("coach_1").get("/mijn-kandidaten").links()


def test_a_later_end_lets_a_coach_read_on(browse: Browse, cast: Cast) -> None:
    later = END + timedelta(days=60)
    Placement.update(planned_end_on=later).where(Placement.id == cast.placement_a1.id).execute()
    with clock.at(clock.at_local(END + timedelta(days=31), time(10))):
        assert "order 41-207" in browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}").html


def test_attendance_of_an_earlier_day_is_put_right(browse: Browse, cast: Cast) -> None:
    ria = browse("supervisor_a")
    page = ria.get(f"/plaatsingen/{cast.placement_a1.id}")
    done = page.submit("Opslaan", day="2026-03-09", code="absent_reported")
    assert done.status == 303
    page = done.follow().submit("Opslaan", day="2026-03-09", code="company_closed").follow()
    assert Attendance.get(Attendance.day == date(2026, 3, 9)).code == "company_closed"
    assert page.submit("Opslaan", day="2026-03-12").status == 422


def test_the_company_is_told_who_reads_the_words_of_a_note(
    browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A privacy officer on a case; and what stands behind a level, the company itself."""
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    read = browse("employer_a").get(f"/evaluaties/{case.ev.id}")
    assert "Deed order 41-207 helemaal zelf." in read.text
    open_case(cast)
    officer = browse("privacy_officer").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "Deed order 41-207 helemaal zelf." in officer.text
    said = browse("employer_a").get(f"/plaatsingen/{cast.placement_a1.id}").text
    assert "alleen de kandidaat, de begeleiders en de coach" not in said
    assert "privacyfunctionaris" in said
    assert "In een evaluatie lees je de notities die daar bij staan." in said
