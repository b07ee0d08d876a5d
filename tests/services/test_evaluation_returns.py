"""Sent back, signed again, closed without a signature: who reads why, and what became different."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind, SignatureRole
from pwa.domain.errors import MoveRefused, NotAllowed
from pwa.domain.states import EvaluationState
from pwa.models import ClosedDay, Document, Evaluation, Signature
from pwa.models.evaluation_content import gather
from pwa.policies import evaluations as policies
from pwa.queries.evaluation_review import review, since_signed, versions_of
from pwa.services import evaluations
from pwa.services.evaluations import OwnView, RatingEntry
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW, TODAY

REASON = "Graag een voorbeeld; dit mist een notitie."


@pytest.fixture(autouse=True)
def light_pdf(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.fixture
def case(cast):
    found = Case(cast)
    found.to("decided")
    return found


def back(case, **concerns):
    case.ev = evaluations.return_(case.coach, case.ev, REASON, **concerns)
    return case.ev


@pytest.mark.parametrize(
    ("concerns", "readers"),
    [
        ({}, {"supervisor_a", "coach_1"}),
        ({"candidate": True}, {"supervisor_a", "coach_1", "candidate_a1"}),
        ({"company": True}, {"supervisor_a", "coach_1", "employer_a"}),
    ],
)
def test_only_whom_it_concerns_reads_why(cast, case, concerns, readers):
    case.company_asks()
    ev = back(case, **concerns)
    everybody = ("supervisor_a", "coach_1", "candidate_a1", "employer_a", "candidate_a2")
    assert {who for who in everybody if policies.read_return(cast.as_(who), ev)} == readers
    known = Evaluation.visible_to(case.employer).where(Evaluation.id == ev.id).exists()
    assert known is bool(concerns.get("company"))


def test_it_cannot_concern_a_company_that_does_not_sign(case):
    assert not back(case, company=True).return_to_company


def test_the_candidate_changes_the_own_view_again_only_where_it_concerns_that(case):
    view = OwnView("Ik help wel. Vraag Mehmet.")
    ev = back(case)
    with pytest.raises(MoveRefused):
        evaluations.save_own_view(case.amina, ev, ev.candidate_edition, view)
    case.ev = evaluations.change(case.ria, ev)
    case.freeze()
    ev = back(case, candidate=True)
    case.ev = evaluations.save_own_view(case.amina, ev, ev.candidate_edition, view)
    case.ev = evaluations.change(case.ria, case.ev)
    case.freeze()
    assert [one.meaning for one in Signature.select() if one.void_at is None] == ["drawn_up"]
    again = since_signed(versions_of(case.ev), SignatureRole.CANDIDATE)
    assert {part.what for one in again.changes for part in one.parts} >= {"candidate_words"}


def test_a_signer_sees_what_changed_and_nothing_where_the_signature_stands(case):
    back(case)
    case.ev = evaluations.change(case.ria, case.ev)
    first, second = case.competences()[:2]
    entries = (RatingEntry(first.id, 3, "Deed het zelf.", (case.cast.note_a1.id,)),
               RatingEntry(second.id, 3, "Hielp inpakken.", (case.cast.note_a1.id,)))  # fmt: skip
    case.save(case.content(ratings=entries))
    case.freeze()
    again = since_signed(versions_of(case.ev), SignatureRole.CANDIDATE)
    (one,) = again.changes
    assert (one.label, again.signed) == (second.label, True)
    whats = [(part.what, part.old, part.new) for part in one.parts if part.what != "note"]
    assert ("level", "2", "3") in whats and ("example", "", "Hielp inpakken.") in whats
    assert one.part("note").item == "2026-03-05"
    coach = since_signed(versions_of(case.ev), SignatureRole.COACH)
    assert (coach.signed, coach.changes) == (False, again.changes)
    assert since_signed(versions_of(case.ev), SignatureRole.COMPANY) is None


def test_without_a_change_the_signatures_stand_and_the_coach_hears_that(case):
    back(case)
    case.ev = evaluations.change(case.ria, case.ev)
    case.freeze()
    assert since_signed(versions_of(case.ev), SignatureRole.CANDIDATE) is None
    assert since_signed(versions_of(case.ev), SignatureRole.COACH).changes == ()


def test_in_a_new_version_everybody_sees_what_the_old_one_said(case):
    old = evaluations.sign_off(case.coach, case.ev)
    old = evaluations.ask_correction(case.ria, old, "Tempo klopt niet.")
    case.ev = evaluations.supersede(case.coach, old)
    case.save(case.content(points="Tempo."))
    case.freeze()
    for role in (SignatureRole.CANDIDATE, SignatureRole.COACH):
        again = since_signed(versions_of(case.ev), role)
        assert again.signed and [part.what for part in again.changes[0].parts] == ["points"]
    seen = review(versions_of(case.ev))
    assert seen.last is None, "the one it replaces is not the one before"


def levels(content):
    """Code -> (the level before this one, all levels before it)."""
    rated = [one for group in content["groups"] for one in group["competences"]]
    return {one["code"]: (one["previous_level"], one["earlier"]) for one in rated}


def test_until_its_correction_is_signed_the_old_one_is_the_one_before(cast):
    interim = Case(cast, EvaluationKind.INTERIM)
    interim.to("final")
    first = interim.competences()[0].code
    old = evaluations.ask_correction(interim.ria, interim.ev, "Tempo klopt niet.")
    interim.ev = evaluations.supersede(interim.coach, old)
    interim.save(interim.content(level=2))
    interim.freeze()
    assert levels(versions_of(interim.ev).now)[first] == (None, []), "not before itself"
    final = Case(cast)
    final.to("signing")
    assert levels(versions_of(final.ev).now)[first] == (3, [["2026-03-11", 3]])
    assert review(versions_of(final.ev)).last is not None
    for step in (interim._seen, interim._decided, interim._final):
        step()
    assert levels(gather(final.ev))[first] == (2, [["2026-03-11", 2]])


def at_day(n):
    return clock.at(NOW + timedelta(days=n))


@pytest.mark.parametrize(
    ("closed", "last_refused"),
    [
        ([], date(2026, 3, 25)),
        ([date(2026, 3, 12), date(2026, 3, 13)], date(2026, 3, 27)),
        ([date(2026, 3, 14)], date(2026, 3, 25)),
    ],
)
def test_closing_waits_ten_working_days_of_this_company(cast, closed, last_refused):
    case = Case(cast)
    case.to("seen")
    for day in closed:
        ClosedDay.create(organisation=cast.company_a.id, day=day)
    days = (last_refused - TODAY).days
    with at_day(days), pytest.raises(NotAllowed, match="too_early_to_close"):
        evaluations.close_unsigned(case.coach, case.ev)
    with at_day(days + 1):
        row = evaluations.close_unsigned(case.coach, case.ev, "Niet meer gekomen.")
    assert row.state is EvaluationState.FINAL
    offered = Signature.get(Signature.meaning == "offered_unsigned")
    assert offered.statement == "Aangeboden op 11-3-2026, niet ondertekend."
    assert b"Aangeboden op 11-3-2026, niet ondertekend." in bytes(Document.get().blob.data)


def test_closing_does_not_count_easter_monday(cast):
    case = Case(cast)
    with clock.at(clock.at_local(date(2026, 3, 27), NOW.time())):  # ten days on: Easter Monday out
        case.to("seen")
    tenth = clock.at_local(date(2026, 4, 13), NOW.time())
    with clock.at(tenth), pytest.raises(NotAllowed, match="too_early_to_close"):
        evaluations.close_unsigned(case.coach, case.ev)
    with clock.at(clock.at_local(date(2026, 4, 14), NOW.time())):
        assert evaluations.close_unsigned(case.coach, case.ev).state is EvaluationState.FINAL
