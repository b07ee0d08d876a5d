"""What is signed is what its schema says, and anybody can compute its hash from the PDF."""

import io
import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

import pwa
from pwa.domain.enums import Advice, AttendanceCode, PlacementKind
from pwa.domain.evaluation import AdviceDetail
from pwa.domain.evaluation_changes import compare
from pwa.models import Blob, Document, Evaluation
from pwa.models.evaluation_content import FORMAT, SECTIONS, gather
from pwa.pdf.filling import Round, fill
from pwa.services import evaluations
from pwa.services.evaluations import OwnView, RatingEntry
from tests.evaluation_case import Case, quick_pdf

DATA = Path(pwa.__file__).parent / "data"


def schema(number: int) -> Any:
    return json.loads((DATA / f"evaluation-content-{number}.schema.json").read_text("utf-8"))


SCHEMA = schema(3)


def fits(content: Any, number: int = 3) -> None:
    jsonschema.Draft202012Validator(schema(number)).validate(content)


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


def own_view(case: Case, level: int) -> Any:
    """The first competence as frozen, after the candidate said this level."""
    first = case.competences()[0]
    evaluations.save_own_view(
        case.amina, case.ev, case.ev.candidate_edition, OwnView("", (RatingEntry(first.id, level),))
    )
    return gather(Evaluation.get_by_id(case.ev.id))["groups"][0]["competences"][0]


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_the_sentence_that_the_candidate_chose_is_frozen_beside_the_own_level(cast, level):
    case = Case(cast)
    chosen = own_view(case, level)
    assert chosen["own_sentence"] == case.competences()[0].sentence(level)
    assert bool(chosen["own_sentence"]) is bool(level)


def of_before(content: Any) -> Any:
    """The same content as an earlier version of Opstap froze it."""
    old = json.loads(json.dumps(content)) | {"format": "opstap-evaluation/2"}
    for group in old["groups"]:
        for one in group["competences"]:
            del one["own_sentence"]
    return old


def test_what_was_frozen_without_that_sentence_is_read_printed_and_compared_as_before(cast):
    case = Case(cast)
    own_view(case, 2)
    content = gather(Evaluation.get_by_id(case.ev.id))
    old = of_before(content)
    fits(old, 2)
    with pytest.raises(jsonschema.ValidationError):
        fits(content, 2)
    (first, *_) = fill(old, Round("signing", date(2026, 3, 11))).profile[0].competences
    assert (first.own_level, first.own_sentence) == (2, "")
    (change,) = compare(old, content)
    assert [part.what for part in change.parts] == ["own_sentence"]
