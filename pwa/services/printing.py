"""The one PDF process of this web process, and what people hear when no PDF comes out."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from pwa.domain.errors import NotAllowed
from pwa.pdf.document import PrintedDocument
from pwa.pdf.look import Look
from pwa.pdf.process import (
    PdfBusy,
    PdfError,
    PdfLayoutBroken,
    PdfProcess,
    PdfTooSlow,
    PdfUnavailable,
)

_seconds = 10


def allow(seconds: int) -> None:
    """How long one document may take from now on (`OPSTAP_PDF_SECONDS`)."""
    global _seconds
    _seconds = seconds


def allowed() -> int:
    """How many seconds one document may take."""
    return _seconds


@contextmanager
def patiently(seconds: int) -> Iterator[None]:
    """Inside, one document may take this long: nobody waits for it at a screen."""
    before = _seconds
    allow(max(before, seconds))
    try:
        yield
    finally:
        if _seconds != before:
            printer().close()
        allow(before)


@cache
def _process(seconds: int) -> PdfProcess:
    return PdfProcess(seconds=seconds)


def printer() -> PdfProcess:
    """The process that renders; it starts at the first document."""
    return _process(_seconds)


def render(document: PrintedDocument, *, seconds: float | None = None) -> bytes:
    """The PDF; `seconds` for one that may take longer than others.

    Raises NotAllowed: pdf_unavailable (with `reason`), pdf_slow or pdf_failed.
    """
    try:
        return printer().render(document, seconds=seconds)
    except PdfUnavailable as problem:
        raise NotAllowed("pdf_unavailable", reason=problem.reason) from problem
    except PdfTooSlow as problem:
        raise NotAllowed("pdf_slow") from problem
    except PdfError as problem:
        raise NotAllowed("pdf_failed") from problem


class LayoutFailed(Exception):
    """The document could not be printed in this look; `problem` is the code of why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def render_in(document: PrintedDocument, look: Look) -> bytes:
    """The PDF in the look of a municipality.

    Raises LayoutFailed, after which `render` may still work, and NotAllowed as that does.
    """
    try:
        return printer().render(document, look)
    except PdfUnavailable as problem:
        raise NotAllowed("pdf_unavailable", reason=problem.reason) from problem
    except PdfBusy as problem:
        raise NotAllowed("pdf_slow") from problem
    except PdfLayoutBroken as problem:
        raise LayoutFailed(str(problem)) from problem
    except PdfTooSlow as problem:
        raise LayoutFailed("too_slow") from problem
    except PdfError as problem:
        raise LayoutFailed("failed") from problem
