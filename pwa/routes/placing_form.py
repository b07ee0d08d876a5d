"""The steps of a plan, read field by field; at the end all of them together make the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from werkzeug.datastructures import MultiDict

from pwa.domain import text as texts
from pwa.domain.agreements import MOST_TEXT
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput
from pwa.domain.placement_checks import SENTENCES
from pwa.domain.schedule import WEEKDAYS, Shift, WeekSchedule, make_shift
from pwa.forms import Reader
from pwa.routes.placing_steps import FIELDS, GOALS, NEW, asked
from pwa.services.agreements import Terms
from pwa.services.placements import Agreed
from pwa.services.planning import NewCompany, NewPerson, NewWorkplace, Plan
from pwa.services.replanning import Replan

LONGEST = timedelta(days=5 * 366)


@dataclass(frozen=True)
class StepForm:
    """What was typed on one step, where to go, and what is wrong with it, as codes."""

    typed: Mapping[str, str]
    edition: int = 1
    to: str = ""
    id: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)


def read_step(step: str, data: Mapping[str, str]) -> StepForm:
    """The posted step, judged together with what the other steps hold."""
    r = Reader()
    edition = r.number("edition", 1, 10**8, default=1) or 1
    to = r.option("to", ("next", "back", "later"), required=False)
    id = r.id("id", required=False)
    sent = {name: r.text(name, most=5000) for name in FIELDS[step]}
    r.errors.clear()
    r.done()
    typed = {name: texts.clean(value[:5000]) for name, value in sent.items()}
    errors = _Reading(Reader(MultiDict({**data, **typed}))).errors_of(step)
    return StepForm(typed, edition, to, id, errors)


def plan_of(id: UUID, data: Mapping[str, str]) -> tuple[Plan | None, dict[str, str]]:
    """The plan that all steps make together, or what is still wrong, by field."""
    reading = _Reading(Reader(MultiDict(data)))
    plan = reading.plan(id)
    return (None if reading.r.errors else plan), dict(reading.r.errors)


def again(r: Reader) -> Replan | None:
    """What can still change of an offered plan; people are known ones of the company."""
    reading = _Reading(r)
    (main, second), period, week = reading._guides(), reading._period(), reading._week()
    goals, reasons = reading._goals(), reading._reasons()
    for name, one in (("supervisor", main), ("substitute", second)):
        if isinstance(one, NewPerson):
            r.errors.pop(f"{name}_name", None)
            r.fail(name, "unknown")
    if not (isinstance(main, UUID) and period and week):
        return None
    other = second if isinstance(second, UUID) else None
    return Replan(*period, week.to_json(), goals, main, other, reasons)


class _Reading:
    """Reads each part; what is wrong stands in the reader's errors."""

    def __init__(self, reader: Reader) -> None:
        self.r = reader

    def errors_of(self, step: str) -> dict[str, str]:
        """Read this step alone."""
        parts = {
            "bedrijf": self._company,
            "werkplek": self._workplace,
            "kandidaat": self._candidate,
            "soort": self._kind,
            "periode": self._period,
            "rooster": self._week,
            "doelen": self._goals,
            "begeleiders": self._guides,
            "begeleiding": self._terms,
            "veiligheid": self._terms,
            "controle": self._reasons,
        }
        if step in parts:
            parts[step]()
        return {name: code for name, code in self.r.errors.items() if name in asked(step)}

    def plan(self, id: UUID) -> Plan | None:
        company, workplace = self._company(), self._workplace()
        candidate = self._candidate()
        supervisor, substitute = self._guides()
        agreed, terms, reasons = self._agreed(), self._terms(), self._reasons()
        if not (company and workplace and candidate and supervisor and agreed):
            return None
        known = None if isinstance(workplace, UUID) else company
        return Plan(id, known, workplace, candidate, supervisor, substitute, agreed, terms, reasons)

    def _company(self) -> UUID | NewCompany | None:
        r = self.r
        chosen = r.line("company", most=60, required=True)
        new = NewCompany(
            r.line("company_name", most=120, required=chosen == NEW),
            r.line("company_place", most=120),
            r.line("contact_name", most=120),
        )
        return new if chosen == NEW else self._known("company", chosen)

    def _workplace(self) -> UUID | NewWorkplace | None:
        r = self.r
        chosen = r.line("workplace", most=60, required=True)
        new = NewWorkplace(
            r.line("workplace_title", most=120, required=chosen == NEW),
            r.line("department", most=120),
            r.text("tasks", most=1200),
        )
        return new if chosen == NEW else self._known("workplace", chosen)

    def _candidate(self) -> UUID | NewPerson | None:
        r = self.r
        chosen = r.line("candidate", most=60, required=True)
        new = NewPerson(
            r.line("candidate_name", most=120, required=chosen == NEW),
            phone=r.line("candidate_phone", most=30),
            language=r.option("candidate_language", ("nl", "en"), required=False) or "nl",
        )
        return new if chosen == NEW else self._known("candidate", chosen)

    def _guides(self) -> tuple[UUID | NewPerson | None, UUID | NewPerson | None]:
        main = self._guide("supervisor", required=True)
        second = self._guide("substitute", required=False)
        if isinstance(second, UUID) and second == main:
            self.r.fail("substitute", "same_person")
        return main, second

    def _guide(self, name: str, *, required: bool) -> UUID | NewPerson | None:
        r = self.r
        chosen = r.line(name, most=60, required=required)
        new = NewPerson(
            r.line(f"{name}_name", most=120, required=chosen == NEW),
            job=r.line(f"{name}_job", most=120),
        )
        return new if chosen == NEW else self._known(name, chosen)

    def _known(self, name: str, chosen: str) -> UUID | None:
        try:
            return UUID(chosen)
        except ValueError:
            if chosen:
                self.r.fail(name, "unknown")
            return None

    def _agreed(self) -> Agreed | None:
        kind, months = self._kind()
        period, week, goals = self._period(), self._week(), self._goals()
        if not (kind and period and months is not None and week):
            return None
        return Agreed(kind, *period, week.to_json(), goals, months)

    def _kind(self) -> tuple[PlacementKind | None, int | None]:
        kind = self.r.choice("kind", PlacementKind)
        return kind, self.r.number("prior_months", 0, 120, default=0)

    def _goals(self) -> tuple[str, ...]:
        goals = [self.r.line(f"goal_{n}", most=200) for n in range(1, GOALS + 1)]
        return tuple(goal for goal in goals if goal)

    def _period(self) -> tuple[date, date] | None:
        start, end = self.r.day("start_on"), self.r.day("end_on")
        if not (start and end):
            return None
        if end < start:
            self.r.fail("end_on", "end_before_start")
        if end - start > LONGEST:
            self.r.fail("end_on", "absurd_date")
        return start, end

    def _terms(self) -> Terms:
        names = FIELDS["begeleiding"] + FIELDS["veiligheid"]
        return Terms(*(self.r.text(name, most=MOST_TEXT) for name in names))

    def _reasons(self) -> dict[str, str]:
        said = {code: self.r.text(f"reason_{code}", most=600) for code in SENTENCES}
        return {str(code): text for code, text in said.items() if text}

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
