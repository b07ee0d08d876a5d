"""The levels of an evaluation with the sentences and notes behind them, as plain data.

A part of the content that is hashed and signed: see `evaluation_content`.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from peewee import JOIN, fn

from pwa.domain.enums import Rater
from pwa.models.daily import Note, NoteTile, Reaction
from pwa.models.employer import Competence, Tile
from pwa.models.evaluation import Evaluation, Rating, RatingNote
from pwa.models.people import User

Content = dict[str, Any]


class Earlier(NamedTuple):
    """A level of a final evaluation before this one; `is_last` of the newest of those."""

    day: date
    level: int
    is_last: bool


def of_evaluation(evaluation: Evaluation) -> Any:
    """A WHERE on competences: those of the version that this evaluation is about.

    That is the version under its levels, also when the placement moved to another one since; an
    evaluation without a level yet is about the version that the placement uses now.
    """
    rated = Competence.alias()
    given = Rating.select(Rating.id).where(Rating.evaluation == evaluation.id)
    books = rated.select(rated.handbook).join(Rating, on=(Rating.competence == rated.id))
    now = Competence.handbook == evaluation.placement.handbook_id
    return Competence.handbook.in_(books.where(Rating.evaluation == evaluation.id)) | (
        now & ~fn.EXISTS(given)
    )


def rated_groups(
    evaluation: Evaluation, notes_until: datetime | None, *, notes: bool = True
) -> list[Content]:
    """Per group of the handbook what was rated, by the supervisor or by the candidate.

    With `notes_until` without notes shared after that moment. Three queries, two without `notes`.
    """
    rated = _rated(evaluation)
    before = _earlier_levels(evaluation)
    evidence = _evidence(evaluation, notes_until) if notes else {}
    groups: dict[str, Content] = {}
    for competence, ratings in rated:
        entry = _entry(competence, ratings, before.get(competence.code, []))
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
    competence: Competence, ratings: Mapping[Rater, Rating], earlier: list[Earlier]
) -> Content:
    given, own = ratings.get(Rater.SUPERVISOR), ratings.get(Rater.CANDIDATE)
    level = given.level if given else None
    return {
        "code": competence.code,
        "label": competence.label,
        "level": level,
        "sentence": competence.sentence(level or 0),
        "example": given.example if given else "",
        "previous_level": next((one.level for one in earlier if one.is_last), None),
        "earlier": [[one.day.isoformat(), one.level] for one in earlier],
        "own_level": own.level if own else None,
        "own_sentence": competence.sentence((own.level if own else 0) or 0),
        "own_example": own.example if own else "",
    }


def _rated(evaluation: Evaluation) -> list[tuple[Competence, dict[Rater, Rating]]]:
    """Competences that were rated, in their handbook's order, with who rated them."""
    mine = (Rating.competence == Competence.id) & (Rating.evaluation == evaluation.id)
    rows = (
        Competence.select(Competence, Rating)
        .join(Rating, on=mine, attr="rated")
        .order_by(Competence.position, Competence.code)
    )
    found: dict[UUID, tuple[Competence, dict[Rater, Rating]]] = {}
    for row in rows:
        _competence, ratings = found.setdefault(row.id, (row, {}))
        ratings[row.rated.rater] = row.rated  # type: ignore[attr-defined]
    return list(found.values())


def own_levels(evaluation: Evaluation) -> list[Content]:
    """What the candidate filled in, as it stands now, in the handbook's order."""
    return [
        {
            "code": competence.code,
            "label": competence.label,
            "level": own.level,
            "sentence": competence.sentence(own.level or 0),
            "example": own.example,
        }
        for competence, ratings in _rated(evaluation)
        if (own := ratings.get(Rater.CANDIDATE))
    ]


def previous_levels(evaluation: Evaluation) -> dict[str, int]:
    """Competence code -> level of the last final evaluation of this placement before this one."""
    every = _earlier_levels(evaluation)
    return {code: one.level for code, levels in every.items() for one in levels if one.is_last}


def _earlier_levels(evaluation: Evaluation) -> dict[str, list[Earlier]]:
    """Competence code -> its levels in what stands of this placement from before this one."""
    rows = (
        Rating.select(Rating.level, Competence.code, Evaluation.id, Evaluation.to_on)
        .join(Evaluation)
        .switch(Rating)
        .join(Competence)
        .where(
            Evaluation.placement == evaluation.placement_id,
            Evaluation.stands(),
            Evaluation.id.not_in([one for one in (evaluation.id, evaluation.supersedes_id) if one]),
            Evaluation.to_on <= evaluation.to_on,
            Rating.rater == Rater.SUPERVISOR,
            Rating.level.is_null(False),
        )
        .order_by(Evaluation.to_on, Evaluation.id)
    )
    ordered = list(rows)
    last = ordered[-1].evaluation.id if ordered else None
    found: dict[str, list[Earlier]] = defaultdict(list)
    for row in ordered:
        about = row.evaluation
        level = row.level or 0
        found[row.competence.code].append(Earlier(about.to_on, level, about.id == last))
    return found


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
        .order_by(
            Note.day, Note.made_at, Note.id, Tile.position, Tile.id, Reaction.made_at, Reaction.id
        )
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
