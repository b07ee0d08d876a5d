"""The form in which an offered plan is changed: days, goals, people, and reasons."""

from collections.abc import Mapping
from datetime import date, time

from flask_babel import gettext as _

from pwa import dates
from pwa.domain.placement_checks import SENTENCES
from pwa.domain.schedule import WEEKDAYS, WeekSchedule
from pwa.forms import Reader
from pwa.models import Placement
from pwa.queries.agreement_changes import Plan
from pwa.routes import placing_form
from pwa.routes.placing_steps import GOALS, days_of_the_week
from pwa.services.replanning import Replan

Typed = Mapping[str, str]


def read(r: Reader) -> Replan | None:
    return placing_form.again(r)


def typed(placement: Placement, plan: Plan) -> dict[str, str]:
    """The form as it opens: what is agreed now."""
    found = {
        "start_on": placement.start_on.isoformat(),
        "end_on": placement.planned_end_on.isoformat(),
        "supervisor": str(plan.supervisor or ""),
        "substitute": str(plan.substitute or ""),
    }
    found |= {f"goal_{n}": text for n, text in enumerate(plan.goals[:GOALS], start=1)}
    found |= {f"reason_{one.code}": reason for one, reason in plan.checks}
    week = WeekSchedule.from_json(placement.schedule)
    for name, shift in zip(WEEKDAYS, week.shifts, strict=True):
        if shift:
            pause = str(shift.break_minutes)
            found |= {f"{name}_on": "1", f"{name}_break": pause}
            found |= {f"{name}_start": _time(shift.start), f"{name}_end": _time(shift.end)}
    return found


def _time(at: time) -> str:
    return f"{at.hour}:{at:%M}"


def elsewhere(typed: Typed, now: Typed, guides: Mapping[str, str]) -> list[tuple[str, str]]:
    """(question, what stands there now) where that differs from what was typed."""
    mine, theirs = _said(typed, guides), _said(now, guides)
    return [(label, text) for label, text in theirs.items() if mine.get(label) != text]


def _said(typed: Typed, guides: Mapping[str, str]) -> dict[str, str]:
    said = {
        _("Eerste dag"): _day(typed.get("start_on", "")),
        _("Laatste dag"): _day(typed.get("end_on", "")),
        _("Begeleider op de werkvloer"): guides.get(typed.get("supervisor", ""), ""),
        _("Vervanger"): guides.get(typed.get("substitute", ""), ""),
    }
    said |= {_("Doel %(n)s", n=n): typed.get(f"goal_{n}", "") for n in range(1, GOALS + 1)}
    return said | {name: _shift(typed, day) for day, name in days_of_the_week()}


def _shift(typed: Typed, day: str) -> str:
    if typed.get(f"{day}_on") != "1":
        return ""
    start, end, pause = (typed.get(f"{day}_{part}", "") for part in ("start", "end", "break"))
    text = _("%(start)s tot %(end)s, %(pause)s minuten pauze", start=start, end=end, pause=pause)
    return str(text)


def _day(raw: str) -> str:
    try:
        return dates.long_day(date.fromisoformat(raw))
    except ValueError:
        return raw


def reasons(typed: Typed) -> dict[str, str]:
    """Reasons that were typed, by the name of their field."""
    names = (f"reason_{code}" for code in SENTENCES)
    return {name: typed[name] for name in names if typed.get(name)}
