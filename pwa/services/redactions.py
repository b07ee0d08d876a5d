"""Remove words from what was written about a candidate, and leave a mark and a trace.

The words go from every row that is ticked: the text of now and all earlier ones. What is kept says
who, when, why and how many characters; no hash, since a short secret can be guessed from one.
"""

import secrets
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

from peewee import IntegrityError

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.privacy_cases import MARK, RemovalReason
from pwa.domain.text import clean, too_long
from pwa.models import (
    Correction,
    Evaluation,
    EvaluationVersion,
    Note,
    NoteRevision,
    NoteTile,
    Person,
    Placement,
    PrivacyCase,
    Redaction,
    WeekDispute,
)
from pwa.models.candidate_texts import Place, places, texts_in, without
from pwa.models.frozen_texts import feeds, printed_with, prints
from pwa.policies import privacy_cases as policies
from pwa.services import audit, privacy_cases, rates, redacted_documents
from pwa.services.redacted_documents import Cleaned

LEAST, MOST = 2, 600
LOOKS, LOOKS_PER = 60, timedelta(hours=1)


@dataclass(frozen=True)
class Removal:
    """Which words, from which texts (keys of places), and why."""

    words: str
    keys: tuple[str, ...]
    code: RemovalReason


def allow_look(by: Person) -> None:
    """Raises TooOften: looking for words is no way to read what one may not read."""
    rates.take("case-words", str(by.id), most=LOOKS, per=LOOKS_PER)


def checked(words: str) -> str:
    """The words as they are kept in texts. Raises BadInput (words)."""
    words = clean(words)
    if len(words) < LEAST:
        raise BadInput({"words": "redact_short"})
    if too_long(words, MOST):
        raise BadInput({"words": f"too_long:{MOST}"})
    if words in MARK:
        raise BadInput({"words": "redact_mark"})
    return words


def remove(by: Person, case: PrivacyCase, wanted: Removal) -> int:
    """From how many texts the words were removed.

    Raises BadInput (words, places), NotAllowed (case_not_open, pdf_...), Stale when one of the
    texts was changed in between: then nothing was removed.
    """
    if not policies.work(by, case):
        raise NotAllowed("case_not_open")
    words = checked(wanted.words)
    found = {one.key: one for one in places(case.candidate_id) if one.holds(words)}
    printed = printed_with(case.candidate_id, words)
    chosen = [found[key] for key in wanted.keys if key in found]
    papers = [printed[key].row for key in wanted.keys if key in printed]
    if not wanted.keys or len(chosen) + len(papers) != len(set(wanted.keys)):
        raise BadInput({"places": "redact_places"})
    _refuse_half(found.values(), printed.values(), wanted.keys)
    cleaned = redacted_documents.print_again(papers, words)
    try:
        with transaction():
            privacy_cases.keep_open(by, case)
            _refuse_held([*chosen, *(printed[key] for key in wanted.keys if key in printed)])
            redacted_documents.hold_all(cleaned)
            for one in chosen:
                _remove_one(by, case, one, words, wanted.code)
            redacted_documents.replace_all(by, cleaned, _writer(by, case, words, wanted.code))
    except IntegrityError as full:  # the mark is longer than the words, and there is no room
        raise BadInput({"words": "redact_no_room"}) from full
    return len(wanted.keys)


def _refuse_half(found: Iterable[Place], printed: Iterable[Place], keys: Container[str]) -> None:
    """A text that a file is printed with goes from the row and the file, or from neither: else the
    file cannot be found by its words. And no file is cleaned while the next version would take the
    words from a row again. Raises BadInput (places)."""
    for paper, one in product(printed, found):
        if (one.key in keys) == (paper.key in keys):
            continue
        if one.key in keys and prints(paper.row, one):
            raise BadInput({"places": "redact_printed"})
        if paper.key in keys and (prints(paper.row, one) or feeds(paper.row, one)):
            raise BadInput({"places": "redact_prints"})


def _refuse_held(chosen: list[Place]) -> None:
    """What has to be kept is kept as it is. Raises BadInput (places)."""
    about = {one.placement_id for one in chosen if one.placement_id}
    held = Placement.select().where(Placement.id.in_(about), Placement.legal_hold == True)  # noqa: E712
    if held.exists():
        raise BadInput({"places": "redact_held"})


def _remove_one(
    by: Person, case: PrivacyCase, place: Place, words: str, code: RemovalReason
) -> None:
    row, model = place.row, place.model
    changes: dict[str, Any] = {place.column: without(place.value, words)}
    if place.column == "text":
        changes |= _without_hash(place)
    if model is Evaluation:
        name = "candidate_edition" if place.column == "candidate_words" else "edition"
        changes[name] = getattr(Evaluation, name) + 1
    if model is Note and place.column == "text":
        _keep_earlier(by, row, changes)
    column = getattr(model, place.column)
    if model.update(**changes).where(model.id == row.id, column == place.value).execute() != 1:
        raise Stale()
    times = sum(text.count(words) for text in texts_in(place.value))
    _write_down(by, case, place, words, code, times)


def _without_hash(place: Place) -> dict[str, Any]:
    """What a device may send again is known by a hash of the words: that goes as well, also where
    it stands a second time, in the request that is about the row."""
    if not hasattr(place.model, "body_hash"):
        return {}
    other = {"body_hash": secrets.token_hex(32)}
    if place.model is WeekDispute:
        Correction.update(**other).where(Correction.dispute == place.row.id).execute()
    return other


def _keep_earlier(by: Person, note: Note, changes: dict[str, Any]) -> None:
    """Among what the note said before stands when words were removed, by whom and why; and a
    change that somebody began before is out of date."""
    tiles = NoteTile.select().where(NoteTile.note == note.id).order_by(NoteTile.id)
    NoteRevision.create(
        id=uuid7(), note=note.id, number=note.revision, day=note.day, text=changes["text"],
        tiles=[str(one.tile_id) for one in tiles], tone=note.tone, correction=True,
        reason=MARK, made_by=by.id,
    )  # fmt: skip
    changes["revision"] = Note.revision + 1


def _writer(
    by: Person, case: PrivacyCase, words: str, code: RemovalReason
) -> Callable[[Cleaned], Redaction]:
    def write(one: Cleaned) -> Redaction:
        row = one.version
        place = Place(EvaluationVersion, "content", row, row.evaluation.placement_id)
        return _write_down(by, case, place, words, code, one.times)

    return write


def _write_down(
    by: Person, case: PrivacyCase, place: Place, words: str, code: RemovalReason, times: int
) -> Redaction:
    row = Redaction.create(
        case=case.id, placement=place.placement_id, object_id=place.row.id, code=code,
        object_type=place.key.partition(":")[0], characters=len(words), times=times,
        made_by=by.id, made_at=clock.now(),
    )  # fmt: skip
    audit.record(
        by, "words.remove", place.row, case=case.id, column=place.column, code=code,
        characters=len(words), times=times,
    )  # fmt: skip
    return row
