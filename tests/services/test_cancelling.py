"""What never started is cancelled with a reason; what was lived is not."""

import pytest

from pwa.domain.errors import BadInput, MoveRefused, NotAllowed
from pwa.domain.states import PlacementState
from pwa.services import cancelling
from tests.agreement_case import Case
from tests.evaluation_case import quick_pdf


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.mark.parametrize("state", ["draft", "to_sign", "planned"])
def test_before_it_started_the_coach_calls_it_off(cast, state):
    case = Case(cast)
    if state != "draft":
        case.offered()
    if state == "planned":
        case.sign("candidate_a1", "employer_a", "coach_1")
    assert case.placement.state == state
    cancelling.cancel(cast.as_("coach_1"), case.placement, "De tafel is niet klaar.")
    row = case.placement
    assert (row.state, row.end_reason) == (PlacementState.CANCELLED, "De tafel is niet klaar.")
    with pytest.raises(MoveRefused):
        cancelling.cancel(cast.as_("coach_1"), row, "Nog eens.")


def test_a_place_with_a_note_has_been(cast):
    with pytest.raises(NotAllowed, match="has_started"):
        cancelling.cancel(cast.as_("coach_1"), cast.placement_a1, "Toch niet.")


def test_a_reason_is_asked_and_nobody_else_decides(cast):
    case = Case(cast)
    with pytest.raises(BadInput):
        cancelling.cancel(cast.as_("coach_1"), case.placement, "  ")
    for who in ("candidate_a1", "employer_a", "supervisor_a", "coach_2"):
        with pytest.raises(MoveRefused):
            cancelling.cancel(cast.as_(who), case.placement, "Nee.")
