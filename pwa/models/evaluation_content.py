"""The content of an evaluation as one plain mapping: what is hashed, signed, printed and read.

Everything a signer sees stands in it, in words of that day (names, the company's own sentences,
the notes behind a level), so that a later change elsewhere never changes what was signed. The
version, signatures and the coach's conclusion are not in it: those come after. The format is
described in docs/evaluation-content.md; change the name below with every change of its meaning.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.domain.enums import AttendanceCode
from pwa.domain.evaluation import advice_needs
from pwa.domain.schedule import WeekSchedule
from pwa.models.attendance_facts import days_of
from pwa.models.company_facts import published_profile
from pwa.models.employer import Workplace
from pwa.models.evaluation import ActionItem, Evaluation
from pwa.models.evaluation_levels import rated_groups
from pwa.models.people import Candidate, Organisation, User
from pwa.models.placement import Goal, Placement, Supervision

FORMAT = "opstap-evaluation/3"

SECTIONS = (
    "makes", "proud_of", "how_we_work", "good_colleague", "hard_here", "developments",
    "languages",
)  # fmt: skip
"""What of the company's own words is printed with an evaluation; house rules are not."""

Content = dict[str, Any]


def gather(
    evaluation: Evaluation, notes_until: datetime | None = None, *, notes: bool = True
) -> Content:
    """The content as it stands now; with `notes_until` without notes shared after that moment,
    without `notes` none at all."""
    rows, days = _around(evaluation), _days(evaluation)
    return {
        "format": FORMAT,
        "evaluation": str(evaluation.id),
        "kind": evaluation.kind.value,
        "period": [evaluation.from_on.isoformat(), evaluation.to_on.isoformat()],
        **_head(evaluation.placement_id, rows),
        "company": _company(rows[0], evaluation.company_statement),
        "groups": rated_groups(evaluation, notes_until, notes=notes),
        "attendance": _attendance(days),
        "attendance_days": [[day.isoformat(), code] for day, code in days],
        "talk": {
            "on": _iso(evaluation.talk_on),
            "with": evaluation.talk_with,
            "short_reading_reason": evaluation.short_reading_reason,
        },
        "strengths": evaluation.strengths,
        "points": evaluation.points,
        "support": evaluation.support,
        "actions": _actions(evaluation),
        "candidate_words": evaluation.candidate_words,
        "advice": _advice(evaluation),
    }


def _around(evaluation: Evaluation) -> list[Content]:
    """The placement with the names around it: a row per supervisor until the end of the period,
    main one first."""
    until = (Supervision.placement == Placement.id) & (Supervision.from_on <= evaluation.to_on)
    user, coach, guide, city = User.alias(), User.alias(), User.alias(), Organisation.alias()
    rows = (
        Placement.select(
            Placement.kind, Placement.start_on, Placement.planned_end_on, Placement.ended_on,
            Placement.schedule, Workplace.title, Workplace.department,
            Workplace.organisation, Organisation.name.alias("company"),
            user.name.alias("candidate"), coach.name.alias("coach"),
            city.name.alias("municipality"), guide.name.alias("supervisor"),
        )
        .join(Candidate)
        .join(user, on=(Candidate.user == user.id))
        .switch(Candidate)
        .join(coach, on=(Candidate.coach == coach.id))
        .switch(Candidate)
        .join(city, on=(Candidate.municipality == city.id))
        .switch(Placement)
        .join(Workplace)
        .join(Organisation)
        .switch(Placement)
        .join(Supervision, JOIN.LEFT_OUTER, on=until)
        .join(guide, JOIN.LEFT_OUTER, on=(Supervision.user == guide.id))
        .where(Placement.id == evaluation.placement_id)
        .order_by(Supervision.main.desc(), Supervision.from_on, guide.name)
    )  # fmt: skip
    return list(rows.dicts())  # type: ignore[arg-type]


def _head(placement_id: UUID, rows: list[Content]) -> Content:
    one = rows[0]
    goals = Goal.select().where(Goal.placement == placement_id).order_by(Goal.position)
    guides = dict.fromkeys(row["supervisor"] for row in rows if row["supervisor"])
    return {
        "candidate": one["candidate"],
        "municipality": one["municipality"],
        "coach": one["coach"],
        "supervisors": list(guides),
        "workplace": one["title"],
        "department": one["department"],
        "placement": {
            "kind": one["kind"].value,
            "from": one["start_on"].isoformat(),
            "to": (one["ended_on"] or one["planned_end_on"]).isoformat(),
            "minutes_per_week": WeekSchedule.from_json(one["schedule"]).minutes_per_week,
        },
        "goals": [{"text": goal.text, "reached_on": _iso(goal.reached_on)} for goal in goals],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _company(head: Content, statement: str) -> Content:
    sections = company_words(head["organisation"])
    return {"name": head["company"], "sections": sections, "statement": statement}


def company_words(organisation_id: UUID) -> dict[str, str]:
    """What the company published about itself: page one of an agreement and of an evaluation."""
    profile = published_profile(organisation_id)
    said = {name: getattr(profile, name) for name in SECTIONS} if profile else {}
    return {name: text for name, text in said.items() if text}


def _attendance(days: Iterable[tuple[date, str]]) -> dict[str, int]:
    """Code -> number of days that somebody filled in; never a cause."""
    found = Counter(code for _day, code in days)
    return {code.value: found[code.value] for code in AttendanceCode if code.value in found}


def _days(evaluation: Evaluation) -> tuple[tuple[date, str], ...]:
    """The days of the period; of those still to come when it was begun, only the filled ones."""
    begun = clock.local(evaluation.started_at).date()
    known = min(evaluation.to_on, max(begun, evaluation.talk_on or begun))
    return days_of(evaluation.placement, evaluation.from_on, evaluation.to_on, open_until=known)


def _actions(evaluation: Evaluation) -> list[Content]:
    rows = ActionItem.select().where(ActionItem.evaluation == evaluation.id)
    return [
        {"who": row.printed_who, "what": row.what, "by_on": _iso(row.by_on)}
        for row in rows.order_by(ActionItem.position, ActionItem.id)
    ]


def _advice(evaluation: Evaluation) -> Content | None:
    if evaluation.advice is None:
        return None
    asked = {str(one) for one in advice_needs(evaluation.advice)}
    details = {name: text for name, text in evaluation.advice_details.items() if name in asked}
    return {"code": evaluation.advice.value, "details": details}
