"""What the coach hears about a start: questions, signatures, and what is still open."""

from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.queries.coaching import coach_view
from pwa.queries.coaching_reasons import Need
from pwa.services import agreements, checklists
from tests.agreement_case import AGREED, Case
from tests.evaluation_case import quick_pdf

START = AGREED.start_on


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


def needs(cast, case: Case, day: date | None = None) -> dict[Need, int]:
    moment = clock.at_local(day, time(10)) if day else clock.now()
    with clock.at(moment):
        view = coach_view(cast.as_("coach_1"))
    everybody = [*view.needing, *view.others, *view.over]
    card = next(one for one in everybody if one.placement_id == case.id)
    return {reason.need: reason.days for reason in card.reasons}


def test_a_draft_asks_to_be_offered_and_then_to_be_signed_by_the_coach(cast):
    case = Case(cast)
    assert set(needs(cast, case)) == {Need.TO_OFFER}
    assert set(needs(cast, case.offered())) == {Need.TO_SIGN}
    assert needs(cast, case.sign("coach_1")) == {}


def test_a_question_is_heard_until_it_is_talked_about(cast):
    case = Case(cast).offered().sign("coach_1")
    agreements.ask(cast.as_("candidate_a1"), case.placement, "")
    assert needs(cast, case) == {Need.ASKED: 1}
    agreements.answered(cast.as_("coach_1"), case.placement)
    assert needs(cast, case) == {}


def test_from_the_first_day_a_missing_signature_comes_first(cast):
    case = Case(cast).offered().sign("coach_1")
    assert Need.UNSIGNED not in needs(cast, case, START - timedelta(days=1))
    found = needs(cast, case, START)
    assert next(iter(found)) is Need.UNSIGNED
    case.sign("candidate_a1", "employer_a")
    assert Need.UNSIGNED not in needs(cast, case, START)


@pytest.mark.parametrize(("days", "said"), [(-8, 0), (-7, 4), (0, 4), (14, 4), (15, 0)])
def test_open_items_are_said_around_the_first_day(cast, days, said):
    case = Case(cast).offered().sign("candidate_a1", "employer_a", "coach_1")
    assert needs(cast, case, START + timedelta(days=days)).get(Need.START_OPEN, 0) == said


def test_what_is_arranged_is_not_open_any_more(cast):
    case = Case(cast).offered().sign("candidate_a1", "employer_a", "coach_1")
    checklists.tick(cast.as_("coach_1"), case.placement, "insurance", True)
    assert needs(cast, case, START)[Need.START_OPEN] == 3
    checklists.tick(cast.as_("coach_1"), case.placement, "insurance", False)
    assert needs(cast, case, START)[Need.START_OPEN] == 4
