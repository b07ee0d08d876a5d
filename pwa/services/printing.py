"""The one PDF process of this web process."""

from functools import cache

from pwa.pdf.process import PdfProcess


@cache
def printer(seconds: int = 10) -> PdfProcess:
    """The process that renders; it starts at the first document."""
    return PdfProcess(seconds=seconds)
