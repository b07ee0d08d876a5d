"""A case opens one record for one officer, for a reason and a while, and nothing else does."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.models import (
    AuditEvent,
    Candidate,
    Evaluation,
    HoldMove,
    Membership,
    Note,
    Placement,
    PrivacyCase,
    load_person,
)
from pwa.policies import notes, placements
from pwa.services import people, privacy_cases
from pwa.services.rates import TooOften
from tests.evaluation_case import Case
from tests.people import NOW, TODAY, Cast
from tests.privacy_case import UNTIL, open_case

pytestmark = pytest.mark.usefixtures("connection")


def reads(cast: Cast, who: str = "privacy_officer") -> set[str]:
    """Which notes of the cast this person may know of."""
    me = cast.as_(who)
    found = {row.id for row in Note.visible_to(me)}
    names = ("note_a1", "old_note_a1", "secret_a1", "note_a2", "note_b1")
    return {name for name in names if getattr(cast, name).id in found}


def test_without_a_case_an_officer_reads_nothing(cast):
    me = cast.as_("privacy_officer")
    assert reads(cast) == set()
    assert not Placement.visible_to(me).exists()
    assert not Candidate.visible_to(me).exists()


def test_a_case_opens_the_shared_record_of_that_candidate_alone(cast):
    Case(cast).to("ready")
    open_case(cast)
    me = cast.as_("privacy_officer")
    assert reads(cast) == {"note_a1", "old_note_a1"}
    assert {row.id for row in Placement.visible_to(me)} == {cast.placement_a1.id}
    assert Evaluation.visible_to(me).count() == 1


def test_policies_say_the_same_as_visibility(cast):
    open_case(cast)
    me = cast.as_("privacy_officer")
    for name in ("a1", "a2", "b1"):
        row = getattr(cast, f"placement_{name}")
        seen = Placement.visible_to(me).where(Placement.id == row.id).exists()
        assert placements.see(me, row) is seen and placements.read_notes(me, row) is seen
    fetched = Note.visible_to(cast.as_("supervisor_a")).where(Note.id == cast.secret_a1.id).get()
    assert not notes.read(me, fetched)


def test_an_evaluation_in_draft_is_not_read_on_a_case(cast):
    Case(cast)
    open_case(cast)
    assert not Evaluation.visible_to(cast.as_("privacy_officer")).exists()


def test_closing_ends_it_on_the_next_request(cast):
    case = open_case(cast)
    privacy_cases.close(cast.as_("privacy_officer"), case, "Kopie gegeven.")
    assert reads(cast) == set()


def test_it_ends_by_itself_after_its_last_day(cast):
    open_case(cast)
    with clock.at(NOW + timedelta(days=14)):
        assert reads(cast)
    with clock.at(NOW + timedelta(days=15)):
        assert reads(cast) == set()


def test_a_case_of_a_colleague_opens_nothing(cast):
    other = people.add_user(None, "Oda Smit")
    people.add_member(None, other, cast.kessenbroek, Role.PRIVACY_OFFICER)
    cast.other = other
    open_case(cast)
    assert reads(cast, "other") == set()
    assert PrivacyCase.visible_to(cast.as_("other")).count() == 1


def test_it_ends_with_the_job_and_with_a_move_to_another_municipality(cast):
    open_case(cast)
    Candidate.update(municipality=cast.anderdam).where(Candidate.id == cast.a1_row.id).execute()
    assert reads(cast) == set()
    Candidate.update(municipality=cast.kessenbroek).where(Candidate.id == cast.a1_row.id).execute()
    Membership.update(to_on=TODAY - timedelta(days=1)).where(
        Membership.user == cast.privacy_officer.id
    ).execute()
    assert reads(cast) == set() and not load_person(cast.privacy_officer).cases


def test_no_case_about_a_candidate_of_another_municipality(cast):
    with pytest.raises(NotAllowed, match="case_not_found"):
        open_case(cast, "b1_row")


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"reason": " "}, "reason", "missing"),
        ({"told": ""}, "told", "missing"),
        ({"told": "x" * 301}, "told", "too_long:300"),
        ({"until_on": TODAY - timedelta(days=1)}, "until_on", "case_day_gone"),
        ({"until_on": date(2027, 1, 1)}, "until_on", "case_too_long"),
    ],
)
def test_what_is_missing_is_said_by_field(cast, facts, field, code):
    with pytest.raises(BadInput) as wrong:
        open_case(cast, **facts)
    assert wrong.value.fields == {field: code}
    assert not PrivacyCase.select().exists()


def test_one_open_case_about_one_candidate(cast):
    open_case(cast)
    with pytest.raises(NotAllowed, match="case_open_already"):
        open_case(cast, reason="Inzageverzoek nummer 13.")


def test_longer_asks_a_reason_and_a_later_day(cast):
    case, me = open_case(cast), cast.as_("privacy_officer")
    for day, reason in ((UNTIL, "Nog bezig."), (UNTIL + timedelta(days=7), "")):
        with pytest.raises(BadInput):
            privacy_cases.extend(me, case, day, reason)
    longer = privacy_cases.extend(me, case, UNTIL + timedelta(days=7), "Nog bezig.")
    assert longer.until_on == UNTIL + timedelta(days=7)
    with pytest.raises(Stale):  # from a page of before
        privacy_cases.close(me, case, "Klaar.")


def test_an_expired_case_cannot_be_revived(cast):
    case = open_case(cast)
    with clock.at(NOW + timedelta(days=20)), pytest.raises(NotAllowed, match="case_not_open"):
        privacy_cases.extend(cast.as_("privacy_officer"), case, date(2026, 4, 20), "Toch nog.")


def test_events_tell_who_and_when_and_no_words(cast):
    case = open_case(cast)
    privacy_cases.close(cast.as_("privacy_officer"), case, "Geheime uitkomst.")
    events = list(AuditEvent.select().order_by(AuditEvent.seq.desc()).limit(2))
    assert [one.action for one in events] == ["case.close", "case.open"]
    said = str([one.detail for one in events])
    assert "Inzageverzoek" not in said and "Geheime" not in said


@pytest.mark.parametrize("typed", ["Amina El Idrissi", "amina  el idrissi", "KB-77"])
def test_a_whole_name_or_reference_is_found(cast, typed):
    Candidate.update(reference="kb-77").where(Candidate.id == cast.a1_row.id).execute()
    found = privacy_cases.find(cast.as_("privacy_officer"), typed)
    assert [row.id for row in found] == [cast.a1_row.id]


@pytest.mark.parametrize("typed", ["Amina", "El Idrissi", "Łucja Świątek", "%%%", "a%a", "___"])
def test_parts_patterns_and_others_are_not_found(cast, typed):
    assert privacy_cases.find(cast.as_("privacy_officer"), typed) == []


@pytest.mark.parametrize("typed", ["", "%", " a "])
def test_too_little_is_no_search(cast, typed):
    with pytest.raises(BadInput) as short:
        privacy_cases.find(cast.as_("privacy_officer"), typed)
    assert short.value.fields == {"who": "case_who_short"}


def test_searches_are_written_down_and_limited(cast):
    me = cast.as_("privacy_officer")
    privacy_cases.find(me, "Amina El Idrissi")
    event = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert (event.action, event.detail) == ("case.search", {"found": 1})
    for _try in range(privacy_cases.SEARCHES - 1):
        privacy_cases.find(me, "Amina El Idrissi")
    with pytest.raises(TooOften):
        privacy_cases.find(me, "Amina El Idrissi")


def test_what_must_be_kept_is_a_fact_with_a_trace(cast):
    case, me = open_case(cast), cast.as_("privacy_officer")
    privacy_cases.hold(me, case, cast.placement_a1.id, True, "Er loopt een beroep.")
    assert Placement.get_by_id(cast.placement_a1.id).legal_hold
    with pytest.raises(Stale):
        privacy_cases.hold(me, case, cast.placement_a1.id, True, "Nog eens.")
    privacy_cases.hold(me, case, cast.placement_a1.id, False, "Het beroep is voorbij.")
    moves = HoldMove.select().order_by(HoldMove.made_at, HoldMove.id)
    assert [row.held for row in moves] == [True, False]
    assert not Placement.get_by_id(cast.placement_a1.id).legal_hold


def test_nothing_of_another_candidate_is_held_in_a_case(cast):
    case = open_case(cast)
    with pytest.raises(NotAllowed, match="case_not_found"):
        privacy_cases.hold(
            cast.as_("privacy_officer"), case, cast.placement_a2.id, True, "Per ongeluk."
        )
