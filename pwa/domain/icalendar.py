"""A calendar of all-day events as text (RFC 5545): no more of it than Opstap says.

What a reader has to get right is much, what a writer needs is little: lines of at most 75 octets
(3.1), escaped text (3.3.11), days as DATE (3.3.4) and an end that is not part of it (3.6.1).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day. `uid` never changes; `revised_at` is when what it says last changed."""

    uid: str
    day: date
    title: str
    link: str
    revised_at: datetime


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """The whole file, in UTF-8 with CRLF."""
    return "".join(f"{fold(line)}\r\n" for line in _lines(name, events)).encode()


def escape(text: str) -> str:
    """A text value: backslash, semicolon, comma and line end are written with a backslash."""
    return text.translate(_ESCAPED)


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets, never through the middle of a character."""
    pieces, piece, room = [], "", _LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", _LONGEST - 1
        piece, room = piece + letter, room - size
    return "\r\n".join([*pieces, piece])


def _lines(name: str, events: Iterable[Event]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Opstap//Opstap//NL"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{escape(name)}"  # RFC 7986; older programs read the next line
    yield f"X-WR-CALNAME:{escape(name)}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT6H"
    yield "X-PUBLISHED-TTL:PT6H"
    for one in events:
        yield from _event(one)
    yield "END:VCALENDAR"


def _event(one: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(one.uid)}"
    yield f"DTSTAMP:{one.revised_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(one.title)}"
    yield f"URL:{one.link}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
