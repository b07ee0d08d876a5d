"""What was agreed and is agreed again stands on a page once, with the newest day."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind
from pwa.models import ActionItem, Evaluation
from pwa.queries.actions import agreements_of, agreements_on, own_and_before
from pwa.queries.coaching import coach_view
from pwa.queries.today import today
from pwa.services import actions, evaluations
from pwa.services.evaluations import ActionEntry
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW

WHAT = "Bij boos: even naar buiten."
FIRST, AGAIN = date(2026, 3, 9), date(2026, 4, 1)
WHOSE = ("candidate", "supervisor", "coach")


def agree(cast, what, day, kind=EvaluationKind.INTERIM):
    case = Case(cast, kind)
    case.to("discussed")
    case.save(case.content(actions=(ActionEntry(what, "", day, WHOSE),)))
    for step in (case._signing, case._seen, case._decided, case._final):
        step()
    case.day = day
    return case


@pytest.fixture
def twice(cast, monkeypatch):
    """The final one; `first` is the interim one before it."""
    quick_pdf(monkeypatch)
    first = agree(cast, WHAT, FIRST)
    Evaluation.update(started_at=NOW - timedelta(days=40)).execute()
    first.ev = evaluations.again(first.ev)
    found = agree(cast, f" {WHAT} ", AGAIN, EvaluationKind.FINAL)
    found.first = first
    return found


def days(found):
    return [one.by_on for one in found]


def test_it_stands_once_on_every_page(cast, twice):
    for who in ("candidate_a1", "supervisor_a", "coach_1"):
        assert days(agreements_of(cast.as_(who))) == [AGAIN]
    assert days(agreements_on(cast.as_("coach_1"), twice.placement)) == [AGAIN]
    assert days(today(cast.as_("supervisor_a")).agreed) == [AGAIN]


def test_the_coach_is_not_told_that_it_is_late(cast, twice):
    needs = str(coach_view(cast.as_("coach_1")))
    assert "AGREED_LATE" not in needs
    assert not any(one.late(NOW.date()) for one in agreements_of(cast.as_("coach_1")))


def test_ticked_off_it_does_not_come_back_from_before(cast, twice):
    actions.done(twice.amina, ActionItem.get(ActionItem.by_on == AGAIN))
    with clock.at(NOW + timedelta(days=1)):
        assert agreements_of(cast.as_("candidate_a1")) == ()


def corrected(case, what=WHAT):
    old = evaluations.ask_correction(case.ria, case.ev, "De datum klopt niet.")
    case.ev = evaluations.supersede(case.coach, old)
    case.save(case.content(actions=(ActionEntry(what, "", case.day, WHOSE),)))


def signed_again(case):
    for step in (case._signing, case._seen, case._decided, case._final):
        step()


@pytest.mark.parametrize("words", [WHAT, "Bij boos: eerst even naar buiten."])
def test_it_does_not_come_back_while_the_later_one_is_corrected(cast, twice, words):
    assert days(agreements_of(cast.as_("candidate_a1"))) == [AGAIN]
    actions.done(twice.amina, ActionItem.get(ActionItem.by_on == AGAIN))
    corrected(twice, words)
    with clock.at(NOW + timedelta(days=1)):
        assert agreements_of(cast.as_("candidate_a1")) == ()
    signed_again(twice)
    with clock.at(NOW + timedelta(days=1)):
        assert agreements_of(cast.as_("candidate_a1")) == ()


def test_it_stands_once_while_the_later_one_is_corrected(cast, twice):
    corrected(twice)
    for who in ("candidate_a1", "supervisor_a", "coach_1"):
        assert days(agreements_of(cast.as_(who))) == [AGAIN]
    assert days(today(cast.as_("supervisor_a")).agreed) == [AGAIN]


def test_it_does_not_come_back_when_the_earlier_one_is_corrected(cast, twice):
    actions.done(twice.amina, ActionItem.get(ActionItem.by_on == AGAIN))
    corrected(twice.first)
    signed_again(twice.first)
    with clock.at(NOW + timedelta(days=1)):
        assert agreements_of(cast.as_("candidate_a1")) == ()


def test_the_next_evaluation_recalls_it_once(cast, twice):
    with clock.at(NOW + timedelta(hours=1)):
        ev = evaluations.start(
            twice.ria, twice.placement, EvaluationKind.INTERIM, date(2026, 2, 1), NOW.date()
        )
    assert days(own_and_before(ev)[1]) == [AGAIN]


def test_other_words_are_another_agreement(cast, monkeypatch):
    quick_pdf(monkeypatch)
    agree(cast, WHAT, FIRST)
    Evaluation.update(started_at=NOW - timedelta(days=40)).execute()
    agree(cast, "Elke dinsdag een tekening lezen", AGAIN, EvaluationKind.FINAL)
    assert days(agreements_of(cast.as_("candidate_a1"))) == [FIRST, AGAIN]
