"""An evaluation's content: what its advice asks, and how it is hashed."""

import pytest

from pwa.domain.enums import Advice
from pwa.domain.evaluation import AdviceDetail, advice_needs, advice_problems, content_hash


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
        ("hours", "0", "out_of_range:1:999"),
        ("hours", "-3", "not_a_number"),
        ("hours", "٢٤", "not_a_number"),
        ("months", "9" * 5000, "out_of_range:1:999"),
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
