"""Removed words are gone from every table, a mark and a trace are left, and nothing sent again
brings them back."""

from datetime import time, timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.hours import monday_of
from pwa.domain.ids import uuid7
from pwa.domain.privacy_cases import MARK, RemovalReason
from pwa.domain.states import EvaluationState
from pwa.models import (
    AuditEvent,
    Blob,
    CandidateDay,
    Correction,
    Document,
    Evaluation,
    EvaluationVersion,
    Handover,
    Note,
    NoteRevision,
    PrivacyCase,
    Reaction,
    Redaction,
    Signature,
    WeekDispute,
    WithdrawnPdf,
)
from pwa.models.base import Row
from pwa.queries.redactions import look
from pwa.services import (
    corrections,
    evaluations,
    handovers,
    hours,
    note_changes,
    notes,
    own_days,
    privacy_cases,
    redactions,
)
from pwa.services.note_changes import NoteChange
from pwa.services.notes import NoteEntry
from pwa.services.redactions import Removal
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW, TODAY, Cast, write_note
from tests.privacy_case import everywhere, open_case, remove

pytestmark = pytest.mark.usefixtures("connection")
CANARY = "kanarie-depressief"
TEXT = f"Was stil, {CANARY}, en deed alles af."


def written_everywhere(cast: Cast) -> Note:
    """The canary in a note and its earlier text, in answers, in the own day and a line."""
    note = write_note(cast, "supervisor_a", "a1", TEXT)
    ria, amina = cast.as_("supervisor_a"), cast.as_("candidate_a1")
    change = NoteChange(uuid7(), 1, TODAY, text=f"Toch anders: {CANARY}.", reason=f"Om {CANARY}")
    note = note_changes.change(ria, note, change)
    handovers.leave(ria, cast.placement_a1, f"Let op: {CANARY}.")
    own_days.write(amina, cast.placement_a1, TODAY, 2, f"Ik ben {CANARY}.", id=uuid7())
    with clock.at(NOW + timedelta(hours=1)):
        shared = Note.visible_to(cast.as_("candidate_a1")).where(Note.id == note.id).get()
        notes.react(cast.as_("candidate_a1"), shared, uuid7(), f"Klopt, {CANARY}.")
    return note


def test_the_words_are_in_no_table_any_more(cast):
    written_everywhere(cast)
    assert {"note.text", "note_revision.text", "reaction.text"} < set(everywhere(CANARY))
    assert remove(cast, open_case(cast), CANARY) == 6
    assert everywhere(CANARY) == []
    for row in (Reaction.get(), CandidateDay.get(), NoteRevision.get()):
        assert MARK in row.text
    assert Handover.select().where(Handover.text.contains(MARK)).exists()


def test_the_rest_of_a_sentence_stays(cast):
    note = write_note(cast, "supervisor_a", "a1", TEXT)
    remove(cast, open_case(cast), CANARY)
    assert Note.get_by_id(note.id).text == f"Was stil, {MARK}, en deed alles af."


def test_the_trace_says_who_why_and_how_many_and_nothing_to_guess_by(cast):
    note = write_note(cast, "supervisor_a", "a1", TEXT)
    remove(cast, open_case(cast), CANARY)
    row, event = Redaction.get(), AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert (row.object_type, row.object_id, row.times) == ("note.text", note.id, 1)
    assert (row.characters, row.made_by_id) == (len(CANARY), cast.privacy_officer.id)
    assert event.action == "words.remove" and event.object_id == note.id
    assert set(event.detail) == {"case", "column", "code", "characters", "times"}
    before = NoteRevision.get(NoteRevision.note == note.id)
    assert (before.made_by_id, before.reason) == (cast.privacy_officer.id, MARK)


def test_other_candidates_keep_their_words(cast):
    other = write_note(cast, "supervisor_a", "a2", TEXT)
    write_note(cast, "supervisor_a", "a1", TEXT)
    remove(cast, open_case(cast), CANARY)
    assert Note.get_by_id(other.id).text == TEXT


def test_a_note_sent_again_does_not_bring_them_back(cast):
    id = uuid7()
    entry = NoteEntry(ids={cast.placement_a1.id: id}, day=TODAY, text=TEXT)
    notes.write(cast.as_("supervisor_a"), entry)
    remove(cast, open_case(cast), CANARY)
    with pytest.raises(NotAllowed, match="id_reused"):
        notes.write(cast.as_("supervisor_a"), entry)
    assert everywhere(CANARY) == []


def asked_about_a_note(cast: Cast) -> type[Row]:
    corrections.ask_note(cast.as_("candidate_a1"), cast.note_a1, uuid7(), TEXT)
    return Correction


def asked_about_hours(cast: Cast) -> type[Row]:
    monday = monday_of(TODAY)
    hours.contest(cast.as_("candidate_a1"), cast.placement_a1, uuid7(), monday, TEXT)
    return WeekDispute


