"""A plan that saves itself: only its coach's, only the newest edition, and gone when it is done."""

import pytest

from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.models import AuditEvent, PlacementPlan
from pwa.services import plans


def test_the_same_id_again_is_the_same_plan_but_never_a_colleagues(cast):
    id, coach = uuid7(), cast.as_("coach_1")
    plans.start(coach, id, {"goal_1": "Een."})
    assert plans.start(coach, id, {"goal_1": "Twee."}).data == {"goal_1": "Een."}
    with pytest.raises(NotAllowed, match="plan_reused"):
        plans.start(cast.as_("coach_2"), id, {})


def test_an_older_edition_overwrites_nothing(cast):
    coach = cast.as_("coach_1")
    plan = plans.start(coach, uuid7(), {})
    plans.keep(coach, PlacementPlan.get_by_id(plan.id), 1, {"goal_1": "Eerst."})
    with pytest.raises(Stale):
        plans.keep(coach, plan, 1, {"goal_1": "Later."})
    assert PlacementPlan.get_by_id(plan.id).data == {"goal_1": "Eerst."}


def test_keeping_what_stands_there_already_writes_nothing(cast):
    coach = cast.as_("coach_1")
    plan = plans.start(coach, uuid7(), {"goal_1": "Zo."})
    assert plans.keep(coach, plan, 1, {"goal_1": "Zo."}).edition == 1


def test_whom_it_is_about_is_only_known_of_own_candidates(cast):
    own, other = str(cast.a1_row.id), str(cast.b1_row.id)
    coach = cast.as_("coach_1")
    assert plans.start(coach, uuid7(), {"candidate": own}).candidate_id == cast.a1_row.id
    assert plans.start(coach, uuid7(), {"candidate": other}).candidate_id is None


def test_the_log_knows_that_it_was_and_none_of_its_words(cast):
    coach = cast.as_("coach_1")
    plan = plans.start(coach, uuid7(), {"goal_1": "Iets heel eigens."})
    plans.throw_away(coach, plan)
    actions = [row.action for row in AuditEvent.select().order_by(AuditEvent.seq)][-2:]
    assert actions == ["plan.start", "plan.throw_away"]
    assert not any("eigens" in str(row.detail) for row in AuditEvent.select())
    with pytest.raises(Stale):
        plans.throw_away(coach, plan)
