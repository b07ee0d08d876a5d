"""Every text that somebody wrote about a candidate, by table and column: one list.

Who looks for words in a record, or removes them, asks here. A test holds the list against all
tables: a new column of text that hangs on a placement or a candidate has to be in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pwa.domain.privacy_cases import MARK
from pwa.models.agreement import (
    Agreement,
    AgreementQuestion,
    AgreementVersion,
    PlacementCheck,
)
from pwa.models.corrections import Correction, CorrectionStep
from pwa.models.covers import CoachCover
from pwa.models.daily import (
    CandidateDay,
    Handover,
    Note,
    NoteRevision,
    Reaction,
    VisitNote,
)
from pwa.models.evaluation import ActionItem, Evaluation, EvaluationVersion, Rating, Signature
from pwa.models.handbooks import HandbookMove
from pwa.models.hours import WeekDispute
from pwa.models.lawclock import ChanceAnswer, PremiumStatement
from pwa.models.placement import Extension, Goal, Outcome, Placement
from pwa.models.privacy_cases import CaseExtension, HoldMove, PrivacyCase
from pwa.models.running import EarlyStop, Pause

EVALUATION_COLUMNS = (
    "talk_with", "short_reading_reason", "strengths", "points", "support", "company_statement",
    "advice_details", "candidate_words", "coach_conclusion", "return_reason", "correction_reason",
)  # fmt: skip

COLUMNS: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (Note, ("text", "withdrawn_reason")),
    (NoteRevision, ("text", "reason")),
    (Reaction, ("text",)),
    (CandidateDay, ("text",)),
    (Handover, ("text",)),
    (VisitNote, ("text",)),
    (Evaluation, EVALUATION_COLUMNS),
    (Rating, ("example",)),
    (ActionItem, ("who", "what")),
    (Signature, ("reaction", "void_reason")),
    (Goal, ("text",)),
    (Extension, ("reason", "despite")),
    (Outcome, ("text",)),
    (Pause, ("text",)),
    (EarlyStop, ("text", "candidate_words")),
    (WeekDispute, ("text", "answer")),
    (ChanceAnswer, ("text",)),
    (PlacementCheck, ("reason",)),
    (Placement, ("end_reason",)),
    (Agreement, ("how_often", "who_does_what", "insurance", "safety", "paper_reason")),
    (AgreementQuestion, ("text",)),
    (CoachCover, ("reason",)),
    (HandbookMove, ("reason", "answer")),
    (PrivacyCase, ("reason", "told", "result")),
    (CaseExtension, ("reason",)),
    (HoldMove, ("reason",)),
    (Correction, ("text",)),
    (CorrectionStep, ("text",)),
)

FROZEN: tuple[tuple[type[Any], str], ...] = (
    (EvaluationVersion, "content"),
    (AgreementVersion, "content"),
    (PremiumStatement, "text"),
    (PremiumStatement, "facts"),
)
"""What people signed, or a statement that was given: its words stand in a kept PDF as well."""

_THROUGH: dict[type[Any], tuple[type[Any], str]] = {
    NoteRevision: (Note, "note"),
    Reaction: (Note, "note"),
    Rating: (Evaluation, "evaluation"),
    ActionItem: (Evaluation, "evaluation"),
    Signature: (Evaluation, "evaluation"),
    EvaluationVersion: (Evaluation, "evaluation"),
    AgreementQuestion: (Agreement, "agreement"),
    AgreementVersion: (Agreement, "agreement"),
    CaseExtension: (PrivacyCase, "case"),
    CorrectionStep: (Correction, "correction"),
}
"""A table that hangs on one that hangs on the placement, and by which column."""


@dataclass(frozen=True)
class Place:
    """One text of one row. `placement_id` is None for what is about the candidate as such."""

    model: type[Any]
    column: str
    row: Any
    placement_id: UUID | None

    @property
    def key(self) -> str:
        return f"{self.model._meta.table_name}.{self.column}:{self.row.id}"

    @property
    def value(self) -> Any:
        return getattr(self.row, self.column)

    def holds(self, words: str) -> bool:
        return any(words in text for text in texts_in(self.value))


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value: itself, or whatever data of ours holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def without(value: Any, words: str) -> Any:
    """The value with the mark in place of the words, in every text in it."""
    if isinstance(value, str):
        return value.replace(words, MARK)
    if isinstance(value, dict):
        return {name: without(one, words) for name, one in value.items()}
    return [without(one, words) for one in value] if isinstance(value, list) else value


def places(candidate_id: UUID, columns: Iterable[Any] = COLUMNS) -> list[Place]:
    """All texts about this candidate that hold anything."""
    of_candidate = Placement.select(Placement.id).where(Placement.candidate == candidate_id)
    placements = [row.id for row in of_candidate]
    found = []
    for model, names in columns:
        for row in _rows(model, candidate_id, placements):
            for name in (names,) if isinstance(names, str) else names:
                one = Place(model, name, row, _placement_of(model, row))
                if any(texts_in(one.value)):
                    found.append(one)
    return found


def _rows(model: Any, candidate_id: UUID, placements: list[UUID]) -> Iterable[Any]:
    if model is Placement:
        return model.select().where(model.id.in_(placements))
    if model in _THROUGH:
        parent, _column = _THROUGH[model]
        mine = _mine(parent, candidate_id, placements)
        return model.select(model, parent).join(parent).where(mine)  # type: ignore[no-any-return]
    return model.select().where(_mine(model, candidate_id, placements))  # type: ignore[no-any-return]


def _mine(model: Any, candidate_id: UUID, placements: list[UUID]) -> Any:
    if hasattr(model, "placement"):
        return model.placement.in_(placements)
    return model.candidate == candidate_id


def _placement_of(model: Any, row: Any) -> UUID | None:
    if model is Placement:
        return row.id  # type: ignore[no-any-return]
    if model in _THROUGH:
        row = getattr(row, _THROUGH[model][1])
    return getattr(row, "placement_id", None)
