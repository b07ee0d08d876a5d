from datetime import UTC, date, datetime

import pytest

from pwa.domain.enums import Rater
from pwa.domain.signing import (
    Problem,
    RatingFacts,
    SignOffFacts,
    can_close_unsigned,
    can_freeze,
    can_sign_off,
    can_supersede,
    reading_time_short,
    signature_stands,
)
from pwa.domain.workdays import WorkCalendar

OFFERED = date(2026, 3, 2)


def facts(candidate=False, asked=False, company=False):
    return SignOffFacts(candidate, asked, company, OFFERED)


@pytest.mark.parametrize(
    ("level", "example", "refused"),
    [
        (None, "", False),
        (0, "", False),
        (1, "", True),
        (1, "  \n", True),
        (1, "Kwam drie keer niet.", False),
        (2, "", False),
        (3, "", False),
        (4, "", True),
        (4, "Liet het een ander zien.", False),
    ],
)
def test_the_lowest_and_the_highest_level_need_an_example(level, example, refused):
    problems = can_freeze([RatingFacts("tempo", level, example)])
    assert problems == ([Problem("example_missing", "tempo")] if refused else [])


def test_the_candidates_own_view_needs_no_examples():
    assert can_freeze([RatingFacts("tempo", 4, "", Rater.CANDIDATE)]) == []


def test_every_missing_example_is_named():
    found = can_freeze([RatingFacts("tempo", 1), RatingFacts("orde", 3), RatingFacts("veilig", 4)])
    assert [problem.about for problem in found] == ["tempo", "veilig"]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (facts(), ["candidate_not_signed"]),
        (facts(candidate=True), []),
        (facts(candidate=True, asked=True), ["company_not_signed"]),
        (facts(candidate=True, asked=True, company=True), []),
        (facts(asked=True), ["candidate_not_signed", "company_not_signed"]),
    ],
)
def test_the_coach_signs_off_last(given, codes):
    assert [problem.code for problem in can_sign_off(given)] == codes


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 3, 2), ["too_early_to_close"]),
        (date(2026, 3, 16), ["too_early_to_close"]),
        (date(2026, 3, 17), []),
    ],
)
def test_closing_without_the_candidate_waits_ten_working_days(today, codes):
    found = can_close_unsigned(facts(), today, WorkCalendar())
    assert [problem.code for problem in found] == codes
    assert all(problem.about == "2026-03-16" for problem in found)


def test_closed_days_of_the_company_do_not_count_for_the_ten():
    closed = WorkCalendar(frozenset({date(2026, 3, 5)}))
    assert can_close_unsigned(facts(), date(2026, 3, 17), closed) != []
    assert can_close_unsigned(facts(), date(2026, 3, 18), closed) == []


def test_who_has_signed_is_never_closed_as_unsigned():
    found = can_close_unsigned(facts(candidate=True), date(2026, 5, 1), WorkCalendar())
    assert [problem.code for problem in found] == ["candidate_has_signed"]


def test_an_error_in_a_final_one_is_a_matter_of_both():
    assert can_supersede(supervisor_agrees=True, coach_agrees=True) == []
    for supervisor, coach in ((True, False), (False, True), (False, False)):
        assert can_supersede(supervisor_agrees=supervisor, coach_agrees=coach) != []


@pytest.mark.parametrize(
    ("ready", "talk", "short"),
    [
        ("2026-03-02 10:00", "2026-03-02", True),
        ("2026-03-02 10:00", "2026-03-03", False),
        ("2026-03-02 16:59", "2026-03-03", False),
        ("2026-03-02 17:01", "2026-03-03", True),
        ("2026-03-06 15:00", "2026-03-09", False),
        ("2026-03-06 18:00", "2026-03-09", True),
        ("2026-03-07 11:00", "2026-03-09", True),
        ("2026-03-07 11:00", "2026-03-10", False),
        ("2026-03-09 11:00", "2026-03-04", True),
    ],
)
def test_a_working_day_to_read_before_the_talk(ready, talk, short):
    moment = datetime.fromisoformat(f"{ready}+01:00").astimezone(UTC)
    assert reading_time_short(moment, date.fromisoformat(talk), WorkCalendar()) is short


def test_a_signature_holds_for_its_own_content_only():
    assert signature_stands("a" * 64, "a" * 64)
    assert not signature_stands("a" * 64, "b" * 64)