@pytest.mark.parametrize("ask", [asked_about_a_note, asked_about_hours])
def test_no_hash_of_a_request_is_left_to_guess_by(cast, ask):
    known = ask(cast).get().body_hash
    assert remove(cast, open_case(cast), CANARY) == 1
    assert everywhere(CANARY) == everywhere(known) == []


def test_a_request_sent_again_does_not_bring_them_back(cast):
    amina, id = cast.as_("candidate_a1"), uuid7()
    corrections.ask_note(amina, cast.note_a1, id, TEXT)
    remove(cast, open_case(cast), CANARY)
    with pytest.raises(NotAllowed, match="id_reused"):
        corrections.ask_note(amina, cast.note_a1, id, TEXT)
    assert everywhere(CANARY) == []


def test_a_change_begun_before_is_out_of_date(cast):
    note = write_note(cast, "supervisor_a", "a1", TEXT)
    change = NoteChange(uuid7(), note.revision, TODAY, text=f"Nog steeds {CANARY}.")
    remove(cast, open_case(cast), CANARY)
    with pytest.raises(Stale):
        note_changes.change(cast.as_("supervisor_a"), note, change)
    assert everywhere(CANARY) == []


@pytest.mark.parametrize("same", [True, False])
def test_an_own_day_of_before_is_refused_and_a_new_one_kept(cast, same):
    amina, first = cast.as_("candidate_a1"), uuid7(NOW - timedelta(minutes=5))
    own_days.write(amina, cast.placement_a1, TODAY, 2, f"Ik ben {CANARY}.", id=first)
    remove(cast, open_case(cast), CANARY)
    again = first if same else uuid7(NOW - timedelta(minutes=1))
    with pytest.raises(NotAllowed, match="own_day_removed"):
        own_days.write(amina, cast.placement_a1, TODAY, 2, f"Ik ben {CANARY}.", id=again)
    assert everywhere(CANARY) == []
    later = uuid7(NOW + timedelta(minutes=1))
    assert own_days.write(amina, cast.placement_a1, TODAY, 1, "Nu goed.", id=later).text


def test_no_room_for_the_mark_changes_nothing(cast):
    write_note(cast, "supervisor_a", "a1", "ab" + "x" * 598)
    with pytest.raises(BadInput) as wrong:
        remove(cast, open_case(cast), "ab")
    assert wrong.value.fields == {"words": "redact_no_room"}
    assert not Redaction.select().exists()


@pytest.mark.parametrize("words", ["", "x", "privacyfunctionaris"])
def test_too_little_to_remove_is_refused(cast, words):
    note = write_note(cast, "supervisor_a", "a1", TEXT)
    wanted = Removal(words, (f"note.text:{note.id}",), RemovalReason.HEALTH)
    with pytest.raises(BadInput) as refused:
        redactions.remove(cast.as_("privacy_officer"), open_case(cast), wanted)
    assert set(refused.value.fields) == {"words"}


def test_from_what_must_be_kept_nothing_is_removed(cast):
    note, case = write_note(cast, "supervisor_a", "a1", TEXT), open_case(cast)
    me = cast.as_("privacy_officer")
    privacy_cases.hold(me, case, cast.placement_a1.id, True, "Er loopt een beroep.")
    with pytest.raises(BadInput) as refused:
        remove(cast, case, CANARY)
    assert refused.value.fields == {"places": "redact_held"}
    assert Note.get_by_id(note.id).text == TEXT
    privacy_cases.hold(me, case, cast.placement_a1.id, False, "Het beroep is voorbij.")
    assert remove(cast, case, CANARY) == 1


def test_a_closed_case_removes_nothing(cast):
    write_note(cast, "supervisor_a", "a1", TEXT)
    case = open_case(cast)
    privacy_cases.close(cast.as_("privacy_officer"), case, "Klaar.")
    with pytest.raises(NotAllowed, match="case_not_open"):
        remove(cast, case, CANARY)


def test_a_case_that_was_closed_in_between_removes_nothing(cast):
    write_note(cast, "supervisor_a", "a1", TEXT)
    case = open_case(cast)
    seen = PrivacyCase.get_by_id(case.id)
    privacy_cases.close(cast.as_("privacy_officer"), case, "Klaar.")
    seen.closed_at = None  # as a request read it that began before
    me = cast.as_("privacy_officer")
    object.__setattr__(me, "cases", {cast.a1_row.id: case.id})
    with pytest.raises(Stale):
        privacy_cases.keep_open(me, seen)


@pytest.fixture
def signed(cast, monkeypatch) -> Case:
    """A final evaluation with the canary in a note behind a level, in a text and a conclusion."""
    quick_pdf(monkeypatch)
    Note.update(text=TEXT).where(Note.id == cast.note_a1.id).execute()
    case = Case(cast)
    usual = case.content
    case.content = lambda: usual(points=f"Rustiger worden. {CANARY}.")  # type: ignore[method-assign]
    return case


