from datetime import date, timedelta

import pytest

from pwa.domain.enums import Advice, Rater, Tone
from pwa.domain.evaluation import (
    AdviceDetail,
    EvidenceNote,
    Hint,
    advice_needs,
    advice_problems,
    content_hash,
    evidence_balance,
)
from pwa.domain.signing import RatingFacts

START, UNTIL = date(2026, 3, 2), date(2026, 5, 1)
STRONG, ATTENTION = Tone.STRONG, Tone.ATTENTION


def note(day, author="ria", tone=STRONG, about="tempo", level=None):
    return EvidenceNote(START + timedelta(days=day), author, tone, frozenset({about}), level)


def balance(notes, *ratings, until=UNTIL):
    return evidence_balance(ratings or [RatingFacts("tempo", 3)], notes, START, until)


def test_well_spread_evidence_raises_no_question():
    assert balance([note(1), note(20), note(50)]) == []


def test_a_score_without_a_note_is_asked_about():
    assert balance([note(1), note(50)], RatingFacts("orde", 2)) == [
        Hint("score_without_note", "orde")
    ]


@pytest.mark.parametrize("level", [None, 0])
def test_what_nobody_saw_needs_no_note(level):
    assert balance([note(1)], RatingFacts("orde", level)) == []


def test_the_candidates_own_view_is_not_weighed():
    assert balance([note(1)], RatingFacts("orde", 1, "", Rater.CANDIDATE)) == []


def test_notes_of_the_last_two_weeks_only_are_asked_about():
    assert balance([note(50), note(58)]) == [Hint("only_recent")]
    assert balance([note(46), note(58)]) == []


def test_a_period_of_two_weeks_has_nothing_but_recent_notes():
    assert balance([note(5)], until=START + timedelta(days=14)) == []


@pytest.mark.parametrize(
    ("first", "second", "apart"), [(1, 3, True), (2, 3, False), (None, 3, False), (0, 3, False)]
)
def test_two_supervisors_two_levels_apart_are_asked_about(first, second, apart):
    notes = [note(1, "ria", level=first), note(20, "mehmet", level=second)]
    assert balance(notes) == ([Hint("supervisors_apart", "tempo")] if apart else [])


def test_only_the_last_hint_of_each_supervisor_counts():
    notes = [note(1, "ria", level=1), note(2, "mehmet", level=3), note(30, "ria", level=3)]
    assert balance(notes) == []


def test_growth_seen_by_one_supervisor_is_no_disagreement():
    assert balance([note(1, level=1), note(40, level=4)]) == []


@pytest.mark.parametrize(
    ("days", "asked"), [((1, 11), True), ((1, 10), False), ((1, 5, 12), True), ((1,), False)]
)
def test_ten_days_with_only_attention_are_asked_about(days, asked):
    notes = [note(day, tone=ATTENTION) for day in days]
    assert balance(notes) == ([Hint("only_attention")] if asked else [])


def test_a_good_note_in_between_ends_the_run():
    notes = [note(1, tone=ATTENTION), note(6), note(12, tone=ATTENTION)]
    assert balance(notes) == []


def test_notes_outside_the_period_are_no_evidence():
    assert balance([note(-5), note(90)]) == [Hint("score_without_note", "tempo")]


@pytest.mark.parametrize("advice", list(Advice))
def test_every_advice_asks_something_that_can_be_missing(advice):
    missing = {str(need): "missing" for need in advice_needs(advice) if need.needed}
    assert missing
    assert advice_problems(advice, {}) == missing


def test_paid_work_here_asks_function_hours_months_and_day():
    assert advice_needs(Advice.PAID_HERE) == ("function", "hours", "months", "from")
    filled = {"function": "Afbramen", "hours": "24", "months": "7", "from": "2026-06-01"}
    assert advice_problems(Advice.PAID_HERE, filled) == {}


@pytest.mark.parametrize(
    ("detail", "text", "code"),
    [
        ("hours", "veel", "not_a_number"),
        ("hours", "0", "not_a_number"),
        ("hours", "-3", "not_a_number"),
        ("hours", "٢٤", "not_a_number"),
        ("months", "9" * 5000, "not_a_number"),
        ("from", "1 juni", "not_a_date"),
        ("from", "2026-02-30", "not_a_date"),
        ("function", "   ", "missing"),
    ],
)
def test_details_that_cannot_be_read_are_named(detail, text, code):
    filled = {"function": "Afbramen", "hours": "24", "months": "7", "from": "2026-06-01"}
    assert advice_problems(Advice.PAID_HERE, filled | {detail: text}) == {detail: code}


def test_every_detail_is_asked_by_some_advice():
    assert {need for advice in Advice for need in advice_needs(advice)} == set(AdviceDetail)


def test_the_hash_follows_the_content():
    assert content_hash({"strengths": "Eerlijk."}) == content_hash({"strengths": "Eerlijk."})
    assert content_hash({"strengths": "Eerlijk."}) != content_hash({"strengths": "Eerlijk"})
