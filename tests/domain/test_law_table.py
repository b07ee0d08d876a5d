"""Every number of the shipped rule profiles, with where it is written and days worked out by hand.

    SOURCE   where the numbers of a kind are written; the profile itself has to say so too
    a line   kind, start, end, months worked before, what is special -> every check with its day

Weekdays: 2 March 2026 is a Monday, 2 September 2026 a Wednesday; 2028 is a leap year.
"""

import json
from datetime import date
from pathlib import Path

import pytest

import pwa.domain
from pwa.domain.enums import PlacementKind
from pwa.domain.milestones import duration_warnings, last_day, milestones
from pwa.domain.rule_profiles import read_rule_profiles
from pwa.domain.workdays import WorkCalendar, holidays

DATA = Path(pwa.domain.__file__).parent.parent / "data" / "rule_profiles.json"
PROFILES = {str(one.kind): one for one in read_rule_profiles(json.loads(DATA.read_text()))}

SOURCE = {
    "proefplaats": "Participatiewet, artikel 8a, lid 2, onder d",
    "participatieplaats": "Participatiewet, artikel 10a",
    "werkervaringsplaats": "eigen verordening",
    "ontwikkelplek": "eigen verordening",
}

MONTHS = {
    "proefplaats": (2, 4),
    "participatieplaats": (24, 12),
    "werkervaringsplaats": (6, 6),
    "ontwikkelplek": (6, 6),
}
"""Most months, and most months more, by kind."""

P, L = "proefplaats", "participatieplaats"
LOCAL = {"start_talk": "2026-03-06", "week_4": "2026-03-27", "interim": "2026-05-29"}

DAYS = [
    # Two months: day 7 is Sunday 8 March; half of 60 days; 14 days before Friday 1 May.
    (P, "2026-03-02", "2026-05-01", 0, {},
     {"start_talk": "2026-03-06", "interim": "2026-04-01", "final": "2026-04-17"}),
    # Four months more: half-way stays where it was, the final talk moves along.
    (P, "2026-03-02", "2026-09-01", 0, {"first_end": "2026-05-01"},
     {"start_talk": "2026-03-06", "interim": "2026-04-01", "final": "2026-08-18"}),
    # A month's end: 59 days, half is 29; 14 February is a Saturday.
    (P, "2025-12-31", "2026-02-28", 0, {},
     {"start_talk": "2026-01-06", "interim": "2026-01-29", "final": "2026-02-13"}),
    # The company is closed on the day itself, and the day before.
    (P, "2026-03-02", "2026-05-01", 0, {"closed": ("2026-04-17", "2026-04-16")},
     {"start_talk": "2026-03-06", "interim": "2026-04-01", "final": "2026-04-15"}),
    # Closed from the first day on: there is no working day before it, so the one after counts.
    (P, "2026-03-02", "2026-05-01", 0,
     {"closed": tuple(f"2026-03-0{n}" for n in range(2, 9))},
     {"start_talk": "2026-03-09", "interim": "2026-04-01", "final": "2026-04-17"}),
    # Twenty-four months, none before. Month 24 is over with the last day: Wednesday 1 March 2028.
    (L, "2026-03-02", "2028-03-01", 0, {},
     {"start_talk": "2026-03-06", "offer_training": "2026-09-02", "premium_6": "2026-09-02",
      "chance_of_work": "2026-12-02", "premium_12": "2027-03-02", "premium_18": "2027-09-02",
      "before_24": "2028-02-02", "final": "2028-02-16", "premium_24": "2028-03-01"}),
    # Four months worked before: everything four months earlier, Saturdays and Sundays to Friday.
    (L, "2026-03-02", "2027-11-01", 4, {},
     {"start_talk": "2026-03-06", "offer_training": "2026-05-01", "premium_6": "2026-05-01",
      "chance_of_work": "2026-07-31", "premium_12": "2026-11-02", "premium_18": "2027-04-30",
      "before_24": "2027-10-01", "final": "2027-10-18", "premium_24": "2027-11-01"}),
    # Twenty-three months before: the decision before month 24 is due at once.
    (L, "2026-03-02", "2026-04-01", 23, {},
     {"before_24": "2026-03-02", "start_talk": "2026-03-06", "final": "2026-03-18",
      "premium_24": "2026-04-01"}),
    # Twenty-four before, and twelve more elsewhere: premiums go on, 36 comes into sight.
    (L, "2026-03-02", "2027-03-01", 24, {},
     {"start_talk": "2026-03-06", "premium_30": "2026-09-02", "before_36": "2027-02-02",
      "final": "2027-02-15", "premium_36": "2027-03-01"}),
    # The last day of August and a February without that day; in a leap year it has 29.
    (L, "2026-08-31", "2027-08-31", 0, {},
     {"start_talk": "2026-09-04", "offer_training": "2027-02-26", "premium_6": "2027-02-26",
      "chance_of_work": "2027-05-31", "final": "2027-08-17", "premium_12": "2027-08-31"}),
    (L, "2027-08-31", "2028-03-31", 0, {},
     {"start_talk": "2027-09-06", "offer_training": "2028-02-29", "premium_6": "2028-02-29",
      "final": "2028-03-17"}),
    # The municipality's own: week 1, week 4, half of 179 days, two weeks before the end.
    ("werkervaringsplaats", "2026-03-02", "2026-08-28", 0, {}, LOCAL | {"final": "2026-08-14"}),
    ("ontwikkelplek", "2026-03-02", "2026-08-28", 0, {}, LOCAL | {"final": "2026-08-14"}),
    ("ontwikkelplek", "2026-03-02", "2026-10-30", 0, {"first_end": "2026-08-28"},
     LOCAL | {"final": "2026-10-16"}),
]  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("kind", "start", "end", "prior", "special", "expected"), DAYS)
def test_each_check_is_due_on_its_day(kind, start, end, prior, special, expected):
    calendar = WorkCalendar(frozenset(day(one) for one in special.get("closed", ())))
    first_end = day(special["first_end"]) if "first_end" in special else None
    found = milestones(PROFILES[kind], day(start), day(end), prior, calendar, first_end)
    assert {one.code: one.due.isoformat() for one in found} == expected


