"""Pauses, extensions and ends as services: what moves along, and who was first."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from pwa import clock
from pwa.domain.enums import Advice
from pwa.domain.errors import BadInput, MoveRefused, NotAllowed, Stale
from pwa.domain.running import PauseReason, StopReason
from pwa.domain.states import PlacementState
from pwa.models import AuditEvent, Evaluation, Outcome, Pause, Placement, Supervision
from pwa.models.calendars import milestones_of, rules_for, work_calendar
from pwa.queries.today import today
from pwa.services import endings, extensions, notes, pauses, placements
from pwa.services.endings import Onward, Stopping
from pwa.services.extensions import Extending
from pwa.services.pauses import Pausing, Resuming
from tests.people import END, START, TODAY, Cast, write_note

LATER = END + timedelta(days=30)


def read(cast: Cast) -> Placement:
    row: Placement = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    return row


def pause(cast: Cast, from_on: date = TODAY, row: Placement | None = None) -> Pause:
    wanted = Pausing(from_on, PauseReason.NO_WORK_NOW)
    return pauses.pause(cast.as_("coach_1"), row or read(cast), wanted)


def resume(cast: Cast, back_on: date, move_end: bool) -> None:
    with clock.at(clock.at_local(back_on, time(9))):
        pauses.resume(cast.as_("coach_1"), read(cast), Resuming(back_on, move_end))


def stop(cast: Cast, row: Placement | None = None, **facts: Any) -> None:
    coach = cast.as_("coach_1")
    usual = {"last_on": TODAY, "told_by": coach.id, "told_on": TODAY}
    wanted = Stopping(reason=StopReason.OWN_REQUEST, **{**usual, **facts})
    endings.end_early(coach, row or read(cast), wanted)


def until(cast: Cast, who: str) -> date:
    row = Supervision.get(
        (Supervision.placement == cast.placement_a1.id)
        & (Supervision.user == getattr(cast, who).id)
    )
    found: date = row.to_on
    return found


def interim(cast: Cast) -> date:
    row = read(cast)
    rules = rules_for(row.candidate.municipality_id, row.kind)
    stones = milestones_of(row, rules, work_calendar(row.workplace.organisation_id))
    return next(one.due for one in stones if one.code == "interim")


def test_of_two_who_change_it_at_once_one_is_told(cast: Cast) -> None:
    """Each move against each other one, both made from the same page."""
    coach = cast.as_("coach_1")
    moves = {
        "pause": lambda row: pause(cast, row=row),
        "extend": lambda row: extensions.extend(coach, row, Extending(LATER, "Nog oefenen.")),
        "other": lambda row: extensions.extend(coach, row, Extending(LATER, "Nog leren.")),
        "stop": lambda row: stop(cast, row=row),
    }
    first, second = read(cast), read(cast)
    moves["extend"](first)
    for name in ("pause", "stop", "other"):
        with pytest.raises(Stale):
            moves[name](second)
    assert read(cast).planned_end_on == LATER
    assert not Pause.select().exists()
    assert not Evaluation.select().exists()


def test_a_pause_that_moves_the_end_moves_supervisors_and_moments(cast: Cast) -> None:
    half_way = interim(cast)
    pause(cast)
    resume(cast, TODAY + timedelta(days=14), True)
    assert read(cast).planned_end_on == END + timedelta(days=14)
    assert until(cast, "supervisor_a") == END + timedelta(days=14)
    assert until(cast, "former") == date(2026, 2, 6)
    assert interim(cast) > half_way


def test_a_pause_that_leaves_the_end_leaves_the_moments(cast: Cast) -> None:
    half_way = interim(cast)
    pause(cast)
    resume(cast, TODAY + timedelta(days=14), False)
    assert read(cast).planned_end_on == END
    assert interim(cast) == half_way


def test_an_extension_leaves_the_half_way_talk_where_it_was(cast: Cast) -> None:
    half_way = interim(cast)
    extensions.extend(cast.as_("coach_1"), read(cast), Extending(LATER, "Nog oefenen."))
    assert interim(cast) == half_way
    assert until(cast, "substitute") == LATER


def test_a_pause_moves_the_first_end_of_an_extended_placement_too(cast: Cast) -> None:
    extensions.extend(cast.as_("coach_1"), read(cast), Extending(LATER, "Nog oefenen."))
    pause(cast)
    resume(cast, TODAY + timedelta(days=14), True)
    assert read(cast).first_end_on == END + timedelta(days=14)
    assert read(cast).planned_end_on == LATER + timedelta(days=14)


def test_a_colleague_until_the_last_day_is_not_extended(cast: Cast) -> None:
    """A period that happens to end on the planned end stays a period."""
    placements.assign(
        None, read(cast), cast.colleague, main=False, from_on=END - timedelta(days=4), to_on=END
    )  # fmt: skip
    extensions.extend(cast.as_("coach_1"), read(cast), Extending(LATER, "Nog oefenen."))
    assert until(cast, "colleague") == END


def test_a_pause_of_no_days_never_was(cast: Cast) -> None:
    monday = TODAY + timedelta(days=5)
    pause(cast, monday)
    assert read(cast).state_on(TODAY) is PlacementState.ACTIVE
    resume(cast, monday, True)
    assert not Pause.select().exists()
    assert read(cast).mark == cast.placement_a1.mark
    actions = [row.action for row in AuditEvent.select().order_by(AuditEvent.seq)]
    assert actions[-2:] == ["placement.pause", "placement.resume"]


def test_a_second_pause_waits_for_the_end_of_the_first(cast: Cast) -> None:
    pause(cast, TODAY + timedelta(days=5))
    with pytest.raises(NotAllowed, match="pause_is_planned"):
        pause(cast)
    resume(cast, TODAY + timedelta(days=8), False)
    with pytest.raises(BadInput):
        pause(cast, TODAY + timedelta(days=6))


def test_a_note_of_before_the_pause_still_comes_in(cast: Cast) -> None:
    """Written without a network on Monday, received on Wednesday, in a pause since Tuesday."""
    pause(cast, TODAY - timedelta(days=1))
    written = write_note(cast, "supervisor_a", "a1", "Ruimde zelf op.", TODAY - timedelta(days=2))
    assert notes.Note.get_by_id(written.id).text == "Ruimde zelf op."
    today = write_note(cast, "supervisor_a", "a1", "Kwam toch even langs.")
    assert today.day == TODAY


@pytest.mark.parametrize("who", ["coach_2", "supervisor_a", "employer_a", "candidate_a1"])
def test_only_the_coach_changes_it(cast: Cast, who: str) -> None:
    by, row = cast.as_(who), read(cast)
    with pytest.raises(NotAllowed):
        pauses.pause(by, row, Pausing(TODAY, PauseReason.DAYS_OFF))
    with pytest.raises(NotAllowed):
        extensions.extend(by, row, Extending(LATER, "Nog oefenen."))
    with pytest.raises(NotAllowed):
        endings.end_early(by, row, Stopping(TODAY, StopReason.OWN_REQUEST, by.id, TODAY))
    with pytest.raises(NotAllowed):
        endings.decide(by, row, Onward(Advice.PAID_HERE))


def test_a_stop_cuts_all_periods_and_counts_the_weeks_from_the_real_end(cast: Cast) -> None:
    stop(cast)
    rows = list(Supervision.select().where(Supervision.placement == cast.placement_a1.id))
    assert all(row.to_on <= TODAY for row in rows)
    until = {row.user_id: row.evaluate_until for row in rows}
    assert until[cast.supervisor_a.id] == TODAY + timedelta(days=42)
    assert until[cast.former.id] == date(2026, 2, 6)


@pytest.mark.parametrize("evaluation", [True, False])
def test_a_short_final_evaluation_is_begun_when_it_is_offered(cast: Cast, evaluation: bool) -> None:
    stop(cast, evaluation=evaluation)
    assert Evaluation.select().exists() is evaluation
    if evaluation:
        row = Evaluation.get()
        assert (row.from_on, row.to_on, row.kind) == (START, TODAY, "final")


def test_who_told_it_is_somebody_around_the_candidate(cast: Cast) -> None:
    with pytest.raises(BadInput) as refused:
        stop(cast, told_by=cast.supervisor_b.id)
    assert refused.value.fields == {"told_by": "unknown"}
    stop(cast, told_by=cast.supervisor_a.id)


def test_the_newest_outcome_counts_and_none_is_overwritten(cast: Cast) -> None:
    stop(cast)
    coach = cast.as_("coach_1")
    endings.decide(coach, read(cast), Onward(Advice.NOT_YET_CLEAR))
    endings.decide(coach, read(cast), Onward(Advice.OTHER_PLACE, "Een klein atelier."))
    assert Outcome.select().count() == 2
    assert read(cast).state is PlacementState.ENDED_EARLY


def test_it_is_completed_only_from_its_last_day(cast: Cast) -> None:
    for days, allowed in ((-1, False), (0, True)):
        with clock.at(clock.at_local(END + timedelta(days=days), time(9))):
            coach, row = cast.as_("coach_1"), read(cast)
            if allowed:
                endings.decide(coach, row, Onward(Advice.PAID_HERE))
            else:
                with pytest.raises(NotAllowed, match="not_ended_yet"):
                    endings.decide(coach, row, Onward(Advice.PAID_HERE))
    assert read(cast).ended_on == END
    with pytest.raises(MoveRefused):
        pause(cast)


def test_who_is_there_for_the_last_day_stays_on_todays_list(cast: Cast) -> None:
    """The coach decides in the morning what comes after; the day is still to be worked."""
    with clock.at(clock.at_local(END, time(8))):
        endings.decide(cast.as_("coach_1"), read(cast), Onward(Advice.PAID_HERE))
    with clock.at(clock.at_local(END, time(16))):
        assert "Amina El Idrissi" in [one.name for one in today(cast.as_("supervisor_a")).people]
