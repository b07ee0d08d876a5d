"""The list of texts about a candidate holds every text that there is."""

import pytest

from pwa.models import TABLES
from pwa.models.candidate_texts import COLUMNS, FROZEN, places

pytestmark = pytest.mark.usefixtures("connection")

OTHERWISE = {
    "user_account": "an account, not a text about somebody's work",
    "receipt": "codes and hashes", "session": "a browser", "access_log": "kinds of reading",
    "placement_plan": "typed by a coach for the own eyes, and gone with the placement",
    "form_draft": "typed by a coach for the own eyes, and gone with the placement",
    "week_hours": "days and hashes", "hours": "days",
}  # fmt: skip


def test_every_text_around_a_candidate_is_in_the_list():
    """A TEXT column of a table that leads to a placement or a candidate is listed, or is no text
    that somebody types."""
    typed = {
        (model._meta.table_name, name)
        for model, names in (*COLUMNS, *FROZEN)
        for name in ((names,) if isinstance(names, str) else names)
    }
    assert len(typed) == len({f"{table}.{name}" for table, name in typed})
    missing = set()
    for model in TABLES:
        table = model._meta.table_name
        if table in OTHERWISE or not _leads_to_a_candidate(model):
            continue
        for field in model._meta.sorted_fields:
            if _is_text(field) and (table, field.name) not in typed | NO_WORDS:
                missing.add(f"{table}.{field.name}")
    assert missing == set()


NO_WORDS = {
    ("candidate", "reference"), ("placement", "schedule"), ("note", "body_hash"),
    ("note_revision", "tiles"), ("reaction", "body_hash"), ("candidate_day", "body_hash"),
    ("attendance", "body_hash"), ("evaluation", "content_hash"), ("action_item", "whose"),
    ("evaluation_version", "content_hash"), ("evaluation_version", "pdf_hash"),
    ("signature", "name"), ("signature", "statement"), ("signature", "method"),
    ("signature", "content_hash"), ("signature", "pdf_hash"), ("milestone_done", "code"),
    ("week_dispute", "body_hash"), ("week_dispute", "change"), ("placement_check", "facts"),
    ("placement_check", "source"), ("checklist_item", "code"),
    ("agreement_version", "content_hash"), ("agreement_version", "pdf_hash"),
    ("agreement_signature", "name"), ("agreement_signature", "statement"),
    ("agreement_signature", "method"), ("agreement_signature", "content_hash"),
    ("agreement_signature", "pdf_hash"), ("agreement_signature", "void_reason"),
    ("change", "before"), ("change", "after"), ("document", "pdf_hash"),
    ("document", "input_hash"), ("document", "code"), ("printed_look", "problem"),
    ("guest_code", "name"), ("guest_code", "job"), ("guest_code", "code_hash"),
    ("table_seat", "name"), ("table_seat", "method"), ("signature_drawing", "strokes"),
    ("correction", "body_hash"), ("correction", "about_open"), ("correction_step", "change"),
    ("redaction", "object_type"), ("withdrawn_pdf", "pdf_hash"),
}  # fmt: skip
"""Codes, names, hashes and numbers; a drawn signature; facts that are counted."""


def _is_text(field: object) -> bool:
    kinds = {type(field).__name__}
    return bool(kinds & {"TextField", "DataField"})


def _leads_to_a_candidate(model: object, seen: frozenset[object] = frozenset()) -> bool:
    name = model._meta.table_name  # type: ignore[attr-defined]
    if name in ("placement", "candidate"):
        return True
    around = set(model._meta.refs.values())  # type: ignore[attr-defined]
    return any(_leads_to_a_candidate(one, seen | {model}) for one in around - seen - {model})


def test_places_of_a_candidate_hold_no_text_of_another(cast):
    found = places(cast.a1_row.id)
    assert {one.placement_id for one in found} <= {cast.placement_a1.id, None}
