"""Anybody checks a document: by its code, or by the file; the page says nothing about people."""

import io
from datetime import timedelta

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from pwa import clock
from pwa.domain.errors import NotAllowed
from pwa.models import Blob, Document, Evaluation, PremiumStatement, Signature
from pwa.routes.verification import MOST
from pwa.services import decisions, document_seals, evaluations
from tests import lawclock_case
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW
from tests.privacy_case import open_case, remove
from tests.seal_case import seal_of

SAME = "Echt en niet veranderd"


@pytest.fixture
def final(cast, monkeypatch) -> Case:
    """A final evaluation whose file was not really rendered: only its code matters."""
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    return case


@pytest.fixture
def sealed(cast) -> bytes:
    """The file of a final evaluation, rendered and sealed as it goes."""
    Case(cast).to("final")
    return file_of(Document.get())


def file_of(row: Document) -> bytes:
    return bytes(Blob.get_by_id(row.blob_id).data)


def bring(visitor, data: bytes, name: str = "document.pdf"):
    """Written out here: for a large file the test client leaves a temporary one open."""
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(data), name)})
    return visitor.post("/controle", body, content_type=f"multipart/form-data; boundary={boundary}")


def correct(case: Case) -> Evaluation:
    """The final one is replaced: supervisor and coach agree on a correction."""
    evaluations.ask_correction(case.ria, case.ev, "Een getal klopt niet.")
    return evaluations.supersede(case.coach, Evaluation.get_by_id(case.ev.id))


def test_a_known_code_tells_kind_version_and_day_and_no_names(browse, final):
    page = browse().get(f"/controle/{Document.get().code}")
    for words in (
        "bestaat en is de nieuwste versie",
        "Eindevaluatie",
        "11 maart 2026",
        "zelf maakte",
    ):
        assert words in page.text
    for name in ("Amina", "El Idrissi", "Sara", "Anna", final.placement.workplace.title):
        assert name not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_code_may_be_typed_in_small_letters_with_or_without_dashes(browse, final):
    code = Document.get().code
    page = (
        browse().get("/controle").submit("Zoek deze code", code=f" {code.lower().replace('-', '')}")
    )
    assert page.status == 302 and page.location == f"/controle/{code}"


def test_an_unknown_code_and_a_mistyped_one_say_so(browse, final):
    page = browse().get("/controle/2222-2222-2222")
    assert page.status == 404 and "Deze code kennen we niet" in page.text
    assert browse().get("/controle/geen-code").status == 404
    page = browse().get("/controle").submit("Zoek deze code", code="K7QM-0000")
    assert page.status == 422 and "twaalf letters en cijfers" in page.text


def test_what_was_superseded_says_so_from_the_moment_it_is_replaced(browse, final):
    old = Document.get().code
    final.ev = correct(final)
    page = browse().get(f"/controle/{old}")
    assert "Dit document bestaat, maar is vervangen" in page.text
    final.freeze()
    final._seen(), final._decided(), final._final()
    new = Document.get(Document.version == 2)
    page = browse().get(f"/controle/{old}")
    assert "maar is vervangen" in page.text and new.code not in page.html
    assert "nieuwste versie" in browse().get(f"/controle/{new.code}").text


def test_a_newer_decision_supersedes_the_printed_premium(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    karel, coach = lawclock_case.arrive(cast), cast.as_("coach_1")
    row = decisions.decide_premium(coach, karel, 6, 0, True, "Werkte goed mee.")
    decisions.premium_pdf(coach, row, coach.name)
    code = Document.get(Document.premium == row.id).code
    assert "Premieverklaring" in browse().get(f"/controle/{code}").text
    decisions.decide_premium(coach, karel, 6, 1, False, "Toch niet.")
    assert PremiumStatement.select().count() == 2
    assert "is vervangen" in browse().get(f"/controle/{code}").text


def test_the_kept_file_is_recognised_and_nothing_else_is(browse, sealed):
    blobs = Blob.select().count()
    assert SAME in bring(browse(), sealed).text
    middle = len(sealed) // 3
    changed = sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]
    assert "Dit bestand is veranderd" in bring(browse(), changed).text
    _start, padding, _end = seal_of(sealed)
    padded = sealed[:padding] + b"1" + sealed[padding + 1 :]
    assert "Dit bestand is veranderd" in bring(browse(), padded).text
    for other in (b"%PDF-1.7 iets anders", b"\xff\xd8 een foto"):
        assert "ander of veranderd bestand" in bring(browse(), other).text
    assert Blob.select().count() == blobs


