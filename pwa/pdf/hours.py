"""A statement of hours as it is printed: days, who confirmed them, what was contested."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

__all__ = ["HoursContest", "HoursDay", "HoursDocument", "HoursWeek"]


@dataclass(frozen=True)
class HoursDay:
    """One day: what was filled in, in words, and the time that counts."""

    day: date
    said: str
    planned: str
    counted: str
    remark: str = ""


@dataclass(frozen=True)
class HoursContest:
    """What the candidate said about the week, in full, and what was answered."""

    by: str
    at: str
    text: str
    answered: str = ""
    """Who answered when; empty as long as nobody did."""
    answer: str = ""
    change: str = ""


@dataclass(frozen=True)
class HoursWeek:
    title: str
    days: tuple[HoursDay, ...]
    total: str
    confirmed: str
    """Who confirmed it when, or that nobody did."""
    changes: tuple[str, ...] = ()
    """What became different since: the confirmation does not hold any more."""
    contested: tuple[HoursContest, ...] = ()


@dataclass(frozen=True)
class HoursDocument:
    """The hours of one placement from `start` to `until`. It is no concept once every week in it is
    confirmed."""

    template: ClassVar[str] = "hours.html"
    attachment: ClassVar[tuple[str, str]] = (
        "uren.json",
        "De uren van dit overzicht, leesbaar voor computers",
    )

    candidate: str
    company: str
    municipality: str
    workplace: str
    placement_kind: str
    start: date
    until: date
    agreed: str
    created: date
    final: bool
    state: str
    total: str
    months: tuple[tuple[str, str], ...] = ()
    """(month, time that counts), as rows."""
    weeks: tuple[HoursWeek, ...] = ()
    content_json: str = ""
