"""Mijn kandidaten as a coach reads it."""

from datetime import date

from pwa.domain.enums import EvaluationKind
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation
from pwa.services import milestones
from tests.people import TODAY


def test_an_evaluation_that_was_sent_back_stands_with_who_does_not_need_the_coach(browse, cast):
    milestones.done(cast.as_("coach_1"), cast.placement_a1, "week_4")
    row = Evaluation.create(
        placement=cast.placement_a1, kind=EvaluationKind.INTERIM, state=EvaluationState.RETURNED,
        from_on=date(2026, 1, 12), to_on=TODAY, started_by=cast.supervisor_a,
    )  # fmt: skip
    page = browse("coach_1").get("/mijn-kandidaten")
    needed, fine = page.text.split("Loopt goed")
    assert "Eén kandidaat heeft jou nodig." in needed
    assert "Amina El Idrissi" not in needed.split("Heeft jou nodig")[1]
    assert "Je stuurde de evaluatie terug. De begeleider past hem aan." in fine
    assert f"/evaluaties/{row.id}" in page.links()
