"""The content of an evaluation as one plain mapping: what is hashed, signed, printed and read.

Everything a signer sees stands in it, in words of that day (names, the company's own sentences,
the notes behind a level), so that a later change elsewhere never changes what was signed. The
version, signatures and the coach's conclusion are not in it: those come after. The format is
described in docs/evaluation-content.md; change the name below with every change of its meaning.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from pwa.domain.enums import AttendanceCode, Rater
from pwa.domain.evaluation import advice_needs
from pwa.domain.schedule import WeekSchedule
from pwa.domain.states import EvaluationState
from pwa.models.daily import Attendance, Note, NoteTile, Reaction
from pwa.models.employer import Competence, EmployerProfile, Tile, Workplace
from pwa.models.evaluation import ActionItem, Evaluation, Rating, RatingNote
from pwa.models.people import Candidate, Organisation, User
from pwa.models.placement import Goal, Placement, Supervision

FORMAT = "opstap-evaluation/1"

SECTIONS = (
    "makes", "proud_of", "how_we_work", "good_colleague", "hard_here", "developments",
)  # fmt: skip
"""What of the company's own words is printed with an evaluation; house rules are not."""

Content = dict[str, Any]


def gather(evaluation: Evaluation, notes_until: datetime | None = None) -> Content:
    """The content as it stands now; with `notes_until` without notes shared after that moment."""
    rows = _around(evaluation.placement_id)
    return {
        "format": FORMAT,
        "evaluation": str(evaluation.id),
        "kind": evaluation.kind.value,
        "period": [evaluation.from_on.isoformat(), evaluation.to_on.isoformat()],
        **_head(evaluation.placement_id, rows),
        "company": _company(rows[0], evaluation.company_statement),
        "groups": _groups(evaluation, rows[0]["handbook"], notes_until),
        "attendance": _attendance(evaluation),
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


def _around(placement_id: UUID) -> list[Content]:
    """The placement with the names around it: a row per supervisor, main one first."""
    user, coach, guide, city = User.alias(), User.alias(), User.alias(), Organisation.alias()
    rows = (
        Placement.select(
            Placement.kind, Placement.start_on, Placement.planned_end_on, Placement.ended_on,
            Placement.schedule, Placement.handbook, Workplace.title, Workplace.department,
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
        .join(Supervision, JOIN.LEFT_OUTER)
        .join(guide, JOIN.LEFT_OUTER, on=(Supervision.user == guide.id))
        .where(Placement.id == placement_id)
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
    profile = (
        EmployerProfile.select()
        .where(EmployerProfile.organisation == head["organisation"])
        .order_by(EmployerProfile.version.desc())
        .first()
    )
    said = {name: getattr(profile, name) for name in SECTIONS} if profile else {}
    return {
        "name": head["company"],
        "sections": {name: text for name, text in said.items() if text},
        "statement": statement,
    }


def _groups(evaluation: Evaluation, handbook: UUID, notes_until: datetime | None) -> list[Content]:
    rated = _rated(evaluation, handbook)
    before = _previous_levels(evaluation)
    evidence = _evidence(evaluation, notes_until)
    groups: dict[str, Content] = {}
    for competence, ratings in rated:
        entry = _entry(competence, ratings, before.get(competence.code))
        if entry["level"] is None and entry["own_level"] is None:
            continue
        rating = ratings.get(Rater.SUPERVISOR)
        entry["notes"] = evidence.get(rating.id, []) if rating else []
        group = groups.setdefault(
            competence.group_code, {"label": competence.group_label, "competences": []}
        )
        group["competences"].append(entry)
    return list(groups.values())


def _entry(
    competence: Competence, ratings: Mapping[Rater, Rating], previous: int | None
) -> Content:
    given, own = ratings.get(Rater.SUPERVISOR), ratings.get(Rater.CANDIDATE)
    level = given.level if given else None
    return {
        "code": competence.code,
        "label": competence.label,
        "level": level,
        "sentence": competence.sentence(level or 0),
        "example": given.example if given else "",
        "previous_level": previous,
        "own_level": own.level if own else None,
        "own_example": own.example if own else "",
    }


def _rated(evaluation: Evaluation, handbook: UUID) -> list[tuple[Competence, dict[Rater, Rating]]]:
    """Competences in the handbook's order with who rated them; hidden ones only when rated."""
    mine = (Rating.competence == Competence.id) & (Rating.evaluation == evaluation.id)
    rows = (
        Competence.select(Competence, Rating)
        .join(Rating, JOIN.LEFT_OUTER, on=mine, attr="rated")
        .where(Competence.handbook == handbook)
        .order_by(Competence.position, Competence.code)
    )
    found: dict[UUID, tuple[Competence, dict[Rater, Rating]]] = {}
    for row in rows:
        _competence, ratings = found.setdefault(row.id, (row, {}))
        rating = getattr(row, "rated", None)
        if rating is not None and rating.id is not None:
            ratings[rating.rater] = rating
    return list(found.values())


def _previous_levels(evaluation: Evaluation) -> dict[str, int]:
    """Competence code -> level of the last final evaluation of this placement before this one."""
    rows = (
        Rating.select(Rating.level, Competence.code, Evaluation.id)
        .join(Evaluation)
        .switch(Rating)
        .join(Competence)
        .where(
            Evaluation.placement == evaluation.placement_id,
            Evaluation.state == EvaluationState.FINAL,
            Evaluation.id != evaluation.id,
            Evaluation.to_on <= evaluation.to_on,
            Rating.rater == Rater.SUPERVISOR,
            Rating.level.is_null(False),
        )
        .order_by(Evaluation.to_on.desc(), Evaluation.id.desc())
    )
    found = list(rows)
    last = found[0].evaluation.id if found else None
    return {row.competence.code: row.level for row in found if row.evaluation.id == last}  # type: ignore[misc]


def _evidence(evaluation: Evaluation, notes_until: datetime | None) -> dict[UUID, list[Content]]:
    """Rating id -> the notes behind it, oldest first; withdrawn ones are gone. One query."""
    shared = [Note.shared_from <= notes_until] if notes_until else []
    rows = (
        RatingNote.select(
            RatingNote.rating, Note.id, Note.day, User.name.alias("author"), Note.text,
            Tile.sentence, Reaction.text.alias("reaction"),
        )
        .join(Rating)
        .switch(RatingNote)
        .join(Note)
        .join(User, on=(Note.author == User.id))
        .switch(Note)
        .join(NoteTile, JOIN.LEFT_OUTER)
        .join(Tile, JOIN.LEFT_OUTER)
        .switch(Note)
        .join(Reaction, JOIN.LEFT_OUTER)
        .where(Rating.evaluation == evaluation.id, Note.withdrawn_at.is_null(), *shared)
        .order_by(Note.day, Note.made_at, Note.id, Tile.position, Tile.id, Reaction.made_at)
    )  # fmt: skip
    found: dict[UUID, dict[UUID, list[Content]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.dicts():
        found[row["rating"]][row["id"]].append(row)  # type: ignore[arg-type, index]
    return {rating: [_note(rows) for rows in notes.values()] for rating, notes in found.items()}


def _note(rows: list[Content]) -> Content:
    """One note of rows that repeat it for each tile and reaction."""
    one = rows[0]
    return {
        "id": str(one["id"]),
        "day": one["day"].isoformat(),
        "author": one["author"],
        "tiles": list(dict.fromkeys(row["sentence"] for row in rows if row["sentence"])),
        "text": one["text"],
        "reaction": "\n".join(dict.fromkeys(row["reaction"] for row in rows if row["reaction"])),
    }


def tiles_of(notes: Iterable[UUID]) -> dict[UUID, list[Tile]]:
    """Note id -> its tiles, in the handbook's order."""
    wanted, found = list(notes), defaultdict(list)
    if wanted:
        rows = NoteTile.select(NoteTile, Tile).join(Tile).where(NoteTile.note.in_(wanted))
        for row in rows.order_by(Tile.position, Tile.id):
            found[row.note_id].append(row.tile)
    return found


def reactions_to(notes: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Note id -> what the candidate answered, in order."""
    wanted, found = list(notes), defaultdict(list)
    if wanted:
        rows = Reaction.select().where(Reaction.note.in_(wanted))
        for row in rows.order_by(Reaction.made_at, Reaction.id):
            found[row.note_id].append(row.text)
    return found


def _attendance(evaluation: Evaluation) -> dict[str, int]:
    """Code -> number of days that somebody filled in; never a cause."""
    rows = (
        Attendance.select(Attendance.code, fn.COUNT(Attendance.id).alias("days"))
        .where(
            Attendance.placement == evaluation.placement_id,
            Attendance.day.between(evaluation.from_on, evaluation.to_on),
        )
        .group_by(Attendance.code)
    )
    days = {row.code: int(row.days) for row in rows}  # type: ignore[attr-defined]
    return {code.value: days[code] for code in AttendanceCode if code in days}


def _actions(evaluation: Evaluation) -> list[Content]:
    rows = ActionItem.select().where(ActionItem.evaluation == evaluation.id)
    return [
        {"who": row.who, "what": row.what, "by_on": _iso(row.by_on)}
        for row in rows.order_by(ActionItem.position, ActionItem.id)
    ]


def _advice(evaluation: Evaluation) -> Content | None:
    if evaluation.advice is None:
        return None
    asked = {str(one) for one in advice_needs(evaluation.advice)}
    details = {name: text for name, text in evaluation.advice_details.items() if name in asked}
    return {"code": evaluation.advice.value, "details": details}
