"""One PDF process for all tests that only need PDFs, and a way to read a PDF's text."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pwa.pdf.document import EvaluationDocument
from pwa.pdf.process import PdfProcess
from tests.pdf.hours_sample import HOURS
from tests.pdf.samples import EMPTY, SAMIRA, TESFAY

KNOWN = {"samira": SAMIRA, "tesfay": TESFAY, "empty": EMPTY, "hours": HOURS}


@pytest.fixture(scope="session")
def pdf_process() -> Iterator[PdfProcess]:
    process = PdfProcess(seconds=60, documents=10_000)  # never replaced under a test that looks
    yield process
    process.close()


@pytest.fixture(scope="session")
def printed(pdf_process: PdfProcess) -> dict[str, bytes]:
    """The PDFs of the samples, made once."""
    return {name: pdf_process.render(document) for name, document in KNOWN.items()}


@pytest.fixture
def words_of(tmp_path: Path) -> Callable[[bytes], str]:
    """The text layer as a reader's machine sees it, pages apart by form feeds."""

    def read(pdf: bytes) -> str:
        file = tmp_path / "read.pdf"
        file.write_bytes(pdf)
        done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    return read


@pytest.fixture
def words_in(
    pdf_process: PdfProcess, words_of: Callable[[bytes], str]
) -> Callable[[EvaluationDocument], str]:
    return lambda document: words_of(pdf_process.render(document))
