"""What is signed is what its schema says, and anybody can compute its hash from the PDF."""

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

import pwa
from pwa.domain.enums import Advice, AttendanceCode, PlacementKind
from pwa.domain.evaluation import AdviceDetail
from pwa.models import Blob, Document, Evaluation
from pwa.models.evaluation_content import FORMAT, SECTIONS, gather
from tests.evaluation_case import Case, quick_pdf

SCHEMA = json.loads(
    (Path(pwa.__file__).parent / "data" / "evaluation-content-2.schema.json").read_text("utf-8")
)


def fits(content: Any) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(content)


def every_content_fits() -> int:
    """Of all evaluations in the database now; how many that were."""
    rows = list(Evaluation.select())
    for row in rows:
        fits(gather(row))
    return len(rows)


def test_the_schema_is_of_this_format_and_knows_every_choice():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["title"] == SCHEMA["properties"]["format"]["const"] == FORMAT
    parts = SCHEMA["properties"]
    advice = parts["advice"]["anyOf"][1]["properties"]
    for said, choices in (
        (parts["company"]["properties"]["sections"]["properties"], SECTIONS),
        (parts["attendance"]["properties"], AttendanceCode),
        (parts["placement"]["properties"]["kind"]["enum"], PlacementKind),
        (parts["attendance_days"]["items"]["prefixItems"][1]["enum"], ["", *AttendanceCode]),
        (advice["code"]["enum"], Advice),
        (advice["details"]["properties"], AdviceDetail),
    ):
        assert set(said) == {str(one) for one in choices}


@pytest.mark.parametrize("goal", ["draft", "ready", "discussed", "signing", "final"])
def test_the_content_fits_in_every_state(cast, monkeypatch, goal):
    quick_pdf(monkeypatch)
    Case(cast).to(goal)
    assert every_content_fits() == 1


def test_what_is_not_in_the_schema_is_refused(cast):
    content = gather(Case(cast).ev)
    for wrong in ({**content, "more": ""}, {**content, "period": ["2026-01-12"]}):
        with pytest.raises(jsonschema.ValidationError):
            fits(wrong)


def test_the_final_pdf_carries_the_content_whose_hash_was_signed(cast):
    case = Case(cast)
    case.to("final")
    with pikepdf.open(io.BytesIO(bytes(Blob.get_by_id(Document.get().blob_id).data))) as pdf:
        attached = pdf.attachments["evaluatie.json"].get_file().read_bytes()
    fits(json.loads(attached))
    assert sha256(attached).hexdigest() == Evaluation.get_by_id(case.ev.id).content_hash
