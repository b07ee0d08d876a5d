"""All kinds of document in all states keep PDF/A-3a and PDF/UA-1, and what breaks one is found."""

import io
import subprocess
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest

from pwa.pdf.page import TEMPLATES
from pwa.pdf.renderer import Attached, Renderer
from tests.pdf.flaws import FLAWS
from tests.pdf.kinds import KINDS, ONE_OF_EACH
from tests.pdf.norms import problems

pytestmark = [  # WeasyPrint leaves its colour profile open
    pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_in_every_state_keeps_both_norms(pdf_process, tmp_path, name):
    pdf = pdf_process.render(KINDS[name], seconds=60)
    assert problems(pdf) == []
    file = tmp_path / "checked.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_kind_of_document_is_looked_at():
    written = {path.name for path in TEMPLATES.glob("*.html") if "{% extends" in path.read_text()}
    assert {one.template for one in KINDS.values()} == written
    assert {one.template for one in ONE_OF_EACH.values()} == written


@pytest.fixture(scope="module")
def good() -> bytes:
    html = """<html lang="nl"><head><title>Proef</title></head><body><h1>Proef</h1>
      <p>Zie <a href="https://voorbeeld.nl/x">de pagina</a>.</p><h2>Een</h2>
      <table><thead><tr><th>Wie</th><th>Wat</th></tr></thead>
      <tbody><tr><td>Ria</td><td>Telt.</td></tr></tbody></table><ul><li>Een</li><li>Twee</li></ul>
      <svg width="20" height="20"><title>Een vak</title><rect width="9" height="9"/></svg>
      <h3>Twee</h3><p>Tekst</p><p style="break-before: page">Meer</p></body></html>"""
    attached = Attached("proef.json", "De inhoud", "{}")
    return Renderer().render_html(html, date(2025, 3, 1), attached)


@pytest.fixture
def opened(good: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(good)) as pdf:
        yield pdf


def test_the_file_that_is_broken_below_was_good(good):
    assert problems(good) == []


@pytest.mark.parametrize("flaw", FLAWS)
def test_what_breaks_a_rule_is_found(opened, flaw):
    spoil, rule = FLAWS[flaw]
    spoil(opened)
    saved = io.BytesIO()
    opened.save(saved, static_id=True)
    found = problems(saved.getvalue())
    assert any(one.startswith(rule) for one in found), found


def test_an_encrypted_file_is_found(opened):
    saved = io.BytesIO()
    opened.save(saved, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "A 6.1.3: the file is encrypted" in problems(saved.getvalue())
