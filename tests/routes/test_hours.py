"""Hours on the pages: one tap, one sentence, an answer, and a statement as PDF."""

import io
import json
import subprocess
from datetime import date, timedelta

import pikepdf
import pytest

from pwa.domain.enums import AttendanceCode as Code
from pwa.domain.errors import NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import AccessLog, Placement, WeekDispute, WeekHours
from pwa.services import attendance, hours, layout_printing

MONDAY = date(2026, 3, 2)
WEEK = f"/uren?week={MONDAY}"


def fill(cast, which="a1", days=7, code=Code.PRESENT):
    row = Placement.with_people().where(Placement.id == getattr(cast, f"placement_{which}").id)
    by = cast.as_("supervisor_b" if which == "b1" else "supervisor_a")
    for n in range(days):
        attendance.fill(by, row.get(), MONDAY + timedelta(days=n), code)


def contest(cast, text="Dinsdag was ik er."):
    return hours.contest(cast.as_("candidate_a1"), cast.placement_a1, uuid7(), MONDAY, text)


def test_one_tap_confirms_one_person(browse, cast):
    fill(cast)
    page = browse("supervisor_a").get(WEEK)
    assert "Amina El Idrissi" in page.text and "56 uur" in page.text
    page = page.submit("Klopt voor Amina El Idrissi").follow()
    assert "Bevestigd door Sara Jansen op woensdag 11 maart om 10:00" in page.text
    assert WeekHours.select().count() == 1


def test_one_button_confirms_everybody_without_gaps_and_nobody_else(browse, cast):
    fill(cast, "a1")
    fill(cast, "a2", days=6)
    page = browse("supervisor_a").get(WEEK)
    assert "Klopt voor alle" not in page.text
    assert "1 dag is niet ingevuld. Die telt niet mee, en wordt ook niet bevestigd." in page.text
    fill(cast, "a2")
    page = browse("supervisor_a").get(WEEK).submit("Klopt voor alle 2").follow()
    assert page.text.count("Bevestigd door Sara Jansen") == 2


def test_one_tap_for_all_never_confirms_hours_that_a_candidate_says_are_wrong(browse, cast):
    fill(cast, "a1")
    fill(cast, "a2")
    before = browse("supervisor_a").get(WEEK)
    contest(cast)
    page = before.submit("Klopt voor alle 2")
    assert page.status == 409 and "Er is net iets veranderd." in page.text
    assert "Dinsdag was ik er." in page.text and "Klopt voor alle" not in page.text
    assert WeekHours.select().count() == 0
    assert page.text.index("Jouw antwoord") < page.text.index("Klopt voor Amina El Idrissi")
    assert before.submit("Klopt voor Amina El Idrissi").status == 409
    assert page.submit("Klopt voor Amina El Idrissi").status == 303
    assert [row.placement_id for row in WeekHours.select()] == [cast.placement_a1.id]


def test_what_changed_under_the_finger_is_shown_and_not_confirmed(browse, cast):
    fill(cast)
    page = browse("supervisor_a").get(WEEK)
    fill(cast, days=1, code=Code.LATE)
    page = page.submit("Klopt voor Amina El Idrissi")
    assert page.status == 409 and "Te laat" in page.text
    assert "Er is net iets veranderd." in page.text
    assert page.submit("Klopt voor Amina El Idrissi").status == 303


def test_a_day_is_filled_in_on_the_page_of_the_week(browse, cast):
    fill(cast, days=1)
    page = browse("supervisor_a").get(WEEK)
    action = f"/uren/{cast.placement_a1.id}/dag"
    page = page.submit(action, day="2026-03-03", code="left_early", actual="6:30").follow()
    assert "Eerder weg" in page.text and "6 uur en 30 minuten" in page.text
    page = page.submit(action, day="2026-03-04", code="late", actual="half acht")
    assert page.status == 422


def test_the_reason_why_a_confirmation_holds_no_more_is_shown_to_both(browse, cast):
    fill(cast)
    browse("supervisor_a").get(WEEK).submit("Klopt voor Amina El Idrissi")
    fill(cast, days=1, code=Code.ABSENT_REPORTED)
    told = "Maandag 2 maart was: aanwezig, 8 uur. Nu: afwezig, gemeld, 0 uur."
    for who, path in (("supervisor_a", WEEK), ("candidate_a1", f"/mijn-uren?week={MONDAY}")):
        assert told in browse(who).get(path).text


def test_the_candidate_reads_the_week_and_contests_it_in_a_sentence(browse, cast):
    fill(cast)
    page = browse("candidate_a1").get(f"/mijn-uren?week={MONDAY}")
    assert "Klopt dit?" in page.text and "Samen: 56 uur" in page.text
    assert page.submit("Versturen", text="").status == 422
    page = page.submit("Versturen", text="Zondag werkte ik niet 😀.").follow()
    assert "Zondag werkte ik niet 😀." in page.text and "Nog geen antwoord." in page.text
    page = browse("supervisor_a").get("/uren")
    assert "Zondag werkte ik niet 😀." in page.text
    page = page.submit("Antwoorden", text="Ik haal zondag weg.", day="2026-03-08", code="leave")
    assert "Zondag 8 maart was aanwezig en is nu vrij." in page.follow().text
    page = browse("candidate_a1").get(f"/mijn-uren?week={MONDAY}")
    assert "Ik haal zondag weg." in page.text and "Zondag werkte ik niet" in page.text


