"""The sealed file, opened again: one seal that allows no change, and still both norms."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from pwa.config import Config
from pwa.pdf.process import PdfProcess
from pwa.pdf.seals import Finding, Inspection, Sealing
from pwa.services import seal_keys
from pwa.services.seal_keys import SealKey
from tests.pdf.samples import SAMIRA, with_notes
from tests.seal_case import Reader, seal_of
from tests.seal_certificates import given

SAID = "Opstap-document K7QM-3XWD-9H2T. Stand van het logboek (SHA-256): abc"


@pytest.fixture(scope="module")
def sealing() -> Iterator[PdfProcess]:
    process = PdfProcess(job="seal")
    yield process
    process.close()


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> SealKey:
    return seal_keys.load(Config(data=tmp_path_factory.mktemp("key")))


def sealed_with(process: PdfProcess, key: SealKey, pdf: bytes) -> bytes:
    return process.ask(Sealing(pdf, key.key, key.chain, key.subject, SAID, "https://o.example.nl"))


@pytest.fixture(scope="module")
def plain(pdf_process) -> bytes:
    return pdf_process.render(SAMIRA)


@pytest.fixture(scope="module")
def sealed(sealing, key, plain) -> bytes:
    return sealed_with(sealing, key, plain)


@pytest.fixture
def opened(sealed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        yield pdf


def test_the_seal_stands_behind_the_document_which_stays_as_it_was(plain, sealed):
    assert sealed.startswith(plain)
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(sealed)) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert {k: str(v) for k, v in before.docinfo.items()} == {
            k: str(v) for k, v in after.docinfo.items()
        }


def test_it_is_one_pades_signature_that_allows_no_change(opened):
    (field,) = opened.Root.AcroForm.Fields
    assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
    assert opened.Root.Perms.DocMDP.objgen == field.V.objgen
    (reference,) = field.V.Reference
    assert (str(reference.TransformMethod), int(reference.TransformParams.P)) == ("/DocMDP", 1)
    assert int(opened.Root.AcroForm.SigFlags) == 3
    assert SAID in str(field.V.Reason)


def test_what_pdf_a_3_says_of_a_signature_holds(opened):
    """ISO 19005-3, 6.1.12, 6.3.2, 6.3.3 and 6.4: permissions, flags, appearance, form."""
    (field,) = opened.Root.AcroForm.Fields
    assert set(opened.Root.Perms.keys()) == {"/DocMDP"}
    assert not {"/DigestMethod", "/DigestValue", "/DigestLocation"} & set(
        field.V.Reference[0].keys()
    )
    hidden, invisible, printed, no_view, toggle = 2, 1, 4, 32, 256
    assert int(field.F) & printed
    assert not int(field.F) & (hidden | invisible | no_view | toggle)
    left, bottom, right, top = (float(one) for one in field.Rect)
    assert (left, bottom) == (right, top), "only a widget without size needs no appearance"
    assert not {"/A", "/AA"} & set(field.keys())
    assert "/XFA" not in opened.Root.AcroForm
    assert not bool(opened.Root.AcroForm.get("/NeedAppearances", False))


def test_what_pdf_ua_1_says_of_an_untagged_widget_holds(opened):
    """ISO 14289-1, 7.18.1 to 7.18.4: outside the page, with a name, order by structure."""
    (field,) = opened.Root.AcroForm.Fields
    page = next(one for one in opened.pages if field.objgen in [a.objgen for a in one.Annots])
    width, height = (float(one) for one in page.MediaBox[2:])
    assert not (0 <= float(field.Rect[0]) <= width and 0 <= float(field.Rect[1]) <= height)
    assert str(field.TU) == "Digitaal zegel over dit hele document"
    assert all(str(one.Tabs) == "/S" for one in opened.pages if "/Annots" in one)


def test_qpdf_finds_nothing_wrong(sealed, tmp_path):
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_reader_says_the_same_of_an_organisations_certificate(sealing, plain, tmp_path):
    files = given(tmp_path)
    config = Config(
        data=tmp_path, seal_file=str(files.file), seal_passphrase_file=str(files.passphrase_file)
    )
    done = sealed_with(sealing, seal_keys.load(config), plain)
    reader = Reader(tmp_path, files.authority)
    assert reader.calls_valid(done)
    assert not reader.calls_valid(done.replace(b"Zegel", b"Zagel"))


def test_a_self_made_one_is_valid_and_not_trusted_in_another_reader(sealed, tmp_path):
    said = Reader(tmp_path, given(tmp_path).authority).says(sealed)
    assert "Signature is Valid." in said and "Total document signed" in said
    assert "Certificate is Trusted." not in said


def test_our_own_reading_knows_our_seal_and_only_ours(sealing, key, plain, sealed):
    def look(data: bytes, *known: str) -> Finding:
        return Finding.from_json(sealing.ask(Inspection(data, frozenset(known))))

    assert look(sealed, key.fingerprint) == Finding(True, True, SAID)
    assert look(sealed, "0" * 64) == look(plain, key.fingerprint) == Finding()
    assert look(b"%PDF-1.7 no", key.fingerprint) == Finding()
    added = sealed + sealed[len(plain) :]
    assert not look(added, key.fingerprint).whole


def test_what_is_said_by_the_reading_process_is_not_believed_blindly():
    for wrong in (b"[]", b"{}", b'{"ours": 1, "whole": 1, "said": "", "more": 1}', b"\xff"):
        with pytest.raises(ValueError, match=r"no finding|codec"):
            Finding.from_json(wrong)
    assert Finding.from_json(b'{"ours": "yes", "whole": "yes", "said": ""}') == Finding()


def test_two_processes_print_the_same_bytes_before_the_seal(pdf_process):
    other = PdfProcess()
    try:
        document = replace(with_notes(40), version=2)
        assert pdf_process.render(document) == other.render(document)
    finally:
        other.close()


def test_even_what_the_envelope_of_a_seal_says_unsigned_cannot_change(sealing, key, sealed):
    """Its length, its version and the list of digests are not signed (RFC 5652, 5.1)."""
    start, padding, _end = seal_of(sealed)
    envelope = bytes.fromhex(sealed[start:padding].decode())
    known = frozenset({key.fingerprint})
    whole = []
    for at in range(64):
        changed = bytearray(envelope)
        changed[at] ^= (1, 8, 64)[at % 3]
        file = sealed[:start] + bytes(changed).hex().encode() + sealed[padding:]
        if Finding.from_json(sealing.ask(Inspection(file, known))).whole:
            whole.append(at)
    assert whole == []
    assert Finding.from_json(sealing.ask(Inspection(sealed, known))).whole
