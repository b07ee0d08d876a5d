"""Where words stand in what was written about a candidate, as the officer ticks it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pwa.domain.periods import local_day
from pwa.domain.states import CANDIDATE_READS_FROM
from pwa.models import (
    Evaluation,
    EvaluationVersion,
    Handover,
    Note,
    NoteRevision,
    Placement,
    PrivacyCase,
    Reaction,
)
from pwa.models.agreement import told_of
from pwa.models.candidate_texts import FROZEN, Place, places, texts_in
from pwa.models.frozen_texts import printed_with

AROUND = 50


@dataclass(frozen=True)
class Spot:
    """One text that holds the words. `before` and `after` are empty where the officer may not
    read the text itself: what is not shared yet."""

    key: str
    where: str
    day: date | None
    before: str
    after: str
    readable: bool
    signed: bool = False


@dataclass(frozen=True)
class Looked:
    """`stays`: kinds of frozen documents in which the words stand and stay."""

    spots: tuple[Spot, ...]
    stays: tuple[str, ...]


def look(case: PrivacyCase, words: str, now: datetime) -> Looked:
    """Every text about the candidate of this case in which exactly these words stand."""
    own = Placement.candidate == case.candidate_id
    told = {one.id for one in Placement.select(Placement.id).where(own, told_of())}

    def spot(place: Place) -> Spot:
        shared = place.placement_id is None or place.placement_id in told
        return _spot(place, words, shared and _is_readable(place, now))

    live = [spot(one) for one in places(case.candidate_id) if one.holds(words)]
    signed = [spot(one) for one in printed_with(case.candidate_id, words).values()]
    frozen = [one for one in places(case.candidate_id, FROZEN) if one.holds(words)]
    stays = {one.model._meta.table_name for one in frozen if one.model is not EvaluationVersion}
    return Looked((*live, *signed), tuple(sorted(stays)))


def _spot(place: Place, words: str, readable: bool) -> Spot:
    signed = place.model is EvaluationVersion
    text = next((one for one in texts_in(place.value) if words in one), "")
    before, _words, after = text.partition(words)
    shown = readable and not signed
    return Spot(
        key=place.key,
        where=place.key.partition(":")[0],
        day=_day(place.row),
        before=_end(before) if shown else "",
        after=_begin(after) if shown else "",
        readable=readable,
        signed=signed,
    )


def _end(text: str) -> str:
    return text if len(text) <= AROUND else f"… {text[-AROUND:]}"


def _begin(text: str) -> str:
    return text if len(text) <= AROUND else f"{text[:AROUND]} …"


def _is_readable(place: Place, now: datetime) -> bool:
    """Shared with the candidate: what an officer reads on a case."""
    row = place.row
    if isinstance(row, Handover):  # for the next shift alone
        return False
    if isinstance(row, NoteRevision) and row.made_at < row.note.shared_from:
        return False
    if isinstance(row, NoteRevision | Reaction):
        row = row.note
    if isinstance(row, Note):
        return row.shared_from <= now and row.withdrawn_at is None
    evaluation = row if isinstance(row, Evaluation) else getattr(row, "evaluation", None)
    return not isinstance(evaluation, Evaluation) or evaluation.state in CANDIDATE_READS_FROM


def _day(row: Any) -> date | None:
    for name in ("day", "to_on", "made_at", "frozen_at"):
        found = getattr(row, name, None)
        if found is not None:
            return local_day(found) if isinstance(found, datetime) else found
    return None
