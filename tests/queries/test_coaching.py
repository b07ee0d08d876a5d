"""Mijn kandidaten: who needs the coach, and why."""

from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import AttendanceCode, EvaluationKind, Role
from pwa.domain.ids import uuid7
from pwa.domain.running import StopReason
from pwa.domain.states import EvaluationState, PlacementState
from pwa.models import Attendance, Evaluation, Outcome, Placement, User
from pwa.queries.coaching import coach_view
from pwa.queries.coaching_reasons import Need
from pwa.services import endings, evaluations, milestones, people
from pwa.services.endings import Stopping
from tests import lawclock_case
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW, TODAY, write_note


def needs(view, name):
    card = next(one for one in (*view.needing, *view.others, *view.over) if one.name == name)
    return {reason.need: reason for reason in card.reasons}


AMINA, WILLEM = "Amina El Idrissi", "Willem de Boer"


def on(day, hour=10):
    return clock.at(clock.at_local(day, time(hour)))


def absent(cast, day):
    Attendance.create(
        placement=cast.placement_a1, day=day, code=AttendanceCode.ABSENT_UNREPORTED,
        author=cast.supervisor_a, body_hash="x", made_at=NOW,
    )  # fmt: skip


def evaluation(cast, **facts):
    values = {
        "placement": cast.placement_a1, "kind": EvaluationKind.INTERIM,
        "from_on": date(2026, 1, 12), "to_on": TODAY, "started_by": cast.supervisor_a, **facts,
    }  # fmt: skip
    return Evaluation.create(**values)


def test_only_own_candidates_are_shown(cast):
    view = coach_view(cast.as_("coach_1"))
    names = {one.name for one in (*view.needing, *view.others)}
    assert names == {AMINA, WILLEM}
    assert coach_view(cast.as_("coach_2")).is_empty is False


def test_a_coach_who_left_the_municipality_sees_nobody(cast):
    cast.coach_1.memberships.get().delete_instance()
    assert coach_view(cast.as_("coach_1")).is_empty


@pytest.mark.parametrize(("day", "quiet"), [(date(2026, 3, 12), False), (date(2026, 3, 13), True)])
def test_five_working_days_without_a_note_is_a_reason(cast, day, quiet):
    # The last note of Willem is of Thursday 5 March; five working days are over on the 12th.
    with on(day):
        assert (Need.NO_NOTES in needs(coach_view(cast.as_("coach_1")), WILLEM)) is quiet


def test_a_new_note_takes_the_reason_away(cast):
    with on(date(2026, 3, 16)):
        assert Need.NO_NOTES in needs(coach_view(cast.as_("coach_1")), WILLEM)
    write_note(cast, "colleague", "a2", "Ging goed.")
    with on(date(2026, 3, 16)):
        assert Need.NO_NOTES not in needs(coach_view(cast.as_("coach_1")), WILLEM)


@pytest.mark.parametrize(("days", "seen"), [([9], False), ([9, 10], True), ([9, -30], False)])
def test_twice_absent_without_a_word_in_four_weeks_is_a_reason(cast, days, seen):
    for day in days:
        absent(cast, date(2026, 3, 1) + timedelta(days=day - 1))
    assert (Need.ABSENT_UNREPORTED in needs(coach_view(cast.as_("coach_1")), AMINA)) is seen


def test_the_end_is_near_until_there_is_a_next_step(cast):
    with on(date(2026, 6, 24)):
        assert needs(coach_view(cast.as_("coach_1")), AMINA)[Need.END_NEAR].days == 6
        Outcome.create(placement=cast.placement_a1, advice="paid_here", decided_by=cast.coach_1)
        assert Need.END_NEAR not in needs(coach_view(cast.as_("coach_1")), AMINA)


def test_a_final_evaluation_is_not_a_next_step(cast):
    with on(date(2026, 6, 24)):
        evaluation(cast, kind=EvaluationKind.FINAL, state=EvaluationState.FINAL)
        assert needs(coach_view(cast.as_("coach_1")), AMINA)[Need.END_NEAR].days == 6


def test_a_returned_evaluation_and_one_that_lies_too_long_are_reasons(cast):
    one = evaluation(cast, state=EvaluationState.RETURNED)
    found = needs(coach_view(cast.as_("coach_1")), AMINA)
    assert found[Need.RETURNED].evaluation == one.id
    Evaluation.update(state=EvaluationState.SIGNING, version=1, frozen_at=NOW).execute()
    assert Need.CLOSE_UNSIGNED not in needs(coach_view(cast.as_("coach_1")), AMINA)
    with on(date(2026, 3, 25)):  # the tenth working day is still the candidate's
        assert Need.CLOSE_UNSIGNED not in needs(coach_view(cast.as_("coach_1")), AMINA)
    with on(date(2026, 3, 26)):
        assert Need.CLOSE_UNSIGNED in needs(coach_view(cast.as_("coach_1")), AMINA)


