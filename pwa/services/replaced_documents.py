"""The PDF of an evaluation that is replaced: the same once more, but saying so on each page.

What was sealed cannot change (docs/decisions/0040), so this is a file of its own, with a code and a
seal of its own and the sealed one inside. From then on it is what people get of that version.
"""

import json
from dataclasses import dataclass, replace

from pwa import clock
from pwa.domain.canonical import digest
from pwa.domain.errors import Stale
from pwa.models import Document, Evaluation, EvaluationVersion, Person
from pwa.models.documents import newest_of
from pwa.models.evaluation_facts import (
    all_signatures,
    replaced_version,
    signature_lines,
    signed_under,
    version_of,
)
from pwa.pdf.document import SignatureLine
from pwa.pdf.filling import Round, decision, fill
from pwa.services import documents, layout_printing
from pwa.services.documents import Made


@dataclass(frozen=True)
class Marked:
    """The PDF that says that it was replaced, not kept yet, and the one it takes the place of."""

    version: EvaluationVersion
    sealed: Document
    made: Made


def make(evaluation: Evaluation) -> Marked:
    """Print a final one as what it is from today. Raises NotAllowed (pdf_..., seal_failed), Stale.

    It takes a moment, and so it comes before the transaction.
    """
    version, sealed = version_of(evaluation), newest_of(evaluation)
    if version is None or sealed is None:
        raise Stale()
    content, around = json.loads(version.content), _round(evaluation, version, sealed)
    made = documents.make(
        lambda told: fill(content, replace(around, verification=told)),
        layout_printing.layout_of(version),
    )
    return Marked(version, sealed, made)


def _round(evaluation: Evaluation, version: EvaluationVersion, sealed: Document) -> Round:
    signed, today = all_signatures(evaluation), clock.today()
    reaction, disagrees = decision(signed_under(version, signed))
    intact = digest(json.loads(version.content)) == version.content_hash
    lines = signature_lines(signed)
    return Round(
        "superseded", today, version.number,
        lines if intact else tuple(map(_without_hashes, lines)),
        version.content_hash if intact else "",
        reaction, disagrees, evaluation.coach_conclusion, content_json=version.content,
        replaces=replaced_version(evaluation), replaced_on=today,
        as_sealed=bytes(sealed.blob.data),
    )  # fmt: skip


def _without_hashes(line: SignatureLine) -> SignatureLine:
    """Words were removed since: the hashes are of what nobody may read any more."""
    return replace(line, content_hash="", pdf_hash="")


def keep(by: Person, evaluation: Evaluation, marked: Marked) -> None:
    """Put it beside the sealed one. The caller holds the transaction, and moved the evaluation."""
    layout_printing.note_problem(by, marked.version, marked.made.printed)
    documents.keep(
        by, marked.sealed.kind, marked.made, evaluation=evaluation.id,
        version=marked.version.number, input_hash=digest({"replaced": marked.sealed.pdf_hash}),
    )  # fmt: skip
