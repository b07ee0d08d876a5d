"""The words of an evaluation as it is printed: what was frozen, and what stands around it."""

import json
from uuid import UUID

from pwa.models.candidate_texts import Place, texts_in
from pwa.models.evaluation import Evaluation, EvaluationVersion, Signature
from pwa.models.evaluation_facts import all_signatures
from pwa.models.placement import Placement

_AROUND = ((Signature, "reaction"), (Signature, "void_reason"), (Evaluation, "coach_conclusion"))
"""What the newest version is printed with, and has in rows of its own."""

_NEVER_PRINTED = ("return_reason", "correction_reason")


def printed_with(candidate_id: UUID, words: str) -> dict[str, Place]:
    """Key -> frozen version of an evaluation of this candidate that is printed with these words."""
    rows = (
        EvaluationVersion.select(EvaluationVersion, Evaluation, Placement)
        .join(Evaluation)
        .join(Placement)
        .where(Placement.candidate == candidate_id)
        .order_by(EvaluationVersion.frozen_at)
    )
    found = [Place(EvaluationVersion, "content", row, row.evaluation.placement_id) for row in rows]
    return {one.key: one for one in found if times_printed(one.row, words)}


def times_printed(version: EvaluationVersion, words: str) -> int:
    """How often the words stand in what is printed."""
    texts = [*texts_in(json.loads(version.content))]
    if is_newest(version):
        signed = all_signatures(version.evaluation)
        texts += [text for one in signed for text in (one.reaction, one.void_reason)]
        texts.append(version.evaluation.coach_conclusion)
    return sum(text.count(words) for text in texts)


def is_newest(version: EvaluationVersion) -> bool:
    return version.number == version.evaluation.version


def prints(version: EvaluationVersion, place: Place) -> bool:
    """Whether this text of a row stands around that version."""
    around = (place.model, place.column) in _AROUND
    return around and is_newest(version) and _evaluation_of(place) == version.evaluation_id


def feeds(version: EvaluationVersion, place: Place) -> bool:
    """Whether the version after this one takes this text from its row: of the evaluation itself, or
    of a note or a goal that is in it word for word."""
    if not is_newest(version):
        return False
    if evaluation := _evaluation_of(place):
        return evaluation == version.evaluation_id and place.column not in _NEVER_PRINTED
    frozen = set(texts_in(json.loads(version.content)))
    same_place = place.placement_id == version.evaluation.placement_id
    return same_place and not frozen.isdisjoint(texts_in(place.value))


def _evaluation_of(place: Place) -> UUID | None:
    row = place.row
    return row.id if place.model is Evaluation else getattr(row, "evaluation_id", None)
