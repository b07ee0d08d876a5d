"""The one screen on which a placement is planned, read field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from flask import request

from pwa import clock
from pwa.domain import text as texts
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput
from pwa.domain.ids import uuid7
from pwa.domain.periods import add_months
from pwa.domain.schedule import WEEKDAYS, Shift, WeekSchedule, make_shift
from pwa.forms import Reader
from pwa.services.placements import Agreed
from pwa.services.planning import NewCompany, NewPerson, NewWorkplace, Plan

GOALS = 5
LONGEST = timedelta(days=5 * 366)
NEW = "new"


@dataclass(frozen=True)
class PlacingForm:
    """What was typed, as it was typed, and the plan that it makes when nothing is wrong."""

    typed: Mapping[str, str]
    plan: Plan | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.typed.get(name, "")


def empty(place: str = "", candidate: str = "") -> PlacingForm:
    """Sensible values to start from: next Monday, two months, five days of eight hours."""
    today = clock.today()
    start = today + timedelta(days=7 - today.weekday())
    typed = {
        "id": str(uuid7()),
        "place": place,
        "candidate": candidate,
        "candidate_language": "nl",
        "kind": PlacementKind.PROEFPLAATS.value,
        "start_on": start.isoformat(),
        "end_on": (add_months(start, 2) - timedelta(days=1)).isoformat(),
        "prior_months": "0",
    }
    for name in WEEKDAYS:
        hours = {f"{name}_start": "8:00", f"{name}_end": "16:30", f"{name}_break": "30"}
        typed |= hours | ({f"{name}_on": "1"} if name not in ("sat", "sun") else {})
    return PlacingForm(typed)


def read() -> PlacingForm:
    """The form as sent. Every part that was not chosen is read all the same, and left aside."""
    typed = {name: texts.clean(value[:5000]) for name, value in request.form.items()}
    r = Reader()
    plan = _Reading(r).plan()
    r.flag("warned")
    if _uuid(typed.get("id", "")) is None:
        typed["id"] = str(uuid7())
    return PlacingForm(typed, None if r.done() else plan, dict(r.errors))


class _Reading:
    """Reads each part; what is wrong stands in the reader's errors."""

    def __init__(self, reader: Reader) -> None:
        self.r = reader

    def plan(self) -> Plan | None:
        id = self.r.id("id")
        company, workplace = self._place()
        candidate = self._candidate()
        supervisor = self._guide("supervisor", required=True)
        substitute = self._guide("substitute", required=False)
        agreed = self._agreed()
        if not (id and workplace and candidate and supervisor and agreed):
            return None
        return Plan(id, company, workplace, candidate, supervisor, substitute, agreed)

    def _place(self) -> tuple[UUID | NewCompany | None, UUID | NewWorkplace | None]:
        r = self.r
        chosen = r.line("place", most=60, required=True)
        what, _colon, raw = chosen.partition(":")
        new_company, known = chosen == NEW, what == "w"
        company = NewCompany(
            r.line("company_name", most=120, required=new_company),
            r.line("company_place", most=120),
            r.line("contact_name", most=120),
        )
        workplace = NewWorkplace(
            r.line("workplace_title", most=120, required=bool(chosen) and not known),
            r.line("department", most=120),
            r.text("tasks", most=1200),
        )
        if new_company:
            return company, workplace
        found = _uuid(raw)
        if chosen and (found is None or what not in ("w", "c")):
            r.fail("place", "unknown")
            return None, None
        return (None, found) if known else (found, workplace)

    def _candidate(self) -> UUID | NewPerson | None:
        r = self.r
        chosen = r.line("candidate", most=60, required=True)
        new = NewPerson(
            r.line("candidate_name", most=120, required=chosen == NEW),
            phone=r.line("candidate_phone", most=30),
            language=r.option("candidate_language", ("nl", "en"), required=False) or "nl",
        )
        return new if chosen == NEW else self._known("candidate", chosen)

    def _guide(self, name: str, *, required: bool) -> UUID | NewPerson | None:
        r = self.r
        chosen = r.line(name, most=60, required=required)
        new = NewPerson(
            r.line(f"{name}_name", most=120, required=chosen == NEW),
            job=r.line(f"{name}_job", most=120),
        )
        return new if chosen == NEW else self._known(name, chosen)

    def _known(self, name: str, chosen: str) -> UUID | None:
        found = _uuid(chosen)
        if chosen and found is None:
            self.r.fail(name, "unknown")
        return found

    def _agreed(self) -> Agreed | None:
        r = self.r
        kind = r.choice("kind", PlacementKind)
        start, end = r.day("start_on"), r.day("end_on")
        months = r.number("prior_months", 0, 120, default=0)
        goals = [r.line(f"goal_{n}", most=200) for n in range(1, GOALS + 1)]
        week = self._week()
        if start and end:
            self._period(start, end)
        if not (kind and start and end and months is not None and week):
            return None
        filled = tuple(goal for goal in goals if goal)
        return Agreed(kind, start, end, week.to_json(), filled, months)

    def _period(self, start: date, end: date) -> None:
        if end < start:
            self.r.fail("end_on", "end_before_start")
        if end - start > LONGEST:
            self.r.fail("end_on", "absurd_date")

    def _week(self) -> WeekSchedule | None:
        shifts = {n: self._shift(name) for n, name in enumerate(WEEKDAYS)}
        chosen = {n: shift for n, shift in shifts.items() if shift}
        if not chosen:
            self.r.fail("week", "no_working_day")
        return WeekSchedule.of(chosen)

    def _shift(self, name: str) -> Shift | None:
        r = self.r
        on = r.flag(f"{name}_on")
        start, end = r.line(f"{name}_start", most=10), r.line(f"{name}_end", most=10)
        pause = r.line(f"{name}_break", most=5)
        if not on:
            return None
        if not (pause or "0").isdecimal():
            r.fail(f"{name}_break", "not_a_number")
            return None
        try:
            return make_shift(start, end, int(pause or 0), name)
        except BadInput as wrong:
            for at, code in wrong.fields.items():
                r.fail(at.replace(".break_minutes", "_break").replace(".", "_"), code)
            return None


def _uuid(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None
