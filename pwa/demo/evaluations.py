"""Evaluations of a demo case, through the same steps that people take."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.demo.cases import Case
from pwa.domain.enums import Advice, EvaluationKind
from pwa.domain.signing import reading_time_short
from pwa.models import Competence, Evaluation, NoteTile, Tile
from pwa.models.calendars import work_calendar
from pwa.models.daily import Note
from pwa.services import evaluations as steps
from pwa.services.evaluations import ActionEntry, EvaluationContent, OwnView, RatingEntry
from pwa.services.printing import printer

ORDER = ("draft", "ready", "discussed", "candidate", "final")


def seed(case: Case) -> None:
    """Make the evaluations of this case, each up to the state that the data names.

    Without the parts that make PDFs nothing can be frozen: then an evaluation stays discussed, and
    the next of its kind has to wait.
    """
    discussed: set[str] = set()
    for data in case.data["evaluations"]:
        if data["kind"] not in discussed:
            _one(case, data)
        if _is_signed(data) and printer().lacking():
            discussed.add(data["kind"])


def _is_signed(data: dict[str, Any]) -> bool:
    return ORDER.index(data["until"]) >= ORDER.index("candidate")


def _one(case: Case, data: dict[str, Any]) -> None:
    reach = ORDER.index(data["until"])
    begun = _day(case, data, "ready") - timedelta(days=2 if reach else 0)
    with clock.at(_moment(begun, time(13, 10))):
        row = _write(case, data, begun)
    if reach >= ORDER.index("ready"):
        with clock.at(_moment(_day(case, data, "ready"), time(9, 30))):
            steps.ready(case.who(data["by"]), _again(row))
    if reach >= ORDER.index("discussed"):
        with clock.at(_moment(_day(case, data, "talk"), time(14))):
            _talk(case, data, _again(row))
    if _is_signed(data) and not printer().lacking():
        _sign(case, data, row)


def _write(case: Case, data: dict[str, Any], begun: date) -> Evaluation:
    """The draft: the candidate's own view and what the supervisor filled in."""
    by, candidate = case.who(data["by"]), case.who(case.data["candidate"])
    kind = EvaluationKind(data["kind"])
    to_on = min(begun, case.placement.last_day)
    row = steps.start(by, case.placement, kind, case.placement.start_on, to_on)
    codes = _competences(case)
    if data["own_words"]:
        own = tuple(RatingEntry(codes[code], level) for code, level in data["own_levels"].items())
        steps.save_own_view(
            candidate, _again(row), row.candidate_edition, OwnView(data["own_words"], own)
        )
    steps.save(by, _again(row), _again(row).edition, _content(case, data, codes, to_on))
    return row


def _content(
    case: Case, data: dict[str, Any], codes: dict[str, UUID], to_on: date
) -> EvaluationContent:
    evidence = _evidence(case, to_on)
    ratings = tuple(
        RatingEntry(
            codes[code],
            level,
            data["examples"].get(code, ""),
            () if code in data.get("without_notes", ()) else evidence.get(codes[code], ()),
        )
        for code, level in data["levels"].items()
    )
    details = {key: _text(case, value) for key, value in data["details"].items()}
    return EvaluationContent(
        ratings=ratings,
        strengths=data["strengths"],
        points=data["points"],
        support=data["support"],
        company_statement=data["company_statement"],
        advice=Advice(data["advice"]),
        advice_details=details,
        actions=tuple(
            ActionEntry(
                one["what"],
                one["who"],
                case.today + timedelta(days=one["by_in_days"]),
                tuple(one["whose"]),
            )
            for one in data["actions"]
        ),
    )


def _text(case: Case, value: str | int) -> str:
    """A number is a day, counted from today."""
    if isinstance(value, int):
        return (case.today + timedelta(days=value)).isoformat()
    return value


def _competences(case: Case) -> dict[str, UUID]:
    rows = Competence.select().where(Competence.handbook == case.placement.handbook_id)
    return {row.code: row.id for row in rows}


def _evidence(case: Case, to_on: date) -> dict[UUID, tuple[UUID, ...]]:
    """Competence -> the notes whose tiles touch it."""
    rows = (
        NoteTile.select(NoteTile, Tile)
        .join(Tile)
        .switch(NoteTile)
        .join(Note)
        .where(Note.placement == case.placement, Note.day <= to_on)
    )
    found: dict[UUID, tuple[UUID, ...]] = {}
    for row in rows:
        about = row.tile.competence_id
        found[about] = (*found.get(about, ()), row.note_id)
    return found


def _sign(case: Case, data: dict[str, Any], row: Evaluation) -> None:
    day = _day(case, data, "sign")
    with clock.at(_moment(day, time(15))):
        steps.freeze(case.who(data["by"]), _again(row))
    with clock.at(_moment(day, time(15, 20))):
        candidate = case.who(case.data["candidate"])
        steps.candidate_seen(candidate, _again(row))
        steps.candidate_decides(candidate, _again(row), data["agree"], data["reaction"])
    if data["until"] == "final":
        with clock.at(_moment(_day(case, data, "final"), time(10, 40))):
            steps.sign_off(case.who(case.data["coach"]), _again(row), data["conclusion"])


def _talk(case: Case, data: dict[str, Any], row: Evaluation) -> None:
    """The talk; where the days of the week left too little time to read, the reason is said."""
    day = _day(case, data, "talk")
    calendar = work_calendar(case.placement.workplace.organisation_id)
    short = row.ready_at is not None and reading_time_short(row.ready_at, day, calendar)
    reason = "Samen rustig gelezen voor het gesprek." if short else ""
    steps.talk(case.who(data["by"]), row, day, _present(case, data), reason)


def _present(case: Case, data: dict[str, Any]) -> str:
    names = [case.world.users[key].name for key in (case.data["candidate"], data["by"])]
    return " en ".join(names)


def _again(row: Evaluation) -> Evaluation:
    """The evaluation as it stands now, the way a request fetches it."""
    return Evaluation.get_by_id(row.id)


def _day(case: Case, data: dict[str, Any], step: str) -> date:
    return case.today - timedelta(days=data[f"{step}_days_ago"])


def _moment(day: date, hour: time) -> Any:
    """That hour on that day, and never later than now."""
    return min(clock.at_local(day, hour), clock.now())
