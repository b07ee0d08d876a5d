"""The one PDF process of this web process, and what people hear when no PDF comes out."""

import pickle
import threading
from collections import OrderedDict
from functools import cache
from hashlib import sha256

from pwa.domain.errors import NotAllowed
from pwa.pdf.document import PrintedDocument
from pwa.pdf.process import PdfError, PdfProcess, PdfTooSlow, PdfUnavailable

_KEPT = 32
_concepts: OrderedDict[str, bytes] = OrderedDict()
_lock = threading.Lock()


_seconds = 10


def allow(seconds: int) -> None:
    """How long one document may take from now on (`OPSTAP_PDF_SECONDS`)."""
    global _seconds
    _seconds = seconds


@cache
def _process(seconds: int) -> PdfProcess:
    return PdfProcess(seconds=seconds)


def printer() -> PdfProcess:
    """The process that renders; it starts at the first document."""
    return _process(_seconds)


def render(document: PrintedDocument) -> bytes:
    """The PDF. Raises NotAllowed: pdf_unavailable (with `reason`), pdf_slow or pdf_failed."""
    try:
        return printer().render(document)
    except PdfUnavailable as problem:
        raise NotAllowed("pdf_unavailable", reason=problem.reason) from problem
    except PdfTooSlow as problem:
        raise NotAllowed("pdf_slow") from problem
    except PdfError as problem:
        raise NotAllowed("pdf_failed") from problem


def concept(document: PrintedDocument) -> bytes:
    """The same for a document that is not kept: the last few stay in memory, by their input."""
    key = sha256(pickle.dumps(document)).hexdigest()
    with _lock:
        if key in _concepts:
            _concepts.move_to_end(key)
            return _concepts[key]
    pdf = render(document)
    with _lock:
        _concepts[key] = pdf
        while len(_concepts) > _KEPT:
            _concepts.popitem(last=False)
    return pdf
