"""What is said about a plan: each warning with its numbers and its source, and nothing blocks."""

from dataclasses import replace
from datetime import date

import pytest

from pwa.domain.enums import PlacementKind
from pwa.domain.milestones import DurationWarning, RuleProfile
from pwa.domain.placement_checks import (
    MANY,
    SENTENCES,
    CheckCode,
    PlanFacts,
    checks,
    sentence,
)
from pwa.domain.words import Words

RULES = RuleProfile(PlacementKind.PROEFPLAATS, 2, 4, (), Words("artikel 8a"))
FINE = PlanFacts(RULES, date(2026, 3, 2), date(2026, 5, 1), places=2, taken=1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"end": date(2026, 5, 4)}, ["needs_extension"]),
        ({"end": date(2026, 12, 31)}, ["longer_than_allowed"]),
        ({"prior_months": 2}, ["prior_months_used_up"]),
        ({"taken": 2}, ["places_full"]),
        ({"places": None, "taken": 9}, []),
        ({"elsewhere": ("De Linie", "Zoet")}, ["overlap"]),
        ({"guided": MANY - 1}, []),
        ({"guided": MANY}, ["many_guided"]),
        ({"asked": ("aanvullend werk",)}, ["kind_asks"]),
        ({"guided": 5, "taken": 2}, ["places_full", "many_guided"]),
    ],
)
def test_each_fact_is_said_once_and_what_asks_a_reason_first(change, found):
    assert [one.code.value for one in checks(replace(FINE, **change))] == found


def test_a_duration_names_its_source_and_its_numbers():
    (one,) = checks(replace(FINE, end=date(2026, 12, 31)))
    assert (one.source, dict(one.facts)) == ("artikel 8a", {"n": 2, "more": 4})


def test_every_warning_that_asks_a_reason_has_a_sentence_for_the_agreement():
    asked = set(CheckCode) - {CheckCode.MANY_GUIDED, CheckCode.KIND_ASKS}
    assert set(SENTENCES) == asked
    assert {one.value for one in DurationWarning} <= {one.value for one in asked}
    said = sentence("places_full", {"places": 1, "taken": 2})
    assert said == "Plekken op deze werkplek: 1, in deze tijd bezet: 2"
