"""The PDF of an evaluation that was replaced says so on each page, and holds the sealed one."""

import io
import subprocess

import pikepdf
import pytest

from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.states import EvaluationState
from pwa.models import Blob, Document, Evaluation
from pwa.services import document_seals, evaluations, printing
from tests.evaluation_case import Case, quick_pdf
from tests.pdf.norms import problems
from tests.privacy_case import open_case, remove
from tests.routes.test_verification import SAME, bring, correct, file_of

REPLACED = "Echt en niet veranderd, maar vervangen"


def pages_of(pdf: bytes, folder) -> list[str]:
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]


def inside(pdf: bytes) -> dict[str, tuple[bytes, str]]:
    """Name -> (bytes, what it is to the PDF) of each file in it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            name: (one.get_file().read_bytes(), str(one.obj.AFRelationship))
            for name, one in opened.attachments.items()
        }


def test_the_old_pdf_says_on_each_page_that_it_was_replaced(browse, cast, tmp_path):
    case = Case(cast)
    case.to("final")
    before = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}/pdf").answer.data
    assert before == file_of(Document.get())
    assert not any("VERVANGEN" in one for one in pages_of(before, tmp_path))
    correct(case)
    for who in ("candidate_a1", "supervisor_a", "coach_1"):
        assert browse(who).get(f"/evaluaties/{case.ev.id}/pdf").answer.data != before
    old = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}/pdf").answer.data
    read = pages_of(old, tmp_path)
    assert len(read) > 2 and all("VERVANGEN, versie 1" in one for one in read)
    first = " ".join(read[0].split())
    assert "Vervangen door een nieuwe versie. Sinds 11 maart 2026 geldt deze niet meer." in first
    assert [one for one in problems(old) if "/Widget" not in one] == []  # the seal: test_seal.py
    files = inside(old)
    assert files["zoals-verzegeld.pdf"] == (before, "/Source")
    assert files["evaluatie.json"] == inside(before)["evaluatie.json"]
    assert document_seals.inspect(old).whole
    assert document_seals.inspect(files["zoals-verzegeld.pdf"][0]).whole

    sealed, marked = Document.select().order_by(Document.id)
    assert sealed.code != marked.code
    for row in (sealed, marked):
        page = browse().get(f"/controle/{row.code}").text
        assert "maar is vervangen" in page and "11 maart 2026" in page
        page = bring(browse(), file_of(row)).text
        assert REPLACED in page and row.code in page
    touched = old[: len(old) // 2] + bytes([old[len(old) // 2] ^ 1]) + old[len(old) // 2 + 1 :]
    page = bring(browse(), touched).text
    assert "Dit bestand is veranderd" in page and SAME not in page


@pytest.fixture
def final(cast, monkeypatch) -> Case:
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    return case


def test_what_cannot_be_printed_is_not_replaced(browse, final, monkeypatch):
    evaluations.ask_correction(final.ria, final.ev, "Een getal klopt niet.")

    def fail(_doc: object) -> bytes:
        raise NotAllowed("pdf_failed")

    monkeypatch.setattr(printing, "render", fail)
    page = browse("coach_1").get(f"/evaluaties/{final.ev.id}").submit("Ja, maak een nieuwe versie")
    assert page.status == 409 and "De PDF kon niet gemaakt worden" in page.text
    assert Evaluation.get().state is EvaluationState.FINAL
    assert Evaluation.select().count() == Document.select().count() == 1


def test_who_agrees_from_a_page_of_before_leaves_no_second_copy(final):
    evaluations.ask_correction(final.ria, final.ev, "Een getal klopt niet.")
    seen = Evaluation.get_by_id(final.ev.id)
    evaluations.supersede(final.coach, Evaluation.get_by_id(final.ev.id))
    with pytest.raises(Stale):
        evaluations.supersede(final.coach, seen)
    assert Document.select().count() == Evaluation.select().count() == 2


def test_removed_words_leave_the_old_version_too(browse, cast, final):
    remark = "Tekening lezen."
    case, old = final, Document.get()
    assert remark.encode() in file_of(old)
    correct(case)
    marked = Document.select().where(Document.id != old.id).get()
    held = [file_of(old), file_of(marked)]
    remove(cast, open_case(cast), remark)
    assert not any(remark.encode() in bytes(one.data) for one in Blob.select())
    for file in held:
        assert "ingetrokken" in bring(browse(), file).text
    clean = bytes(browse("candidate_a1").get(f"/evaluaties/{case.ev.id}/pdf").answer.data).decode()
    assert "replaced=True" in clean and "Vervangen door een nieuwe versie." in clean


def test_what_was_cleaned_before_it_was_replaced_shows_no_hash_of_the_removed_words(cast, final):
    hash_before = final.ev.content_hash
    remove(cast, open_case(cast), "Tekening lezen.")
    final.ev = Evaluation.get_by_id(final.ev.id)
    final.ev.placement = final.placement
    correct(final)
    newest = Document.select().order_by(Document.id.desc()).first()
    assert "replaced=True" in file_of(newest).decode()
    assert hash_before not in file_of(newest).decode()
