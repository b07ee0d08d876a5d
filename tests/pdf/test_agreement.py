"""The agreement as a file, opened again: its words, its norms, what is attached."""

import io
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from pwa.pdf.agreement import AgreementDocument, fill
from pwa.pdf.document import SignatureLine
from pwa.pdf.verification import Verification
from tests.pdf.samples import HASH

CONTENT = {
    "placement": "01890000-0000-7000-8000-00000a1b2c3d",
    "company": {
        "name": "Plaatwerk De Linie B.V.",
        "place": "Kessenbroek",
        "sections": {"makes": "Kasten en kappen.", "hard_here": "Het is soms lawaaiig."},
    },
    "candidate": "Łucja Świątek",
    "municipality": "Gemeente Kessenbroek",
    "coach": "Anouk Driessen",
    "supervisors": [
        {"main": True, "name": "Ria Hoeben", "job": "afbramen"},
        {"main": False, "name": "Mehmet Kaya", "job": ""},
    ],
    "workplace": {
        "title": "Afbramen", "department": "hal 1", "tasks": "Randen glad.", "physical": "",
    },
    "goals": ["Zelf een order afbramen."],
    "kind": "proefplaats",
    "from": "2026-07-06",
    "to": "2026-09-04",
    "prior_months": 0,
    "week": {"mon": {"start": "07:30", "end": "16:00", "break_minutes": 30}},
    "minutes_per_week": 480,
    "evaluations": [{"on": "2026-08-05", "what": "Tussenevaluatie", "who": "supervisor"}],
    "terms": {
        "how_often": "Elke vrijdag.", "who_does_what": "", "insurance": "Via de gemeente.",
        "safety": "Bril op.",
    },
    "checks": [
        {"said": "Langer dan mag", "source": "artikel 8a", "reason": "De oogst duurt langer."},
    ],
    "notes": {
        "for": ["Notities zijn niet bedoeld voor straf."], "readers": ["De coach leest mee."],
    },
}  # fmt: skip
OFFERED = fill(CONTENT, created=date(2026, 6, 22), version=1, content_hash=HASH)
SIGNED = replace(
    OFFERED,
    final=True,
    signatures=(
        SignatureLine(
            "Łucja Świątek", "Kandidaat", "Akkoord", "Ik ben het ermee eens.", "22-6-2026 om 10:00",
        ),
    ),
    verification=Verification("K7QM-3XWD-9H2T"),
    content_json='{"format":"opstap-agreement/1"}',
)  # fmt: skip
EMPTY = fill(
    {
        **CONTENT,
        "company": {"name": "Bakkerij Zoet", "place": "", "sections": {}},
        "supervisors": [],
        "goals": [],
        "checks": [],
        "evaluations": [],
        "week": {},
        "terms": dict.fromkeys(("how_often", "who_does_what", "insurance", "safety"), ""),
    },
    created=date(2026, 6, 22), version=1, content_hash="",
)  # fmt: skip


@pytest.fixture(scope="module")
def printed(pdf_process):
    documents = {"offered": OFFERED, "signed": SIGNED, "empty": EMPTY}
    return {name: pdf_process.render(one) for name, one in documents.items()}


def test_page_one_is_the_company_in_its_own_words(printed, words_of):
    first, rest = words_of(printed["offered"]).split("\f", 1)
    assert "Kasten en kappen." in first
    assert "Het is soms lawaaiig." in first
    assert "Elke vrijdag." not in first
    assert rest.count("Zelf een order afbramen.") == 1
    assert "Zelf een order afbramen." not in first
    for said in (
        "Ria Hoeben (afbramen)", "Mehmet Kaya", "Randen glad.", "Zelf een order afbramen.",
        "6 juli 2026", "07:30 tot 16:00, 30 minuten pauze", "Tussenevaluatie", "Via de gemeente.",
        "Bril op.", "Langer dan mag", "De oogst duurt langer.", "artikel 8a",
        "Notities zijn niet bedoeld voor straf.", "De coach leest mee.",
    ):  # fmt: skip
        assert said in rest


def test_before_it_is_signed_it_says_concept_and_after_it_who_signed(printed, words_of):
    before, after = words_of(printed["offered"]), words_of(printed["signed"])
    assert "CONCEPT, versie 1" in before
    assert "Nog niemand heeft getekend." in before
    assert "CONCEPT" not in after
    last = after.split("\f")[-2]
    assert "Ik ben het ermee eens." in last
    assert "K7QM-3XWD-9H2T" in last


@pytest.mark.parametrize("name", ["offered", "signed", "empty"])
def test_it_names_both_norms_and_qpdf_finds_nothing_wrong(printed, name, tmp_path):
    with pikepdf.open(io.BytesIO(printed[name])) as pdf:
        with pdf.open_metadata() as said:
            assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
            assert said["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "nl"
    file = tmp_path / "checked.pdf"
    file.write_bytes(printed[name])
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_was_agreed_is_attached_for_machines(printed):
    with pikepdf.open(io.BytesIO(printed["signed"])) as pdf:
        attached = pdf.attachments["overeenkomst.json"]
        assert attached.get_file().read_bytes() == SIGNED.content_json.encode()
        assert str(attached.obj.AFRelationship) == "/Data"


def test_the_same_agreement_gives_the_same_bytes(pdf_process, printed):
    assert pdf_process.render(SIGNED) == printed["signed"]
    assert isinstance(SIGNED, AgreementDocument)