def test_what_came_back_unchanged_waits_for_the_coach_as_it_did(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.company_asks()
    case.to("decided")
    case.ev = evaluations.company_signs(case.employer, case.ev)
    case.ev = evaluations.return_(case.coach, case.ev, "Kijk nog eens.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.freeze()
    found = needs(coach_view(cast.as_("coach_1")), AMINA)
    assert found[Need.SIGN_OFF].evaluation == case.ev.id


def test_a_returned_evaluation_alone_is_told_but_does_not_need_the_coach(cast):
    milestones.done(cast.as_("coach_1"), cast.placement_a1, "week_4")
    evaluation(cast, state=EvaluationState.RETURNED)
    view = coach_view(cast.as_("coach_1"))
    assert AMINA not in [one.name for one in view.needing]
    assert Need.RETURNED in needs(view, AMINA)
    absent(cast, date(2026, 3, 9))
    absent(cast, date(2026, 3, 10))
    view = coach_view(cast.as_("coach_1"))
    assert AMINA in [one.name for one in view.needing]
    assert {Need.RETURNED, Need.ABSENT_UNREPORTED} <= set(needs(view, AMINA))


def test_a_candidate_without_a_place_is_shown_with_that_reason(cast):
    user = people.add_user(None, "Nieuw Iemand")
    people.add_candidate(None, user, cast.kessenbroek, cast.coach_1)
    assert Need.NO_PLACE in needs(coach_view(cast.as_("coach_1")), "Nieuw Iemand")


def test_who_stopped_long_ago_or_never_began_needs_a_place(cast):
    Placement.update(state=PlacementState.ENDED_EARLY, ended_on=date(2026, 2, 1)).where(
        Placement.id == cast.placement_a1.id
    ).execute()
    Placement.update(state=PlacementState.CANCELLED).where(
        Placement.id == cast.placement_a2.id
    ).execute()
    view = coach_view(cast.as_("coach_1"))
    assert all(set(needs(view, name)) == {Need.NO_PLACE} for name in (AMINA, WILLEM))


@pytest.mark.parametrize(("day", "told"), [(date(2026, 5, 20), True), (date(2026, 5, 21), False)])
def test_until_the_last_day_of_a_stop_what_is_the_coachs_stays(cast, day, told):
    """Announced on 4 May for 20 May: the premium of 11 May is still to be decided."""
    karel = lawclock_case.arrive(cast)
    with on(date(2026, 5, 4)):
        coach = cast.as_("coach_1")
        stop = Stopping(
            date(2026, 5, 20), StopReason.OWN_REQUEST, coach.id, date(2026, 5, 4), evaluation=False
        )
        endings.end_early(coach, karel, stop)
    with on(day):
        view = coach_view(cast.as_("coach_1"))
        reasons = needs(view, "Karel Smeets")
        assert (Need.MILESTONE in reasons) is told
        assert ("premium_18" in {one.code for one in view.near}) is told
        assert Need.END_NEAR not in reasons, "it was the coach who decided that"


def test_the_most_urgent_comes_first(cast):
    absent(cast, date(2026, 3, 9))
    absent(cast, date(2026, 3, 10))
    with on(date(2026, 3, 20)):
        assert [one.name for one in coach_view(cast.as_("coach_1")).needing] == [AMINA, WILLEM]


def test_a_check_of_the_coach_stays_until_it_is_ticked(cast):
    view = coach_view(cast.as_("coach_1"))
    late = [one for one in view.near if one.code == "week_4" and one.name == AMINA]
    assert [one.who for one in late] == [Role.COACH]
    milestones.done(cast.as_("coach_1"), cast.placement_a1, "week_4")
    view = coach_view(cast.as_("coach_1"))
    assert not [one for one in view.near if one.code == "week_4" and one.name == AMINA]


def test_an_evaluation_that_was_made_is_no_longer_near(cast):
    with on(date(2026, 6, 10)):
        near = {(one.name, one.code) for one in coach_view(cast.as_("coach_1")).near}
        assert (AMINA, "final") in near
        evaluation(cast, kind=EvaluationKind.FINAL)
        near = {(one.name, one.code) for one in coach_view(cast.as_("coach_1")).near}
        assert (AMINA, "final") not in near
        assert (WILLEM, "final") in near


def test_the_number_of_queries_does_not_grow_with_the_candidates(cast, watch):
    with watch.counting() as few:
        coach_view(cast.as_("coach_1"))
    for number in range(20):
        user = User.create(name=f"Kandidaat {number}")
        row = people.add_candidate(None, user, cast.kessenbroek, cast.coach_1)
        source = cast.placement_a1
        Placement.create(
            id=uuid7(), candidate=row, workplace=source.workplace_id, handbook=source.handbook_id,
            kind=source.kind, state=source.state, start_on=source.start_on,
            planned_end_on=source.planned_end_on, schedule=source.schedule,
        )  # fmt: skip
    with watch.counting() as many:
        assert len(coach_view(cast.as_("coach_1")).needing) >= 20
    assert len(many.queries) == len(few.queries) <= 12
