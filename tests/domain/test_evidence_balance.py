"""The questions that only the author sees before freezing: each rule with its edges."""

from datetime import date, timedelta

import pytest

from pwa.domain.enums import Rater, Tone
from pwa.domain.evaluation import EvidenceNote, Hint, evidence_balance
from pwa.domain.signing import RatingFacts

START, UNTIL = date(2026, 3, 2), date(2026, 5, 1)
STRONG, NEUTRAL, ATTENTION = Tone.STRONG, Tone.NEUTRAL, Tone.ATTENTION
SPREAD = range(1, 60, 7)


def note(day, author="ria", tone=STRONG, about=("tempo",), **levels):
    day = START + timedelta(days=day)
    return EvidenceNote(day, author, tone, frozenset(about) | frozenset(levels), levels)


def balance(notes, *ratings, until=UNTIL, before=None):
    ratings = ratings or [RatingFacts("tempo", 3)]
    return evidence_balance(ratings, notes, START, until, before)


def test_well_spread_evidence_raises_no_question():
    assert balance([note(day) for day in SPREAD]) == []


@pytest.mark.parametrize(
    ("level", "asked"), [(None, False), (0, False), (1, True), (2, True), (3, True), (4, True)]
)
def test_a_score_without_a_note_is_asked_about_and_not_seen_is_no_score(level, asked):
    found = balance([note(1), note(50)], RatingFacts("orde", level))
    assert found == ([Hint("score_without_note", "orde")] if asked else [])


def test_every_score_without_a_note_is_named_by_itself():
    two = (RatingFacts("orde", 2), RatingFacts("tempo", 3), RatingFacts("rust", 1))
    assert balance([note(1), note(50)], *two) == [
        Hint("score_without_note", "orde"),
        Hint("score_without_note", "rust"),
    ]


@pytest.mark.parametrize(("level", "before"), [(1, None), (4, 1)])
def test_the_candidates_own_view_is_not_weighed(level, before):
    own = RatingFacts("orde", level, "", Rater.CANDIDATE)
    assert balance([note(1)], own, before={"orde": before} if before else {}) == []


@pytest.mark.parametrize(
    ("days", "asked"), [((50, 58), True), ((46, 58), False), ((47, 58), True), ((), False)]
)
def test_notes_of_the_last_two_weeks_only_are_asked_about(days, asked):
    found = balance([note(day) for day in days], RatingFacts("tempo", 0))
    assert found == ([Hint("only_recent")] if asked else [])


@pytest.mark.parametrize(("length", "asked"), [(13, False), (14, False), (15, True)])
def test_a_period_of_two_weeks_has_nothing_but_recent_notes(length, asked):
    found = balance([note(5)], until=START + timedelta(days=length))
    assert found == ([Hint("only_recent")] if asked else [])


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [(1, 3, True), (3, 1, True), (1, 4, True), (2, 3, False), (3, 3, False), (None, 3, False)],
)
def test_two_supervisors_two_levels_apart_are_asked_about(first, second, apart):
    hints = {"tempo": first} if first else {}
    notes = [note(1, "ria", **hints), note(20, "mehmet", tempo=second)]
    assert balance(notes) == ([Hint("supervisors_apart", "tempo")] if apart else [])


def test_not_seen_by_one_supervisor_is_no_level_at_all():
    assert balance([note(1, "ria", tempo=0), note(20, "mehmet", tempo=3)]) == []


def test_a_hint_about_one_thing_says_nothing_about_another_in_the_same_note():
    notes = [note(1, "ria", tempo=3, orde=1), note(20, "mehmet", tempo=3, orde=1)]
    assert balance(notes, RatingFacts("tempo", 3), RatingFacts("orde", 2)) == []


def test_only_the_last_hint_of_each_supervisor_counts():
    notes = [note(1, "ria", tempo=1), note(2, "mehmet", tempo=3), note(30, "ria", tempo=3)]
    assert balance(notes) == []


def test_growth_seen_by_one_supervisor_is_no_disagreement():
    assert balance([note(1, tempo=1), note(40, tempo=4)]) == []


def test_supervisors_apart_on_what_has_no_score_are_not_asked_about():
    notes = [note(1, "ria", tempo=1), note(20, "mehmet", tempo=4)]
    assert balance(notes, RatingFacts("tempo", 0)) == []


@pytest.mark.parametrize(
    ("days", "asked"),
    [((1, 11), True), ((1, 10), False), ((1, 5, 12), True), ((1,), False), ((), False)],
)
def test_ten_days_with_only_attention_are_asked_about(days, asked):
    notes = [note(day, tone=ATTENTION) for day in days]
    assert balance(notes, RatingFacts("tempo", 0)) == ([Hint("only_attention")] if asked else [])


@pytest.mark.parametrize("tone", [STRONG, NEUTRAL])
def test_a_note_of_another_tone_in_between_ends_the_run(tone):
    notes = [note(1, tone=ATTENTION), note(6, tone=tone), note(12, tone=ATTENTION)]
    assert balance(notes) == []


@pytest.mark.parametrize(
    ("before", "now", "jumped"),
    [
        (1, 3, True), (1, 4, True), (2, 4, True), (3, 1, True), (4, 2, True), (4, 1, True),
        (1, 2, False), (2, 3, False), (3, 2, False), (3, 3, False),
        (0, 2, False), (0, 4, False), (2, 0, False), (4, 0, False), (0, 0, False),
        (None, 4, False), (None, 2, False), (1, None, False),
    ],
)  # fmt: skip
def test_a_level_that_jumped_by_two_is_asked_about_and_not_seen_is_never_a_jump(
    before, now, jumped
):
    earlier = {} if before is None else {"tempo": before}
    found = balance([note(day) for day in SPREAD], RatingFacts("tempo", now), before=earlier)
    assert found == ([Hint("level_jump", "tempo")] if jumped else [])


def test_what_the_previous_evaluation_said_about_something_else_is_no_jump():
    assert balance([note(day) for day in SPREAD], before={"orde": 1}) == []


def test_notes_outside_the_period_are_no_evidence():
    assert balance([note(-1), note(61)]) == [Hint("score_without_note", "tempo")]
    assert balance([note(0), note(60)]) == []