def test_a_signed_evaluation_gets_a_clean_copy(cast, signed):
    signed.to("decided")
    evaluations.sign_off(signed.coach, signed.ev, f"Akkoord, {CANARY}.")
    old = Document.get()
    remove(cast, open_case(cast), CANARY)
    assert everywhere(CANARY) == []
    row = Evaluation.get_by_id(signed.ev.id)
    assert row.state is EvaluationState.FINAL
    assert all(one.void_at and "woorden weg" in one.void_reason for one in Signature.select())
    new = Document.select().order_by(Document.made_at.desc(), Document.id.desc()).first()
    assert new.id != old.id and Document.get_by_id(old.id).superseded_by_id == new.id
    assert WithdrawnPdf.select().where(WithdrawnPdf.pdf_hash == old.pdf_hash).exists()
    assert MARK.encode() in bytes(Blob.get_by_id(new.blob_id).data)


def told_in_reaction(case: Case) -> None:
    case.to("seen")
    case.ev = evaluations.candidate_decides(case.amina, case.ev, False, f"Ik ben {CANARY}.")
    case._final()


def told_in_conclusion(case: Case) -> None:
    case.to("decided")
    case.ev = evaluations.sign_off(case.coach, case.ev, f"Akkoord, ondanks {CANARY}.")


@pytest.fixture(params=[told_in_reaction, told_in_conclusion])
def told_around(cast, monkeypatch, request) -> str:
    """A final evaluation with the canary only around what was frozen; the row that has it."""
    quick_pdf(monkeypatch)
    request.param(Case(cast))
    (row,) = set(everywhere(CANARY)) & {"signature.reaction", "evaluation.coach_conclusion"}
    assert "blob.data" in everywhere(CANARY)
    return row


def test_words_that_are_only_printed_around_go_from_the_signed_file_as_well(cast, told_around):
    assert remove(cast, open_case(cast), CANARY) == 2
    assert everywhere(CANARY) == []
    assert {row.times for row in Redaction.select()} == {1}


def test_they_never_go_from_the_row_alone(cast, told_around):
    case = open_case(cast)
    keys = [one.key for one in look(case, CANARY, NOW).spots if not one.signed]
    alone = Removal(CANARY, tuple(keys), RemovalReason.HEALTH)
    with pytest.raises(BadInput) as refused:
        redactions.remove(cast.as_("privacy_officer"), case, alone)
    assert refused.value.fields == {"places": "redact_printed"}
    assert told_around in everywhere(CANARY)


def test_an_officer_reads_the_day_of_an_answer_as_the_wall_said_it(cast):
    """Written at half past midnight on 12 March, which was the 11th in Greenwich."""
    with clock.at(clock.at_local(TODAY + timedelta(days=1), time(0, 30))):
        notes.react(cast.as_("candidate_a1"), cast.note_a1, uuid7(), TEXT)
    case = open_case(cast)
    (spot,) = look(case, CANARY, NOW + timedelta(days=1)).spots
    assert spot.day == TODAY + timedelta(days=1)


def test_they_never_go_from_the_file_alone(cast, told_around):
    case = open_case(cast)
    keys = [one.key for one in look(case, CANARY, NOW).spots if one.signed]
    alone = Removal(CANARY, tuple(keys), RemovalReason.HEALTH)
    with pytest.raises(BadInput) as refused:
        redactions.remove(cast.as_("privacy_officer"), case, alone)
    assert refused.value.fields == {"places": "redact_prints"}
    assert {told_around, "blob.data"} <= set(everywhere(CANARY))


def test_what_waits_for_signatures_goes_back_and_is_frozen_anew(cast, signed):
    signed.to("seen")
    remove(cast, open_case(cast), CANARY)
    assert everywhere(CANARY) == []
    row = Evaluation.get_by_id(signed.ev.id)
    assert row.state is EvaluationState.RETURNED
    row.placement = signed.placement
    changed = evaluations.change(signed.ria, row)
    frozen = evaluations.freeze(signed.ria, changed)
    assert frozen.version == 2 and EvaluationVersion.select().count() == 2
    assert everywhere(CANARY) == []


def test_when_no_pdf_can_be_made_nothing_was_removed(cast, signed, monkeypatch):
    signed.to("final")

    def fail(_doc: object) -> bytes:
        raise NotAllowed("pdf_failed")

    monkeypatch.setattr("pwa.services.printing.render", fail)
    with pytest.raises(NotAllowed, match="pdf_failed"):
        remove(cast, open_case(cast), CANARY)
    assert Note.get_by_id(cast.note_a1.id).text == TEXT
