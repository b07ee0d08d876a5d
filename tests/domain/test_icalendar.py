"""What is written stands in RFC 5545; what it means, another program reads back."""

from datetime import UTC, date, datetime

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.icalendar import Event, calendar, escape, fold

AT = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


def event(**facts):
    values = {"uid": "final.1@opstap", "day": date(2026, 2, 28), "title": "Opstap: eindevaluatie"}
    values |= {"link": "https://opstap.example/plaatsingen/1", "revised_at": AT}
    return Event(**values | facts)


def test_the_whole_file_letter_by_letter():
    assert calendar("Opstap", [event()]).decode().split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Opstap//Opstap//NL", "CALSCALE:GREGORIAN",
        "NAME:Opstap", "X-WR-CALNAME:Opstap", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H", "BEGIN:VEVENT", "UID:final.1@opstap", "DTSTAMP:20260311T090000Z",
        "DTSTART;VALUE=DATE:20260228", "DTEND;VALUE=DATE:20260301",
        "SUMMARY:Opstap: eindevaluatie", "URL:https://opstap.example/plaatsingen/1",
        "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_text_is_escaped_as_in_3_3_11():
    said = "Project XYZ Final Review\nConference Room - 3B\nCome Prepared."
    assert escape(said) == r"Project XYZ Final Review\nConference Room - 3B\nCome Prepared."
    assert escape("a;b,c\\d:e\r\n") == "a\\;b\\,c\\\\d:e\\n"


def test_a_line_of_75_octets_stays_whole_and_one_of_76_is_folded():
    assert fold("x" * 75) == "x" * 75
    assert fold("x" * 76) == "x" * 75 + "\r\n x"
    assert fold("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n x"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_no_line_is_longer_and_another_program_reads_the_same(said):
    written = calendar("Opstap", [event(title=said)])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    written.decode()
    read = icalendar.Calendar.from_ical(written).walk("VEVENT")[0]
    assert read["SUMMARY"] == said
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (date(2026, 2, 28), date(2026, 3, 1))


def test_without_events_it_is_still_a_calendar():
    assert icalendar.Calendar.from_ical(calendar("Opstap", [])).walk("VEVENT") == []