def test_nobody_is_asked_whether_a_week_is_right_before_a_day_of_it_was_filled_in(browse, cast):
    mine = f"/mijn-uren?week={MONDAY}"
    page = browse("candidate_a1").get(mine)
    assert "Niet ingevuld" in page.text
    assert "Klopt dit?" not in page.text and "Samen:" not in page.text
    assert "Nog niets ingevuld" in page.text and "Dit klopt niet" in page.text
    fill(cast, days=1, code=Code.LEAVE)
    page = browse("candidate_a1").get(mine)
    assert "Klopt dit?" in page.text and "Samen: 0 uur" in page.text
    page = browse("candidate_a1").get(f"/mijn-uren?dag={MONDAY + timedelta(weeks=2)}")
    assert "Nog niets ingevuld" in page.text
    assert "Klopt dit?" not in page.text and "Dit klopt niet" not in page.text


def test_who_answers_second_reads_the_first_and_keeps_the_own_words(browse, cast):
    fill(cast)
    row = contest(cast)
    page = browse("substitute").get(WEEK)
    hours.answer(cast.as_("supervisor_a"), row, "Ik kijk het na.", None)
    page = page.submit("Antwoorden", text="Dat klopt niet hoor.")
    assert page.status == 409
    assert "Ik kijk het na." in page.text and "Dat klopt niet hoor." in page.text
    assert WeekDispute.get().answer == "Ik kijk het na."


@pytest.mark.parametrize(
    "text", ["", "x" * 601], ids=["nothing said", "too long"]
)  # fmt: skip
def test_an_answer_that_cannot_be_kept_stays_in_the_form(browse, cast, text):
    contest(cast)
    page = browse("supervisor_a").get(WEEK).submit("Antwoorden", text=text)
    assert page.status == 422 and text in page.html
    assert WeekDispute.get().answered_at is None


@pytest.mark.parametrize("week", ["", "x", "2026-13-01", "1026-03-02", "2026-03-16", "9999-01-01"])
def test_an_odd_week_is_the_one_that_waits(browse, week):
    for who, path in (("supervisor_a", "/uren"), ("candidate_a1", "/mijn-uren")):
        assert browse(who).get(f"{path}?week={week}").status == 200


def test_reading_hours_is_logged(browse, cast):
    fill(cast)
    browse("supervisor_a").get(WEEK)
    browse("candidate_a1").get("/mijn-uren")
    rows = {(row.reader_id, row.placement_id, row.what) for row in AccessLog.select()}
    assert (cast.supervisor_a.id, cast.placement_a1.id, "uren") in rows
    assert not any(reader == cast.candidate_a1.id for reader, _placement, _what in rows)
    assert "Bekeek je uren" in browse("candidate_a1").get("/wie-keek-mee").text


def words_of(data):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True)
    return " ".join(done.stdout.decode().split())


def test_the_statement_prints_days_confirmation_and_contested_sentences_in_full(browse, cast):
    fill(cast, code=Code.LATE)
    browse("supervisor_a").get(WEEK).submit("Klopt voor Amina El Idrissi")
    sentence = "Dinsdag was ik er, ook al stond ik " + "heel " * 90 + "lang buiten."
    contest(cast, sentence)
    path = f"/plaatsingen/{cast.placement_a1.id}/urenoverzicht"
    answers = {who: browse(who).get(path).answer for who in ("candidate_a1", "employer_a")}
    data = answers["candidate_a1"].data
    assert answers["employer_a"].data == data
    assert answers["candidate_a1"].headers["Content-Type"] == "application/pdf"
    said = words_of(data)
    assert "Urenoverzicht van Amina El Idrissi" in said and "Maart 2026 56 uur" in said
    assert "ma 2 mrt 2026 Te laat" in said and "de afgesproken tijd telt" in said
    assert "Bevestigd door Sara Jansen op 11 maart 2026 om 10:00." in said
    assert sentence in said and "Nog niet beantwoord." in said
    assert "Opstap bewaart dit overzicht niet. Het heeft geen zegel en geen code." in said
    assert "Concept." in said and "Niemand heeft deze week bevestigd." in said
    with pikepdf.open(io.BytesIO(data)) as pdf:
        weeks = json.loads(pdf.attachments["uren.json"].get_file().read_bytes())["weeks"]
        assert "/StructTreeRoot" in pdf.Root and pdf.Root.Lang == "nl"
        with pdf.open_metadata() as meta:
            norms = [meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]]
            assert norms == ["3", "A", "1"]
    assert [(one["minutes"], one["confirmed"]) for one in weeks][-1] == (3360, True)


@pytest.mark.parametrize(("code", "soon"), [("pdf_slow", "30"), ("pdf_failed", None)])
def test_when_no_pdf_can_be_made_the_page_says_why(browse, cast, monkeypatch, code, soon):
    """And when to ask again, where that may help."""

    def refuse(_document, _layout):
        raise NotAllowed(code)

    monkeypatch.setattr(layout_printing, "concept", refuse)
    page = browse("coach_1", checks=False).get(f"/plaatsingen/{cast.placement_a1.id}/urenoverzicht")
    assert page.status == 503 and "urenoverzicht" in page.text
    assert page.headers.get("Retry-After") == soon
