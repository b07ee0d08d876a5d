"""Attendance in a dossier: what was plain shortly, what was measured or put right in full."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from pwa.pdf import dutch


def by_month(days: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """A line for each month and code ("Juli 2026, aanwezig: 10, 13, 14"), and one for each day
    about which there is more to say. `days` as in the dossier's content, oldest first."""
    for month, some in groupby(days, key=lambda one: dutch.month(_date(one))):
        found = list(some)
        plain = [one for one in found if not _more(one)]
        for code in dict.fromkeys(one["code"] for one in plain):
            numbers = [str(_date(one).day) for one in plain if one["code"] == code]
            yield f"{month.capitalize()}, {_said(code)}: {', '.join(numbers)}"
        yield from (_in_full(one) for one in found if _more(one))


def _more(one: Mapping[str, Any]) -> bool:
    return one["actual_minutes"] is not None or bool(one["earlier"])


def _in_full(one: Mapping[str, Any]) -> str:
    worked = one["actual_minutes"]
    real = f", {worked // 60}:{worked % 60:02d} gewerkt" if worked is not None else ""
    before = "".join(f". Eerst: {_said(e['code'])} ({e['by']})" for e in one["earlier"])
    return f"{dutch.long_date(_date(one)).capitalize()}: {_said(one['code'])}{real}{before}"


def _said(code: str) -> str:
    return dutch.ATTENDANCE[code].lower()


def _date(one: Mapping[str, Any]) -> date:
    return date.fromisoformat(one["day"])
