"""What a choice or a period was and became, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import dates, words
from pwa.domain.history import Changed
from pwa.queries.history import Line


@dataclass(frozen=True)
class Told:
    """One line of history, ready to read."""

    what: str
    before: str
    after: str
    by: str
    at: datetime


def of_company(lines: Iterable[Line]) -> list[Told]:
    return [_choice(one) for one in lines]


def of_guidance(lines: Iterable[Line], names: Mapping[str, str]) -> list[Told]:
    return [_period(one, names) for one in lines]


def _choice(line: Line) -> Told:
    if line.what is Changed.CLOSED:
        facts = line.before or line.after or {}
        open_, closed = _("open"), _("dicht")
        days = ngettext("%(num)s dag", "%(num)s dagen", facts["days"])
        before, after = (open_, closed) if line.after else (closed, open_)
        return Told(f"{_stretch(facts)} ({days})", before, after, line.by, line.at)
    return Told(words.word(line.what), _yes(line.before), _yes(line.after), line.by, line.at)


def _yes(facts: Mapping[str, Any] | None) -> str:
    return str(_("ja") if facts and facts["yes"] else _("nee"))


def _stretch(facts: Mapping[str, Any]) -> str:
    first, last = date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"])
    return dates.stretch(first, last)


def _period(line: Line, names: Mapping[str, str]) -> Told:
    facts = line.before or line.after or {}
    who = names.get(facts["user"], "?")
    role = _("begeleider") if facts["main"] else _("vervanger")
    return Told(f"{who}, {role}", _days(line.before), _days(line.after), line.by, line.at)


def _days(facts: Mapping[str, Any] | None) -> str:
    if not facts:
        return str(_("begeleidt niet"))
    return dates.stretch(date.fromisoformat(facts["from"]), date.fromisoformat(facts["to"]))
