"""Levels with their evidence, and agreements: checked against this placement, then replaced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa.domain.actions import same_agreements
from pwa.domain.enums import Rater
from pwa.domain.errors import BadInput, Code
from pwa.domain.ids import uuid7
from pwa.domain.text import clean, too_long
from pwa.models import ActionItem, Competence, Evaluation, Note, Rating, RatingNote
from pwa.models.evaluation_levels import of_evaluation

MOST_TEXT = 2000
MOST_EXAMPLE = 600
MOST_ACTIONS = 8
MOST_NOTES = 400


@dataclass(frozen=True)
class RatingEntry:
    """A level (None: not given yet) with an example and the notes that are its evidence."""

    competence_id: UUID
    level: int | None = None
    example: str = ""
    note_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class ActionEntry:
    """Who does what by when."""

    what: str
    who: str = ""
    by_on: date | None = None
    whose: tuple[str, ...] = ()


def texts_of(texts: Mapping[str, str], most: int = MOST_TEXT) -> dict[str, str]:
    """The same texts cleaned. Raises BadInput for what is too long; nothing is cut."""
    wrong = [name for name, text in texts.items() if too_long(text, most)]
    if wrong:
        raise BadInput(dict.fromkeys(wrong, f"{Code.TOO_LONG}:{most}"))
    return {name: clean(text) for name, text in texts.items()}


def check_entries(
    evaluation: Evaluation, ratings: Iterable[RatingEntry], actions: Iterable[ActionEntry]
) -> None:
    """Competences of this handbook, notes of this placement and period, texts that fit.

    Raises BadInput with all problems: `rating.<competence>`, `example.<competence>`, `action.<n>`.
    """
    ratings, actions = list(ratings), list(actions)
    known = _competences(evaluation)
    notes = _notes(evaluation, {one for entry in ratings for one in entry.note_ids})
    problems: dict[str, str] = {}
    for entry in ratings:
        problems |= _rating_problems(entry, known, notes)
    if len({one.competence_id for one in ratings}) < len(ratings):
        problems["ratings"] = "unknown"
    if len(actions) > MOST_ACTIONS:
        problems["actions"] = f"too_many:{MOST_ACTIONS}"
    for place, action in enumerate(actions):
        if too_long(action.what, MOST_EXAMPLE) or too_long(action.who, 120):
            problems[f"action.{place}"] = f"{Code.TOO_LONG}:{MOST_EXAMPLE}"
        elif not action.what.strip() and (action.who.strip() or action.by_on or action.whose):
            problems[f"action.{place}"] = "action_without_what"
    if problems:
        raise BadInput(problems)


def _rating_problems(
    entry: RatingEntry, known: Mapping[UUID, str], notes: set[UUID]
) -> dict[str, str]:
    if entry.competence_id not in known:
        return {"ratings": "unknown"}
    code, problems = known[entry.competence_id], {}
    if entry.level not in (None, 0, 1, 2, 3, 4):
        problems[f"rating.{code}"] = str(Code.NOT_A_CHOICE)
    if too_long(entry.example, MOST_EXAMPLE):
        problems[f"example.{code}"] = f"{Code.TOO_LONG}:{MOST_EXAMPLE}"
    if not set(entry.note_ids) <= notes or len(entry.note_ids) > MOST_NOTES:
        problems[f"notes.{code}"] = "unknown"
    return problems


def _competences(evaluation: Evaluation) -> dict[UUID, str]:
    rows = Competence.select().where(of_evaluation(evaluation))
    return {row.id: row.code for row in rows}


def _notes(evaluation: Evaluation, wanted: set[UUID]) -> set[UUID]:
    """Those of the wanted notes that can be evidence: of this period, not withdrawn."""
    if not wanted:
        return set()
    rows = Note.select(Note.id).where(
        Note.id.in_(list(wanted)),
        Note.placement == evaluation.placement_id,
        Note.day.between(evaluation.from_on, evaluation.to_on),
        Note.withdrawn_at.is_null(),
    )
    return {row.id for row in rows}


def write_ratings(evaluation: Evaluation, rater: Rater, entries: Iterable[RatingEntry]) -> None:
    """Replace what this rater gave; an entry without anything in it leaves no row."""
    Rating.delete().where(Rating.evaluation == evaluation.id, Rating.rater == rater).execute()
    rows, links = [], []
    for entry in entries:
        if entry.level is None and not entry.example.strip() and not entry.note_ids:
            continue
        key = uuid7()
        rows.append(
            {
                "id": key,
                "evaluation": evaluation.id,
                "competence": entry.competence_id,
                "rater": rater,
                "level": entry.level,
                "example": clean(entry.example),
            }
        )
        links += [
            {"id": uuid7(), "rating": key, "note": note} for note in dict.fromkeys(entry.note_ids)
        ]
    if rows:
        Rating.insert_many(rows).execute()
    for start in range(0, len(links), 200):
        RatingNote.insert_many(links[start : start + 200]).execute()


def write_actions(evaluation: Evaluation, entries: Iterable[ActionEntry]) -> None:
    """Replace the agreements; of one that is still written nothing is done yet."""
    ActionItem.delete().where(ActionItem.evaluation == evaluation.id).execute()
    rows = [
        {
            "id": uuid7(),
            "evaluation": evaluation.id,
            "who": clean(entry.who),
            "what": clean(entry.what),
            "by_on": entry.by_on,
            "whose": [str(one) for one in entry.whose],
            "position": place,
        }
        for place, entry in enumerate(entries)
        if entry.what.strip()
    ]
    if rows:
        ActionItem.insert_many(rows).execute()


def carry_done(correction: Evaluation) -> None:
    """What was done of the version that this one corrects stays done, now that this one counts."""
    before, after = _agreed(correction.supersedes_id), _agreed(correction.id)
    for old, new in same_agreements([row.what for row in before], [row.what for row in after]):
        after[new].done_on = before[old].done_on
        after[new].save(only=[ActionItem.done_on])


def _agreed(evaluation_id: UUID | None) -> list[ActionItem]:
    rows = ActionItem.select().where(ActionItem.evaluation == evaluation_id)
    return list(rows.order_by(ActionItem.position, ActionItem.id))
