"""What is due goes after an offer, what is signed stays true, and there is proof."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pwa.domain.canonical import digest
from pwa.domain.periods import end_of
from pwa.domain.retention import Kind
from pwa.models import (
    TABLES,
    AccessLog,
    AuditEvent,
    Blob,
    Candidate,
    Document,
    EvaluationVersion,
    ForgottenDocument,
    Membership,
    Note,
    Placement,
    PrivacyCase,
    RetentionOffer,
    RetentionRun,
    RetentionStep,
    Session,
    Supervision,
    User,
)
from pwa.models.retention_bulk import of_town
from pwa.models.retention_facts import in_force
from pwa.services import retention, retention_terms, sessions
from pwa.services.audit_check import verify
from tests.people import NOW, TODAY, Cast, write_note
from tests.privacy_case import open_case
from tests.retention_case import ALL_GOES, NOTES_GO, OFFERED, Finished, on, rows


@pytest.fixture
def finished(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Finished:
    return Finished(cast, monkeypatch, tmp_path)


def notes_of(placement: Placement) -> int:
    return Note.select().where(Note.placement == placement.id).count()


def test_nothing_goes_before_its_day(finished: Finished, cast: Cast) -> None:
    before = rows()
    run = finished.run(OFFERED - timedelta(days=1))
    assert RetentionOffer.select().count() == 0
    assert {step.kind for step in run.steps} <= {Kind.DRAFTS, Kind.SIGN_INS}
    after = rows()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {
        *("audit_event", "retention_run", "retention_step", "handover", "session", "rate_bucket")
    }


def test_notes_go_after_they_were_offered_for_two_weeks(finished: Finished, cast: Cast) -> None:
    finished.run(OFFERED)
    offer = RetentionOffer.get(RetentionOffer.placement == cast.placement_a1.id)
    assert (offer.kind, offer.goes_on) == (Kind.NOTES, NOTES_GO)
    finished.run(NOTES_GO - timedelta(days=1))
    assert notes_of(cast.placement_a1) > 0
    finished.run(NOTES_GO)
    assert notes_of(cast.placement_a1) == 0
    assert RetentionOffer.select().where(RetentionOffer.kind == Kind.NOTES).count() == 0


def test_who_was_not_asked_in_time_gets_the_two_weeks_later(finished: Finished, cast: Cast) -> None:
    late = NOTES_GO + timedelta(days=60)
    finished.run(late)
    assert notes_of(cast.placement_a1) > 0
    finished.run(late + timedelta(days=13))
    assert notes_of(cast.placement_a1) > 0
    finished.run(late + timedelta(days=14))
    assert notes_of(cast.placement_a1) == 0


def test_a_signed_evaluation_stays_whole_when_its_notes_are_forgotten(
    finished: Finished, cast: Cast
) -> None:
    kept = list(Document.select().tuples())
    version = EvaluationVersion.get()
    finished.run(OFFERED)
    finished.run(NOTES_GO)
    assert list(Document.select().tuples()) == kept
    import json

    content = json.loads(EvaluationVersion.get().content)
    assert digest(content) == version.content_hash == EvaluationVersion.get().content_hash
    assert Blob.get(Blob.id == Document.get().blob_id)


def test_after_two_years_only_that_the_document_was_real_is_left(
    finished: Finished, cast: Cast
) -> None:
    code, pdf_hash = Document.get().code, Document.get().pdf_hash
    for day in (OFFERED, NOTES_GO, ALL_GOES, ALL_GOES + timedelta(days=14)):
        finished.run(day)
    assert Placement.select().count() == 0
    assert (Document.select().count(), Blob.select().count()) == (0, 0)
    left = ForgottenDocument.get()
    assert (left.code, left.pdf_hash, left.current) == (code, pdf_hash, True)


def test_a_closed_account_says_nothing_about_who_it_was(finished: Finished, cast: Cast) -> None:
    for day in (OFFERED, NOTES_GO, ALL_GOES, ALL_GOES + timedelta(days=14)):
        finished.run(day)
    finished.run(ALL_GOES + timedelta(days=15))
    assert Candidate.select().count() == 0
    amina = User.get_by_id(cast.candidate_a1.id)
    assert (amina.name, amina.login, amina.phone) == ("Gewist account", None, "")
    sara = User.get_by_id(cast.supervisor_a.id)
    assert sara.name == "Sara Jansen"


def test_what_is_held_stays_with_all_that_is_in_the_chain_about_it(
    finished: Finished, cast: Cast
) -> None:
    Placement.update(legal_hold=True).where(Placement.id == cast.placement_a1.id).execute()
    AccessLog.create(
        at=NOW, reader_id=cast.supervisor_a.id, candidate_id=cast.a1_row.id,
        placement_id=cast.placement_a1.id, what="notities",
    )  # fmt: skip
    for day in (OFFERED, NOTES_GO, ALL_GOES, ALL_GOES + timedelta(days=20)):
        finished.run(day)
    assert [row.id for row in Placement.select()] == [cast.placement_a1.id]
    assert notes_of(cast.placement_a1) > 0
    assert AccessLog.select().count() == 1
    first = AuditEvent.select().where(AuditEvent.object_id == cast.placement_a1.id)
    assert first.count() > 0
    assert verify(finished.keys).begins_after == first.order_by(AuditEvent.seq).get().seq - 1


def test_a_hold_that_comes_late_keeps_what_the_chain_still_knows_of_it(
    finished: Finished, cast: Cast
) -> None:
    """Its first events went already, and those of its notes have ids of their own."""
    Placement.update(planned_end_on=date(2028, 12, 31)).execute()
    with on(date(2026, 4, 1)):
        note = write_note(cast, "supervisor_a", "a1", "Kernnotitie.", date(2026, 4, 1))
    written = AuditEvent.select().where(AuditEvent.object_id == note.id)
    finished.run(date(2028, 3, 20))
    assert verify(finished.keys).removed > 0 and written.count() == 1
    Placement.update(legal_hold=True).where(Placement.id == cast.placement_a1.id).execute()
    finished.run(date(2028, 4, 10))
    assert written.count() == 1


def test_a_restored_backup_keeps_what_was_promised_to_a_later_day(
    finished: Finished, cast: Cast
) -> None:
    with on(date(2026, 8, 3)):
        retention_terms.save(cast.as_("privacy_officer"), cast.kessenbroek, 0, {"notes": 1})
    finished.run(date(2026, 8, 3))
    offer = RetentionOffer.get(RetentionOffer.placement == cast.placement_a1.id)
    assert offer.goes_on == date(2026, 8, 17)
    finished.run(date(2026, 8, 16), restored=True)
    assert notes_of(cast.placement_a1) > 0
    finished.run(date(2026, 8, 17), restored=True)
    assert notes_of(cast.placement_a1) == 0


def leaves(user: User) -> None:
    Membership.update(to_on=TODAY).where(Membership.user == user.id).execute()


def test_who_is_in_a_list_that_a_candidate_reads_keeps_the_name(
    finished: Finished, cast: Cast
) -> None:
    reader, officer = cast.employer_a, cast.privacy_officer
    AccessLog.create(
        at=NOW, reader_id=reader.id, candidate_id=cast.a1_row.id,
        placement_id=cast.placement_a1.id, what="notities",
    )  # fmt: skip
    open_case(cast)
    leaves(reader)
    leaves(officer)
    finished.run(date(2026, 9, 20))
    assert {User.get_by_id(one.id).name for one in (reader, officer)} == {
        reader.name, officer.name
    }  # fmt: skip
    finished.run(date(2028, 3, 20))
    assert User.get_by_id(reader.id).name == "Gewist account"


def test_an_account_goes_half_a_year_after_it_was_last_used(finished: Finished, cast: Cast) -> None:
    for day in (OFFERED, NOTES_GO):
        finished.run(day)
    used = ALL_GOES - timedelta(days=1)
    with on(used):
        token = sessions.start(cast.candidate_a1)
        amina = sessions.person_of(token, touch=True)
        assert amina is not None
        sessions.end(amina, amina.session_id)
    for day in (ALL_GOES, *(ALL_GOES + timedelta(days=n) for n in (14, 60, 180))):
        finished.run(day)
    assert User.get_by_id(cast.candidate_a1.id).name == cast.candidate_a1.name
    finished.run(used + timedelta(days=186))
    assert User.get_by_id(cast.candidate_a1.id).name == "Gewist account"


@pytest.mark.parametrize("days", [0, 1])
def test_a_role_keeps_an_account_as_long_as_signing_in_does(cast: Cast, days: int) -> None:
    """Until 11 September: half a year later, on 11 March, both are too old, and not before."""
    frits = cast.former.id
    last = date(2025, 9, 11) + timedelta(days=days)
    Membership.update(from_on=last, to_on=last).where(Membership.user == frits).execute()
    Supervision.delete().where(Supervision.user == frits).execute()
    Note.delete().where(Note.author == frits).execute()
    long_ago = NOW - timedelta(days=400)
    User.update(made_at=long_ago).where(User.id == frits).execute()
    cut = end_of(in_force().shared[Kind.ACCOUNTS].before(TODAY))
    ((model, gone),) = of_town(Kind.ACCOUNTS, None, cut)
    assert model.select().where(gone, User.id == frits).exists() is (days == 0)


def test_an_account_stays_while_an_officer_looks_into_it(finished: Finished, cast: Cast) -> None:
    for day in (OFFERED, NOTES_GO, ALL_GOES):
        finished.run(day)
    with on(ALL_GOES):
        case = open_case(cast, until_on=ALL_GOES + timedelta(days=60))
    for days in (14, 60, 200):
        finished.run(ALL_GOES + timedelta(days=days))
    assert Placement.get_or_none(Placement.candidate == cast.a1_row.id) is None
    assert PrivacyCase.get_or_none(PrivacyCase.id == case.id) is not None
    finished.run(ALL_GOES + timedelta(days=250))
    assert User.get_by_id(cast.candidate_a1.id).name == "Gewist account"


def test_a_hold_that_comes_after_the_offer_stops_it(finished: Finished, cast: Cast) -> None:
    finished.run(OFFERED)
    Placement.update(legal_hold=True).where(Placement.id == cast.placement_a1.id).execute()
    finished.run(NOTES_GO)
    assert notes_of(cast.placement_a1) > 0
    offers = RetentionOffer.select().where(RetentionOffer.placement == cast.placement_a1.id)
    assert offers.count() == 0


def test_a_hold_that_comes_while_a_run_is_busy_is_seen(finished: Finished, cast: Cast) -> None:
    finished.run(OFFERED)
    with on(NOTES_GO):
        going = retention.steps(finished.keys, "command")
        next(going)
        Placement.update(legal_hold=True).execute()
        list(going)
    assert notes_of(cast.placement_a1) > 0


def test_a_plan_that_never_started_goes_after_six_weeks(finished: Finished, cast: Cast) -> None:
    from pwa.domain.states import PlacementState

    Placement.update(state=PlacementState.DRAFT).where(
        Placement.id == cast.placement_b1.id
    ).execute()
    goes = cast.placement_b1.start_on + timedelta(days=42)
    finished.run(goes)
    finished.run(goes + timedelta(days=14))
    assert Placement.get_or_none(Placement.id == cast.placement_b1.id) is None
    assert Placement.select().count() == 2


def test_the_oldest_part_of_the_chain_goes_behind_a_checkpoint(finished: Finished) -> None:
    day = date(2028, 3, 1)
    with on(day):
        before = AuditEvent.select().count()
        run = retention.run(finished.keys, "timer")
        found = verify(finished.keys)
    assert found.whole
    assert 0 < found.removed < before
    step = RetentionStep.get(RetentionStep.kind == Kind.AUDIT)
    assert step.counts == {"audit_event": found.removed}
    assert (run.head_after, run.finished_at is not None) == (found.head, True)


def test_a_run_keeps_its_terms_and_what_it_did_without_a_word(
    finished: Finished, cast: Cast
) -> None:
    finished.run(OFFERED)
    run = finished.run(NOTES_GO)
    assert run.terms[str(cast.kessenbroek.id)]["notes"] == 6
    step = RetentionStep.get(
        RetentionStep.run == run.id, RetentionStep.subject_id == cast.placement_a1.id
    )
    assert (step.kind, step.municipality_id) == (Kind.NOTES, cast.kessenbroek.id)
    assert step.counts["note"] == 3
    assert len(step.ids_hash) == 64
    told = str(list(RetentionStep.select().tuples())) + str(list(RetentionRun.select().tuples()))
    assert "Amina" not in told
    assert "order 41-207" not in told
    event = AuditEvent.get(AuditEvent.action == "retention.forget")
    assert event.object_id in (cast.placement_a1.id, cast.placement_a2.id, cast.placement_b1.id)


def test_old_sessions_go_and_running_ones_stay(finished: Finished, cast: Cast) -> None:
    sessions.start(cast.coach_1)
    with on(date(2026, 6, 1)):
        sessions.start(cast.coach_1)
    finished.run(date(2026, 6, 2))
    assert Session.select().count() == 1


STAYS = {
    "organisation": "a company or municipality, no person", "membership": "a period, no name",
    "employer_profile": "the company's own words", "handbook": "the company's own words",
    "competence": "the company's own words", "tile": "the company's own words",
    "workplace": "the company's own words", "workplace_competence": "the company's own words",
    "workplace_revision": "the company's own words", "profile_photo": "of the company",
    "closed_day": "a day", "rule_profile": "rules", "rule_profile_author": "rules",
    "rule_suggestion": "rules", "setting": "facts of the installation",
    "layout": "of the municipality", "seal_certificate": "public certificates",
    "retention_terms": "settings", "tile_pin": "of a department",
    "forgotten_document": "holds no person", "audit_checkpoint": "proof, holds no person",
    "guard_words": "words to look for, of a municipality", "tablet": "a name of a device",
    "profile_reading": "a coach read a company's words", "company_visit": "a day and a coach",
}  # fmt: skip
"""Tables of which no row goes by itself, and why."""


def test_every_table_goes_with_something_or_says_why_it_stays() -> None:
    """A new table fails here until somebody thought about its end."""
    from pwa.models import Evaluation
    from pwa.models.retention_bulk import of_town, shared
    from pwa.models.retention_facts import NOTE_TABLES

    roots = {Placement, Evaluation, Candidate, User, Blob, AuditEvent, RetentionRun, *NOTE_TABLES}
    for kind in Kind:
        roots |= {model for model, _where in shared(kind, NOW) + of_town(kind, None, NOW)}
    gone: set[Any] = set()

    def go(model: Any) -> None:
        if model not in gone:
            gone.add(model)
            for key, other in model._meta.backrefs.items():
                wanted = ("CASCADE",) if model is User else ("CASCADE", "RESTRICT")
                if model is not Blob and key.on_delete in wanted:
                    go(other)

    for root in roots:
        go(root)
    left = {table._meta.table_name for table in TABLES if table not in gone}
    assert left == STAYS.keys()


def test_the_words_of_every_kind_are_there() -> None:
    from pwa.models.retention_facts import default_terms

    for kind, term in default_terms().items():
        assert term.kind is kind
        for words in (term.label, term.what, term.counts_from, term.why):
            assert words.nl
            assert words.en
