"""Signed evaluations without the removed words: a clean copy takes the place of the kept PDF.

Nobody signed the clean copy, and it says so: the signatures are printed as they were, void, with
why. The old PDF is no longer kept; whoever holds it hears at verification that it was withdrawn.
Printing takes a moment, so it happens before the transaction, and what it was printed from is
looked at again inside.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.domain.canonical import canonical, digest
from pwa.domain.errors import Stale
from pwa.domain.privacy_cases import MARK
from pwa.domain.states import EvaluationState
from pwa.models import (
    Document,
    Evaluation,
    EvaluationVersion,
    Person,
    Redaction,
    Signature,
    WithdrawnPdf,
)
from pwa.models.candidate_texts import without
from pwa.models.evaluation_facts import (
    all_signatures,
    replaced_version,
    signature_lines,
    signed_under,
)
from pwa.models.frozen_texts import is_newest, times_printed
from pwa.pdf.document import SignatureLine
from pwa.pdf.filling import Round, decision, fill
from pwa.services import blobs, documents, layout_printing
from pwa.services.documents import Made
from pwa.services.evaluation_moves import hold
from pwa.services.layout_printing import Printed

_E = EvaluationState
_DONE = (_E.FINAL, _E.SUPERSEDED)


@dataclass(frozen=True)
class Cleaned:
    """A frozen version, printed again without the words, which stood in it so many times. `made`
    is the final PDF, if it has one."""

    version: EvaluationVersion
    times: int
    content: dict[str, Any]
    printed: Printed
    made: Made | None
    signatures: frozenset[UUID]


def print_again(versions: Iterable[EvaluationVersion], words: str) -> list[Cleaned]:
    """Raises NotAllowed (pdf_..., seal_failed): then nothing was changed."""
    return [_print(one, words) for one in versions]


def _print(version: EvaluationVersion, words: str) -> Cleaned:
    content = without(json.loads(version.content), words)
    evaluation, layout = version.evaluation, layout_printing.layout_of(version)
    signed = all_signatures(evaluation)
    lines = tuple(_void(one, words) for one in signature_lines(signed))
    today = clock.local(clock.now()).date()
    plain = Round("signing", today, version.number, lines if is_newest(version) else ())
    printed = layout_printing.render(fill(content, plain), layout)
    made = None
    if is_newest(version) and evaluation.state in _DONE:
        reaction, disagrees = decision(signed_under(version, signed))
        around = Round(
            evaluation.state.value, today, version.number, lines, "",
            reaction.replace(words, MARK), disagrees,
            evaluation.coach_conclusion.replace(words, MARK),
            content_json=canonical(content).decode(), replaces=replaced_version(evaluation),
        )  # fmt: skip
        made = documents.make(
            lambda told: fill(content, replace(around, verification=told)), layout
        )
    times = times_printed(version, words)
    return Cleaned(version, times, content, printed, made, frozenset(one.id for one in signed))


def _void(line: SignatureLine, words: str) -> SignatureLine:
    """The signature as it was given, under the text of before; without hashes of that text."""
    said = line.statement.replace(words, MARK)
    why = line.void_reason.replace(words, MARK) or void_reason()
    reaction = line.reaction.replace(words, MARK)
    return replace(
        line, statement=said, void=True, void_reason=why, content_hash="", pdf_hash="",
        reaction=reaction,
    )  # fmt: skip


def void_reason() -> str:
    day = clock.local(clock.now()).date()
    return (
        f"De privacyfunctionaris haalde op {day.day}-{day.month}-{day.year} woorden weg."
        " De handtekening staat onder de tekst van daarvoor."
    )


def hold_all(cleaned: Iterable[Cleaned]) -> None:
    """Nobody moved or changed these evaluations since they were printed, and what others printed of
    them meanwhile is out of date. The caller holds the transaction, and changed nothing of them
    yet. Raises Stale."""
    for one in cleaned:
        if is_newest(one.version):
            hold(one.version.evaluation, edition=Evaluation.edition + 1)


def replace_all(
    by: Person, cleaned: Iterable[Cleaned], write: Callable[[Cleaned], Redaction]
) -> None:
    """Put the clean copies in place, after `hold_all`. Raises Stale."""
    for one in cleaned:
        redaction = write(one)
        _replace_version(one, redaction)
        if is_newest(one.version):
            _void_signatures(one)
            _send_back(one.version)
        if one.made:
            _replace_documents(by, one, redaction)


def _replace_version(one: Cleaned, redaction: Redaction) -> None:
    row, blob = one.version, blobs.store(one.printed.pdf, documents.PDF)
    same = (EvaluationVersion.id == row.id) & (EvaluationVersion.content == row.content)
    done = EvaluationVersion.update(content=canonical(one.content).decode(), pdf=blob.id)
    if done.where(same).execute() != 1:
        raise Stale()
    _withdraw(redaction, row.pdf_hash)
    blobs.forget(row.pdf_id)


def _withdraw(redaction: Redaction, pdf_hash: str) -> None:
    WithdrawnPdf.insert(
        redaction=redaction.id, pdf_hash=pdf_hash, made_at=clock.now()
    ).on_conflict_ignore().execute()


def _void_signatures(one: Cleaned) -> None:
    of_it = Signature.evaluation == one.version.evaluation_id
    if {row.id for row in Signature.select(Signature.id).where(of_it)} != set(one.signatures):
        raise Stale()
    Signature.update(void_at=clock.now(), void_reason=void_reason()).where(
        of_it, Signature.void_at.is_null()
    ).execute()


def _send_back(version: EvaluationVersion) -> None:
    """What waited for signatures goes back to be frozen again."""
    fresh = Evaluation.get_by_id(version.evaluation_id)
    if fresh.state is _E.SIGNING:
        hold(fresh, state=_E.RETURNED, edition=Evaluation.edition + 1, return_reason=void_reason())


def _replace_documents(by: Person, one: Cleaned, redaction: Redaction) -> None:
    """The new final PDF with a code of its own; the earlier ones lead to it."""
    evaluation = one.version.evaluation
    earlier = list(Document.select().where(Document.evaluation == evaluation.id))
    if not earlier or one.made is None:
        raise Stale()
    new = documents.keep(
        by, earlier[-1].kind, one.made, evaluation=evaluation.id, version=one.version.number,
        input_hash=digest({"content": one.content, "redaction": redaction.id}),
        superseded_by=next((row.superseded_by_id for row in earlier if row.superseded_by_id), None),
    )  # fmt: skip
    for row in earlier:
        led = Document.update(blob=new.blob_id, superseded_by=new.id)
        led.where(Document.id == row.id).execute()
        _withdraw(redaction, row.pdf_hash)
        blobs.forget(row.blob_id)
