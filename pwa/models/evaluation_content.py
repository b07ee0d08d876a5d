"""The content of an evaluation as one plain mapping: what is hashed, signed, printed and read.

Everything a signer sees stands in it, in words of that day (names, the company's own sentences,
the notes behind a level), so that a later change elsewhere never changes what was signed. The
version, signatures and the coach's conclusion are not in it: those come after. The format is
described in docs/evaluation-content.md; change the name below with every change of its meaning.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from pwa.domain.enums import AttendanceCode, Rater
from pwa.domain.states import EvaluationState
from pwa.models.calendars import schedule_of
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
    placement = head_of(evaluation.placement_id)
    return {
        "format": FORMAT,
        "evaluation": str(evaluation.id),
        "kind": evaluation.kind.value,
        "period": [evaluation.from_on.isoformat(), evaluation.to_on.isoformat()],
        **_head(placement),
        "company": _company(placement.workplace.organisation, evaluation.company_statement),
        "groups": _groups(evaluation, placement, notes_until),
        "attendance": _attendance(evaluation),
        "talk": {
            "on": evaluation.talk_on.isoformat() if evaluation.talk_on else None,
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


@dataclass(frozen=True)
class Around:
    """A placement with the names around it; supervisors main one first."""

    placement: Placement
    coach: str
    municipality: str
    supervisors: tuple[str, ...]


def around(placement_id: UUID) -> Around:
    """The placement with everybody around it, in one query."""
    coach, municipality, guide = User.alias(), Organisation.alias(), User.alias()
    rows = list(
        Placement.select(
            Placement, Candidate, User, Workplace, Organisation,
            coach.name.alias("coach_name"), municipality.name.alias("municipality_name"),
            guide.name.alias("guide_name"),
        )
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .switch(Placement)
        .join(Workplace)
        .join(Organisation)
        .join(coach, on=(Candidate.coach == coach.id))
        .join(municipality, on=(Candidate.municipality == municipality.id))
        .join(Supervision, JOIN.LEFT_OUTER, on=(Supervision.placement == Placement.id))
        .join(guide, JOIN.LEFT_OUTER, on=(Supervision.user == guide.id))
        .where(Placement.id == placement_id)
        .order_by(Supervision.main.desc(), Supervision.from_on, guide.name)
        .objects(_flat)
    )  # fmt: skip
    return rows


def _head(placement: Placement) -> Content:
    goals = Goal.select().where(Goal.placement == placement.id).order_by(Goal.position)
    hours = schedule_of(placement).minutes_per_week
    return {
        "candidate": placement.candidate.user.name,
        "municipality": placement.candidate.municipality.name,
        "coach": placement.candidate.coach.name,
        "supervisors": _supervisors(placement),
        "workplace": placement.workplace.title,
        "department": placement.workplace.department,
        "placement": {
            "kind": placement.kind.value,
            "from": placement.start_on.isoformat(),
            "to": placement.last_day.isoformat(),
            "minutes_per_week": hours,
        },
        "goals": [
            {"text": one.text, "reached_on": one.reached_on.isoformat() if one.reached_on else None}
            for one in goals
        ],
    }


def _supervisors(placement: Placement) -> list[str]:
    rows = (
        Supervision.select(Supervision, User)
        .join(User)
        .where(Supervision.placement == placement.id)
        .order_by(Supervision.main.desc(), Supervision.from_on, User.name)
    )
    return list(dict.fromkeys(row.user.name for row in rows))


def _company(organisation: Organisation, statement: str) -> Content:
    profile = (
        EmployerProfile.select()
        .where(EmployerProfile.organisation == organisation.id)
        .order_by(EmployerProfile.version.desc())
        .first()
    )
    said = {name: getattr(profile, name) for name in SECTIONS} if profile else {}
    return {
        "name": organisation.name,
        "sections": {name: text for name, text in said.items() if text},
        "statement": statement,
    }


def _groups(
    evaluation: Evaluation, placement: Placement, notes_until: datetime | None
) -> list[Content]:
    rated = _rated(evaluation, placement)
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


def _rated(
    evaluation: Evaluation, placement: Placement
) -> list[tuple[Competence, dict[Rater, Rating]]]:
    """Competences in the handbook's order with who rated them; hidden ones only when rated."""
    mine = (Rating.competence == Competence.id) & (Rating.evaluation == evaluation.id)
    rows = (
        Competence.select(Competence, Rating)
        .join(Rating, JOIN.LEFT_OUTER, on=mine, attr="rated")
        .where(Competence.handbook == placement.handbook_id)
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
    return {row.competence.code: row.level for row in found if row.evaluation.id == last}


def _evidence(evaluation: Evaluation, notes_until: datetime | None) -> dict[UUID, list[Content]]:
    """Rating id -> the notes behind it, oldest first; withdrawn ones are gone."""
    shared = [Note.shared_from <= notes_until] if notes_until else []
    rows = (
        RatingNote.select(RatingNote, Note, User)
        .join(Rating)
        .switch(RatingNote)
        .join(Note)
        .join(User, on=(Note.author == User.id))
        .where(Rating.evaluation == evaluation.id, Note.withdrawn_at.is_null(), *shared)
        .order_by(Note.day, Note.made_at, Note.id)
    )
    attached = list(rows)
    notes = {row.note_id for row in attached}
    tiles, reactions = tiles_of(notes), reactions_to(notes)
    found: dict[UUID, list[Content]] = defaultdict(list)
    for row in attached:
        found[row.rating_id].append(
            {
                "id": str(row.note_id),
                "day": row.note.day.isoformat(),
                "author": row.note.author.name,
                "tiles": [tile.sentence for tile in tiles.get(row.note_id, ())],
                "text": row.note.text,
                "reaction": "\n".join(reactions.get(row.note_id, ())),
            }
        )
    return found


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
    days = {row.code: int(row.days) for row in rows}
    return {code.value: days[code] for code in AttendanceCode if code in days}


def _actions(evaluation: Evaluation) -> list[Content]:
    rows = ActionItem.select().where(ActionItem.evaluation == evaluation.id)
    return [
        {"who": row.who, "what": row.what, "by_on": row.by_on.isoformat() if row.by_on else None}
        for row in rows.order_by(ActionItem.position, ActionItem.id)
    ]


def _advice(evaluation: Evaluation) -> Content | None:
    if evaluation.advice is None:
        return None
    return {"code": evaluation.advice.value, "details": dict(evaluation.advice_details)}
