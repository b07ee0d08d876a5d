"""Ticking off a check."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.milestones import MilestoneState
from pwa.domain.rule_profiles import rule_profile_json
from pwa.models import AuditEvent, MilestoneDone, Placement, RuleProfileRow
from pwa.models.calendars import default_rules
from pwa.models.clocks import clock_of
from pwa.services import milestones, placements
from pwa.services.extensions import Extending, extend
from tests import lawclock_case
from tests.people import END, NOW, TODAY


def test_a_check_is_ticked_once_with_one_event(cast):
    before = AuditEvent.select().count()
    for _ in range(2):
        milestones.done(cast.as_("coach_1"), cast.placement_a1, "week_4")
    assert MilestoneDone.select().count() == 1
    assert AuditEvent.select().count() == before + 1


@pytest.mark.parametrize("code", ["", "nonsense", "week_4'--"])
def test_a_check_that_does_not_exist_is_refused(cast, code):
    with pytest.raises(BadInput):
        milestones.done(cast.as_("coach_1"), cast.placement_a1, code)


@pytest.mark.parametrize(
    ("who", "code", "allowed"),
    [
        ("supervisor_a", "start_talk", True),
        ("substitute", "start_talk", True),
        ("coach_1", "start_talk", True),
        ("supervisor_a", "week_4", False),
        ("former", "start_talk", False),
        ("employer_a", "start_talk", False),
        ("candidate_a1", "start_talk", False),
        ("coach_2", "week_4", False),
    ],
)
def test_who_ticks_off_what(cast, who, code, allowed):
    if allowed:
        milestones.done(cast.as_(who), cast.placement_a1, code)
        return
    with pytest.raises(NotAllowed):
        milestones.done(cast.as_(who), cast.placement_a1, code)


def test_it_stands_there_when_and_by_whom_and_can_be_put_back(cast):
    milestones.done(cast.as_("supervisor_a"), cast.placement_a1, "start_talk")
    stone = clock_of(cast.placement_a1).stones(TODAY)[0]
    assert (stone.state, stone.done.by, stone.done.at) == (MilestoneState.DONE, "Sara Jansen", NOW)
    milestones.undo(cast.as_("supervisor_a"), cast.placement_a1, "start_talk")
    assert clock_of(cast.placement_a1).stones(TODAY)[0].state is MilestoneState.OVERDUE


def test_what_asks_for_words_is_no_box_to_tick(cast):
    karel = lawclock_case.arrive(cast)
    for act in (milestones.done, milestones.undo):
        with pytest.raises(NotAllowed):
            act(cast.as_("coach_1"), karel, "premium_12")


def test_an_extension_moves_the_end_and_not_the_half_way_talk(cast):
    before = {one.code: one.due for one in clock_of(cast.placement_a1).milestones}
    more = Extending(END + timedelta(days=60), "Nog even.", "Zo afgesproken.")
    extend(cast.as_("coach_1"), cast.placement_a1, more)
    longer = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    after = {one.code: one.due for one in clock_of(longer).milestones}
    assert after["interim"] == before["interim"] and after["final"] > before["final"]


def new_rules(cast, weeks):
    kind = cast.placement_a1.kind
    rules = rule_profile_json(default_rules()[kind])
    rules["milestones"][1]["n"] = weeks
    return RuleProfileRow.create(municipality=cast.kessenbroek, kind=kind, version=1, rules=rules)


def test_a_placement_keeps_the_rules_of_its_start_until_its_coach_moves_it(cast):
    old = clock_of(cast.placement_a1).milestones
    new_rules(cast, 6)
    law = clock_of(cast.placement_a1)
    assert (law.version.number, law.newest.number, law.milestones) == (0, 1, old)
    for wrong in (0, 2):
        with pytest.raises(NotAllowed):
            milestones.move_to_newest(cast.as_("coach_1"), cast.placement_a1, wrong)
    milestones.move_to_newest(cast.as_("coach_1"), cast.placement_a1, 1)
    law = clock_of(cast.placement_a1)
    assert law.version.number == 1 and law.milestones != old


def test_who_starts_after_new_rules_gets_them(cast):
    new_rules(cast, 6)
    with clock.at(NOW + timedelta(minutes=1)):
        one = cast.placement_a1
        agreed = placements.Agreed(one.kind, TODAY, END, one.schedule)
        row = placements.place(None, cast.a1_row, cast.workplace_a, cast.handbook_a, agreed)
    fresh = Placement.with_people().where(Placement.id == row.id).get()
    assert clock_of(fresh).version.number == 1
