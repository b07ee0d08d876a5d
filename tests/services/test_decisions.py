"""What the law lets the coach decide: premiums and the question of nine months."""

from datetime import date, time

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.models import AuditEvent, Blob, ChanceAnswer, MilestoneDone, PremiumStatement
from pwa.queries.decisions import premium_page
from pwa.services import decisions
from tests import lawclock_case
from tests.evaluation_case import quick_pdf
from tests.pause_case import stood_still
from tests.people import TODAY, Cast

YES = "Was er bijna altijd en haalde drie doelen."


@pytest.fixture
def karel(cast: Cast):
    return lawclock_case.arrive(cast)


def decide(cast: Cast, month: int = 12, edition: int = 0, granted: bool = True, text: str = YES):
    return decisions.decide_premium(cast.as_("coach_1"), cast.karel, month, edition, granted, text)


def test_the_facts_of_case_e_are_44_of_48_days_and_three_goals(cast: Cast, karel) -> None:
    lawclock_case.live_half_year(cast)
    row = decide(cast)
    facts = row.facts
    assert (facts["present"], facts["expected"], facts["filled"]) == (44, 48, 48)
    assert len(facts["goals"]) == 3
    assert (row.from_on, row.to_on) == lawclock_case.HALF_YEAR
    assert "sick" not in str(facts) and "ziek" not in str(facts)


def test_of_months_before_this_place_nothing_is_claimed(cast: Cast, karel) -> None:
    row = decide(cast, 6)
    assert (row.from_on, row.to_on) == (date(2025, 3, 11), date(2025, 5, 10))
    assert row.facts["filled"] == 0 and row.facts["expected"] == 18


def test_of_days_in_a_pause_nobody_was_expected(cast: Cast, karel) -> None:
    """Two weeks in June without work for him, and one in September: no days that he missed."""
    before = premium_page(karel, 12, TODAY)
    stood_still(cast, karel, date(2025, 6, 2), date(2025, 6, 16))
    stood_still(cast, karel, date(2025, 9, 1), date(2025, 9, 8))
    after = premium_page(karel, 12, TODAY)
    assert before and after
    assert after.facts["expected"] == before.facts["expected"] - 6


def test_deciding_ticks_the_check_off_in_the_same_step(cast: Cast, karel) -> None:
    row = decide(cast)
    done = MilestoneDone.get()
    assert (done.code, done.done_by.name) == ("premium_12", "Anna de Groot")
    actions = [one.action for one in AuditEvent.select().order_by(AuditEvent.seq.desc()).limit(2)]
    assert actions == ["premium.decide", "milestone.done"]
    assert YES not in str([one.detail for one in AuditEvent.select()])
    assert row.edition == 1


def test_what_cannot_be_kept_ticks_nothing_off(cast: Cast, karel) -> None:
    for wrong in ({"text": " "}, {"text": "x" * 601}, {"month": 7}):
        with pytest.raises(BadInput):
            decide(cast, **wrong)
    assert not MilestoneDone.select().exists()


def test_a_second_decision_is_a_new_edition_and_the_first_stays(cast: Cast, karel) -> None:
    decide(cast)
    decide(cast, edition=1, granted=False, text="Toch niet: de afspraken liepen vast.")
    rows = PremiumStatement.select().order_by(PremiumStatement.edition)
    assert [(one.edition, one.granted) for one in rows] == [(1, True), (2, False)]


def test_who_did_not_see_the_newest_decision_overwrites_nothing(cast: Cast, karel) -> None:
    decide(cast)
    with pytest.raises(Stale):
        decide(cast, granted=False, text="Iets anders.")
    assert PremiumStatement.select().count() == 1
    decide(cast)
    assert PremiumStatement.select().count() == 1, "the same form sent twice"


@pytest.mark.parametrize("who", ["coach_2", "supervisor_a", "employer_a", "candidate_a1"])
def test_only_the_own_coach_decides(cast: Cast, karel, who: str) -> None:
    for act in (
        lambda by: decisions.decide_premium(by, karel, 12, 0, True, YES),
        lambda by: decisions.answer_chance(by, karel, 0, True, YES),
    ):
        with pytest.raises(NotAllowed):
            act(cast.as_(who))


def test_the_statement_is_printed_once_and_kept(cast: Cast, karel, monkeypatch) -> None:
    quick_pdf(monkeypatch)
    row = decide(cast)
    first = decisions.premium_pdf(cast.as_("coach_1"), row, "Anna de Groot")
    again = decisions.premium_pdf(
        cast.as_("coach_1"), PremiumStatement.get_by_id(row.id), "Iemand anders"
    )
    assert first == again and Blob.select().count() == 1


def test_the_answer_after_nine_months_is_kept_with_who_and_when(cast: Cast, karel) -> None:
    moment = clock.at_local(date(2025, 8, 11), time(10))
    with clock.at(moment):
        decisions.answer_chance(
            cast.as_("coach_1"), karel, 0, True,
            "Van 2 naar 4 dagdelen, doet heftruckcertificaat theorie.",
        )  # fmt: skip
    row = ChanceAnswer.get()
    assert (row.raised, row.decided_by.name, row.decided_at) == (True, "Anna de Groot", moment)
    assert MilestoneDone.get().code == "chance_of_work"


def test_a_place_without_that_question_has_no_answer(cast: Cast) -> None:
    with pytest.raises(BadInput):
        decisions.answer_chance(cast.as_("coach_1"), cast.placement_a1, 0, True, YES)
