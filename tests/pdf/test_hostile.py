"""Text that wants to do harm: it is printed, it does nothing, and it does not take long."""

import http.server
import io
import os
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pwa.pdf.document import CandidateView
from pwa.pdf.process import PdfTooSlow
from pwa.pdf.renderer import Renderer
from tests.pdf.kinds import ONE_OF_EACH
from tests.pdf.norms import problems
from tests.pdf.samples import EMPTY, SAMIRA


class _Listener(http.server.BaseHTTPRequestHandler):
    seen: list[str] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_error(404)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A web server that remembers who asked for what."""
    _Listener.seen = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", _Listener.seen
        server.shutdown()


def everywhere(document: Any, text: str) -> Any:
    """The same document with this text as every text in it."""
    if isinstance(document, str):
        return text
    if isinstance(document, tuple):
        return tuple(everywhere(part, text) for part in document)
    if is_dataclass(document) and not isinstance(document, type):
        changed = {f.name: everywhere(getattr(document, f.name), text) for f in fields(document)}
        return replace(document, **changed)
    return document


MARKUP = """</p></td></table><h1>groot</h1><script>alert(1)</script>
<style>@import url({url}/css); body {{ background: url({url}/bg) }}</style>
<img src="{url}/img"><img src="file:///etc/hostname"><object data="{url}/obj"></object>
<link rel="stylesheet" href="{url}/l.css"><link rel="attachment" href="file:///etc/passwd">
<a href="javascript:alert(1)">klik</a><a rel="attachment" href="file:///etc/passwd">f</a>
{{{{ 7*7 }}}} {{% include 'document.css' %}} <svg><image href="{url}/svg"/></svg>"""


def test_markup_in_every_field_is_printed_as_text_and_asks_nothing(pdf_process, words_of, outside):
    url, seen = outside
    pdf = pdf_process.render(everywhere(SAMIRA, MARKUP.format(url=url)), seconds=60)
    text = words_of(pdf)
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert seen == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.attachments) == ["evaluatie.json"]
        assert not any("/Annots" in page for page in opened.pages)
        assert "/JavaScript" not in opened.Root.get("/Names", {})
        assert "/OpenAction" not in opened.Root


@pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")  # WeasyPrint's
@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
def test_even_real_markup_reaches_nothing_outside(outside, tmp_path):
    url, seen = outside
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    html = f"""<html lang="nl"><title>t</title><style>@import url({url}/css);
      @font-face {{ font-family: x; src: url({url}/font) }}
      body {{ background: url({url}/bg); font-family: x }}
      p {{ content: url(data:image/png;base64,iVBORw0KGgo=) }}</style>
      <link rel="stylesheet" href="{url}/l.css"><link rel="attachment" href="file://{secret}">
      <a rel="attachment" href="file://{secret}">f</a><img alt="x" src="{url}/img">
      <img alt="x" src="file://{secret}"><img alt="x" src="font:fonts.toml"><p>tekst</p>"""
    pdf = Renderer().render_html(html, EMPTY.created)
    assert seen == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.attachments) == []


def worked(pid: int) -> float:
    """Seconds of processor that a process had; the machine may be as busy as it likes."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000,
        "-" * 20_000,
        "ሀ" * 20_000,
        "م" * 20_000,
        "\n" * 20_000,
        "a\n" * 10_000,
        "<b>" * 7_000,
        "\u202e\u2067" * 10_000,
        "a\u0301" * 10_000,
        "😀👍" * 10_000,
        "王" * 20_000,
        " " * 20_000,
        "\u200b" * 20_000,
        "\x00\x1f\ufffe\ud800" * 5_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_absurd_text_ends_well_within_the_limit(pdf_process, text):
    absurd = replace(EMPTY, candidate=text[:200], candidate_view=CandidateView(text), goals=(text,))
    pdf_process.render(EMPTY, seconds=60)
    child = pdf_process._child.process.pid
    before = worked(child)
    pdf = pdf_process.render(absurd, seconds=60)
    assert pdf_process._child.process.pid == child
    assert worked(child) - before < 5
    assert pdf.startswith(b"%PDF")


HOSTILE = {
    "one word": "x" * 20_000,
    "lines": "a\n" * 10_000,
    "turning marks": "\u202e\u2067م" * 6_000,
    "markup": MARKUP.format(url="{url}"),
    "much markup": MARKUP.format(url="{url}") * 4,
    "addresses": "javascript:alert(1) file:///etc/passwd {url}/x //{url} " * 40,
}


def _pairs() -> Iterator[Any]:
    """Each kind with markup; the rest belongs to ./run long."""
    for kind in ONE_OF_EACH:
        for text in HOSTILE:
            yield pytest.param(kind, text, marks=() if text == "markup" else pytest.mark.slow)


@pytest.mark.processes
@pytest.mark.parametrize(("kind", "text"), list(_pairs()))
def test_every_field_of_every_kind_may_be_hostile(pdf_process, outside, kind, text):
    """A PDF, or the word that it takes too long (people read `pdf_slow`); and then the next one."""
    url, seen = outside
    document = everywhere(ONE_OF_EACH[kind], HOSTILE[text].replace("{url}", url))
    pdf_process.render(EMPTY)
    started = time.monotonic()
    try:
        pdf = pdf_process.render(document, seconds=10)
    except PdfTooSlow:
        assert time.monotonic() - started < 12
    else:
        assert problems(pdf) == []
    assert pdf_process.render(EMPTY).startswith(b"%PDF")
    assert seen == []


def test_names_are_no_longer_than_names_are(pdf_process, words_of):
    text = words_of(pdf_process.render(replace(EMPTY, candidate="Jo " * 5_000), seconds=60))
    assert "[ingekort voor de pdf]" in " ".join(text.split())
    assert max(page.count("Jo") for page in text.split("\f")) < 500


def test_a_long_word_stays_on_the_page(pdf_process, words_of):
    pdf = pdf_process.render(everywhere(SAMIRA, "W" * 300), seconds=60)
    lines = words_of(pdf).splitlines()
    assert max(map(len, lines)) < 200
    assert re.search("W{30}", "".join(lines))
