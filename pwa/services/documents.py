"""Keep a finished PDF: rendered, sealed and stored once, with a code to look it up by.

`make` takes a moment and comes before the transaction; `keep` stores what came out, inside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pwa.domain.documents import DocumentKind, new_code
from pwa.models import Document, Layout, Person
from pwa.pdf.document import PrintedDocument
from pwa.pdf.verification import Verification
from pwa.services import audit, blobs, document_seals, layout_printing
from pwa.services.document_seals import Pending
from pwa.services.layout_printing import Printed

PDF = "application/pdf"


@dataclass(frozen=True)
class Made:
    """A sealed PDF that is not kept yet."""

    pdf: bytes
    pending: Pending
    printed: Printed
    """What was sealed, in the layout that was asked or in the standard."""


def make(document: Callable[[Verification], PrintedDocument], layout: Layout | None) -> Made:
    """Print and seal what shows how to check it. Raises NotAllowed (pdf_..., seal_failed)."""
    pending = document_seals.begin(new_code())
    printed = layout_printing.render(document(pending.verification), layout)
    return Made(document_seals.seal(printed.pdf, pending), pending, printed)


def keep(by: Person, kind: DocumentKind, made: Made, **subject: Any) -> Document:
    """Store it. `subject`: version, input_hash, and the one row that it is about.

    The caller holds the transaction.
    """
    blob = blobs.store(made.pdf, PDF)
    row = Document.create(
        kind=kind, blob=blob, pdf_hash=blob.sha256, code=made.pending.verification.code,
        certificate=document_seals.certificate_row(made.pending.key), **subject,
    )  # fmt: skip
    audit.record(by, "document.keep", row, pdf=blob.sha256)
    return row