def test_a_statement_of_hours_is_not_called_foreign_for_having_no_seal(browse, cast):
    path = f"/plaatsingen/{cast.placement_a1.id}/urenoverzicht"
    said = bring(browse(), browse("candidate_a1").get(path).answer.data).text
    assert "Een urenoverzicht of een dossier heeft geen zegel" in said
    assert "Het is geen document dat wij kennen" not in said
    asked = browse().get("/controle").text
    assert "Kreeg je een evaluatie, overeenkomst of premieverklaring uit Opstap?" in asked


def test_what_was_signed_is_real_but_a_concept(browse, cast):
    case = Case(cast)
    case.to("signing")
    found = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}/pdf").answer.data
    assert "Echt, maar nog een concept" in bring(browse(), found).text


def test_the_concept_without_the_removed_words_is_real_and_the_one_with_them_is_withdrawn(
    browse, cast
):
    case = Case(cast)
    case.to("signing")

    def concept() -> bytes:
        return browse("candidate_a1").get(f"/evaluaties/{case.ev.id}/pdf").answer.data

    with_words = concept()
    remove(cast, open_case(cast), "Nauwkeurig")
    assert concept() != with_words
    assert "Echt, maar nog een concept" in bring(browse(), concept()).text
    assert "Echt, maar ingetrokken" in bring(browse(), with_words).text


def test_a_file_that_was_replaced_is_real_and_says_so(browse, cast):
    case = Case(cast)
    case.to("final")
    found = file_of(Document.get())
    case.ev = correct(case)
    assert "Echt en niet veranderd, maar vervangen" in bring(browse(), found).text


def test_a_seal_of_ours_on_what_is_gone_here_is_known_as_that(browse, sealed):
    Document.delete().execute()
    Blob.update(sha256="gone").where(Blob.data == sealed).execute()
    assert "Verzegeld door ons, maar niet meer bekend" in bring(browse(), sealed).text


def test_no_file_a_file_too_large_and_a_strange_field(browse, cast):
    assert bring(browse(), b"", "").status == 422
    answer = bring(browse(), b"x" * (MOST + 1))
    assert answer.status == 413 and "te groot om van ons te zijn" in answer.text
    strange = {"file": (io.BytesIO(b"x"), "a.pdf"), "more": "1"}
    assert browse(checks=False).post("/controle", strange).status == 400


def test_when_nothing_can_be_checked_it_says_later(browse, sealed, monkeypatch):
    monkeypatch.setattr(document_seals, "inspect", _fails)
    page = bring(browse(checks=False), sealed + b" ")
    assert page.status == 503 and "Controleren lukt nu niet" in page.text
    assert page.headers["Retry-After"] == "60"


def _fails(_data: bytes) -> None:
    raise NotAllowed("check_failed")


@pytest.mark.parametrize("what", ["codes", "files"])
def test_trying_many_is_stopped_for_a_while(browse, cast, what):
    visitor = browse(checks=False)
    statuses = []
    for number in range(62):
        if what == "codes":
            statuses.append(visitor.get(f"/controle/2222-2222-22{number + 22}").status)
        else:
            statuses.append(bring(visitor, b"x").status)
    assert statuses[-1] == 429
    with clock.at(NOW + timedelta(minutes=16)):
        assert bring(visitor, b"x").status == 200


def test_every_signature_on_the_final_one_names_what_it_binds_to(cast, final):
    for one in Signature.select():
        assert one.content_hash and one.pdf_hash and one.statement and one.method
        assert one.made_at and one.received_at


def test_a_file_from_which_words_were_removed_is_withdrawn(browse, cast, sealed):
    """The sealed file that people hold is real; what is kept now is a clean copy."""
    code = Document.get().code
    remove(cast, open_case(cast), "Nauwkeurig")
    for page in (browse().get(f"/controle/{code}"), bring(browse(), sealed)):
        assert "Echt, maar ingetrokken" in page.text
    clean = Document.select().order_by(Document.made_at.desc(), Document.id.desc()).first()
    assert clean.code != code and SAME in bring(browse(), file_of(clean)).text
