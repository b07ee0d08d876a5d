"""An evaluation from draft to final, with the real PDF process."""

import io
import json

import pikepdf
import pytest

from pwa.models import AuditEvent, Document, Evaluation, EvaluationVersion, Signature
from tests.evaluation_case import Case

pytestmark = pytest.mark.usefixtures("connection")


def test_the_straight_way_ends_in_a_final_pdf_that_everyone_signed(cast):
    case = Case(cast)
    case.to("final")
    row = Evaluation.get_by_id(case.ev.id)
    signed = [
        (one.role, one.meaning)
        for one in Signature.select().order_by(Signature.received_at, Signature.id)
    ]
    document = Document.get(Document.evaluation == row.id)
    assert row.state == "final"
    assert row.version == 1
    assert signed == [
        ("supervisor", "drawn_up"), ("candidate", "seen"), ("candidate", "agree"),
        ("coach", "signed_off"),
    ]  # fmt: skip
    with pikepdf.open(io.BytesIO(bytes(document.blob.data))) as pdf:
        assert pdf.Root.Lang == "nl"
        attached = next(iter(pdf.attachments.values())).get_file().read_bytes()
    assert json.loads(attached)["candidate"] == "Amina El Idrissi"


def test_every_signature_names_version_content_pdf_and_the_sentence_shown(cast):
    case = Case(cast)
    case.to("final")
    version = EvaluationVersion.get()
    for one in Signature.select():
        assert (one.version, one.content_hash, one.pdf_hash) == (
            1, version.content_hash, version.pdf_hash,
        )  # fmt: skip
        assert "eindevaluatie" in one.statement
        assert one.received_at
        assert one.made_at


def test_every_step_leaves_one_event_and_no_text(cast):
    case = Case(cast)
    case.to("final")
    events = AuditEvent.select().where(AuditEvent.object_id == case.ev.id)
    actions = [one.action for one in events.order_by(AuditEvent.seq)]
    assert actions[:5] == [
        "evaluation.start", "evaluation.own_view", "evaluation.save", "evaluation.ready",
        "evaluation.talk",
    ]  # fmt: skip
    assert "ritme" not in str([one.detail for one in events])