FREE = [
    # Algemene termijnenwet, artikel 3, lid 1: what would fall on it comes a working day earlier.
    ("2027-01-15", "2026-12-31", "Nieuwjaarsdag, a Friday"),
    ("2026-04-20", "2026-04-03", "tweede paasdag; Good Friday before it is worked"),
    ("2026-05-11", "2026-04-24", "Koningsdag, a Monday"),
    ("2025-05-12", "2025-04-28", "Koningsdag was on Saturday 26 April, since the 27th is a Sunday"),
    ("2026-05-19", "2026-05-05", "5 May 2026 is worked"),
    ("2025-05-19", "2025-05-02", "5 May 2025 is free: once in five years"),
    ("2026-05-28", "2026-05-13", "Hemelvaartsdag"),
    ("2026-06-08", "2026-05-22", "tweede pinksterdag"),
    ("2027-01-08", "2026-12-24", "eerste kerstdag, a Friday"),
]


@pytest.mark.parametrize(("end", "due", "why"), FREE)
def test_a_public_holiday_is_no_day_for_a_check(end, due, why):
    found = milestones(PROFILES["ontwikkelplek"], date(2024, 12, 2), day(end))
    assert {one.code: one.due.isoformat() for one in found}["final"] == due, why


def test_the_days_of_the_algemene_termijnenwet_in_2026():
    assert sorted(one.isoformat()[5:] for one in holidays(2026)) == [
        "01-01", "04-05", "04-06", "04-27", "05-14", "05-24", "05-25", "12-25", "12-26",
    ]  # fmt: skip


LENGTHS = [
    # kind, start, end, before, extended -> what the app says
    (P, "2026-03-02", "2026-05-02", 0, False, []),
    (P, "2026-03-02", "2026-05-03", 0, False, ["needs_extension"]),
    (P, "2026-03-02", "2026-09-02", 0, True, []),
    (P, "2026-03-02", "2026-09-03", 0, True, ["longer_than_allowed"]),
    (P, "2025-12-31", "2026-02-28", 0, False, []),
    (P, "2025-12-31", "2026-03-01", 0, False, ["needs_extension"]),
    (P, "2027-12-31", "2028-02-29", 0, False, []),
    (L, "2026-03-02", "2028-03-02", 0, False, []),
    (L, "2026-03-02", "2028-03-03", 0, False, ["needs_extension"]),
    (L, "2026-03-02", "2027-11-02", 4, False, []),
    (L, "2026-03-02", "2027-11-03", 4, False, ["needs_extension"]),
    (L, "2026-03-02", "2026-04-02", 23, False, []),
    (L, "2026-03-02", "2026-04-03", 23, False, ["needs_extension"]),
    (L, "2026-03-02", "2026-03-20", 24, False, ["prior_months_used_up"]),
    (L, "2026-03-02", "2027-03-02", 24, True, []),
    (L, "2026-03-02", "2027-03-03", 24, True, ["longer_than_allowed"]),
    (L, "2028-02-29", "2030-02-28", 0, False, []),
    ("werkervaringsplaats", "2026-03-02", "2026-09-02", 0, False, []),
    ("werkervaringsplaats", "2026-03-02", "2026-09-03", 0, False, ["needs_extension"]),
    ("ontwikkelplek", "2026-08-31", "2027-02-28", 0, False, []),
    ("ontwikkelplek", "2026-08-31", "2027-08-31", 0, True, []),
    ("ontwikkelplek", "2026-08-31", "2027-09-01", 0, True, ["longer_than_allowed"]),
]


@pytest.mark.parametrize(("kind", "start", "end", "prior", "extended", "said"), LENGTHS)
def test_each_duration_is_measured_as_the_law_has_it(kind, start, end, prior, extended, said):
    assert duration_warnings(PROFILES[kind], day(start), day(end), prior, extended) == said


def test_a_no_after_nine_months_ends_it_at_twelve():
    asked = next(one for one in PROFILES[L].milestones if one.code == "chance_of_work")
    assert (asked.n, asked.no_ends_at) == (9, 12), SOURCE[L]


def test_the_table_leaves_out_no_rule_and_each_profile_names_its_source():
    in_table = {(kind, code.rsplit("_", 1)[0] if code.startswith("premium") else code)
                for kind, *_rest, expected in DAYS for code in expected}  # fmt: skip
    shipped = {(kind, rule.code) for kind, one in PROFILES.items() for rule in one.milestones}
    assert in_table == shipped
    assert {kind for kind, *_rest in LENGTHS} == set(SOURCE) == set(PlacementKind)
    for kind, one in PROFILES.items():
        assert SOURCE[kind] in one.source.nl
        assert (one.max_months, one.max_extension_months) == MONTHS[kind]
        assert last_day(one, date(2026, 3, 2), 0, extended=False).day == 2


def test_no_sentence_for_a_candidate_threatens():
    for one in PROFILES.values():
        for rule in one.milestones:
            words = (rule.candidate or rule.what).nl.lower()
            assert not {"stopt", "niet", "premie: heeft"} & set(words.replace("?", "").split())
