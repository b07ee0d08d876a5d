import copy
import json
from datetime import date
from pathlib import Path

import pytest

import pwa.domain
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput
from pwa.domain.milestones import duration_warnings, milestones
from pwa.domain.rule_profiles import read_rule_profile, read_rule_profiles, rule_profile_json

DATA = Path(pwa.domain.__file__).parent.parent / "data" / "rule_profiles.json"
DEFAULTS = json.loads(DATA.read_text())
PROFILES = {profile.kind: profile for profile in read_rule_profiles(DEFAULTS)}


def test_every_kind_of_placement_has_a_default_with_its_source():
    assert set(PROFILES) == set(PlacementKind)
    assert all(profile.source.nl and profile.source.en for profile in PROFILES.values())


def test_the_defaults_come_back_as_they_went():
    assert [rule_profile_json(one) for one in PROFILES.values()] == DEFAULTS["profiles"]
    for data in DEFAULTS["profiles"]:
        assert read_rule_profile(data) == PROFILES[data["kind"]]


@pytest.mark.parametrize(
    ("kind", "most", "more"), [("proefplaats", 2, 4), ("participatieplaats", 24, 12)]
)
def test_the_numbers_of_the_law(kind, most, more):
    profile = PROFILES[PlacementKind(kind)]
    assert (profile.max_months, profile.max_extension_months) == (most, more)


def test_a_participatieplaats_of_three_years_meets_every_check_of_the_law():
    profile = PROFILES[PlacementKind.PARTICIPATIEPLAATS]
    codes = {one.code for one in milestones(profile, date(2026, 3, 2), date(2029, 3, 1))}
    premiums = {f"premium_{n}" for n in (6, 12, 18, 24, 30)}
    checks = {"offer_training", "chance_of_work", "before_24", "before_36"}
    assert premiums | checks <= codes


def test_a_usual_place_of_six_months_has_its_four_moments():
    profile = PROFILES[PlacementKind.ONTWIKKELPLEK]
    found = milestones(profile, date(2026, 3, 2), date(2026, 8, 28))
    assert [one.code for one in found] == ["start_talk", "week_4", "interim", "final"]
    assert duration_warnings(profile, date(2026, 3, 2), date(2026, 8, 28)) == []


@pytest.mark.parametrize(
    ("path", "value", "errors"),
    [
        (["kind"], "stage", {"kind": "unknown_kind"}),
        (["max_months"], 0, {"max_months": "not_a_number"}),
        (["max_months"], 10**9, {"max_months": "not_a_number"}),
        (["source", "nl"], " ", {"source.nl": "missing"}),
        (["milestones", 0, "offset"], "later", {"milestones.0.offset": "unknown_offset"}),
        (["milestones", 0, "repeat"], True, {"milestones.0.repeat": "unknown_offset"}),
        (["milestones", 0, "who"], "boss", {"milestones.0.who": "unknown_kind"}),
        (["milestones", 1, "code"], "start_talk", {"milestones.1.code": "duplicate_code"}),
    ],
)
def test_a_mistake_is_named_by_its_place(path, value, errors):
    data = copy.deepcopy(DEFAULTS["profiles"][0])
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(BadInput) as refused:
        read_rule_profile(data)
    assert refused.value.fields == errors
