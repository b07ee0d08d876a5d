"""What anybody may hear about a document: that it exists, of which kind, and if it is the newest.

No names and nothing of its content; whoever asks has the document, or a code from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pwa import clock
from pwa.domain.documents import DocumentKind
from pwa.models import (
    AgreementVersion,
    Blob,
    Document,
    EvaluationVersion,
    ForgottenDocument,
    WithdrawnPdf,
)


@dataclass(frozen=True)
class Found:
    """One document. `seal` is whose certificate it is sealed with, "" for this installation's own.

    `sealed` is false for what was kept before documents were sealed.
    """

    code: str
    kind: DocumentKind
    version: int
    finished: date
    current: bool
    sealed: bool
    seal: str
    forgotten: bool = False
    """Only this is left of it: its time was over."""
    withdrawn: bool = False
    """Words were removed from it since; a clean copy took its place."""


def by_code(code: str) -> Found | None:
    """The document with this code, None when there is none."""
    return _found(Document.code == code) or _forgotten(ForgottenDocument.code == code)


def by_hash(sha256: str) -> Found | None:
    """The document whose file has this hash, byte for byte; also one that is not kept any more."""
    return _found(Document.pdf_hash == sha256) or _forgotten(ForgottenDocument.pdf_hash == sha256)


def is_frozen(sha256: str) -> bool:
    """Whether this is what people read before they signed: real, and without signatures.

    The file as it is kept: once words were removed, `pdf_hash` is of the one that was withdrawn.
    """
    versions: Iterable[type] = (EvaluationVersion, AgreementVersion)
    same = Blob.select(Blob.id).where(Blob.sha256 == sha256)
    return any(
        model.select().where(model.pdf.in_(same)).exists()  # type: ignore[attr-defined]
        for model in versions
    )


def is_withdrawn(sha256: str) -> bool:
    """Whether words were removed since from the file with this hash."""
    return WithdrawnPdf.select().where(WithdrawnPdf.pdf_hash == sha256).exists()


def _found(which: object) -> Found | None:
    row = Document.with_facts().where(which).first()
    if row is None:
        return None
    by = row.certificate
    return Found(
        code=row.code,
        kind=row.kind,
        version=row.version,
        finished=clock.local(row.finished_at).date(),
        current=not row.is_superseded,
        sealed=by is not None,
        seal=by.subject if by and not by.own else "",
        withdrawn=is_withdrawn(row.pdf_hash),
    )


def _forgotten(which: object) -> Found | None:
    row = ForgottenDocument.select().where(which).first()
    if row is None:
        return None
    return Found(
        code=row.code, kind=row.kind, version=row.version,
        finished=clock.local(row.made_at).date(), current=row.current, sealed=row.sealed,
        seal=row.seal, forgotten=True,
    )  # fmt: skip
