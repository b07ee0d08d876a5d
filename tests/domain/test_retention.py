"""When something of a placement is too old, and which terms make sense."""

import json
from datetime import date
from pathlib import Path

import pytest

from pwa.domain.errors import BadInput
from pwa.domain.retention import (
    Kind,
    PlacementFacts,
    due_on,
    how_long,
    in_words,
    longest,
    may_go_on,
    numbers_of,
    read_terms,
    with_numbers,
)
from pwa.domain.states import PlacementState

TERMS = read_terms(json.loads(Path("pwa/data/retention.json").read_text()))
END = date(2026, 8, 31)
K, S = Kind, PlacementState


def facts(state: PlacementState = S.COMPLETED, **others: object) -> PlacementFacts:
    told = {"made_on": date(2026, 1, 5), "start_on": date(2026, 2, 2), "last_day": END, **others}
    return PlacementFacts(state=state, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "about", "on"),
    [
        (K.NOTES, facts(), date(2027, 2, 28)),
        (K.NOTES, facts(final_on=date(2026, 8, 20)), date(2027, 2, 28)),
        (K.NOTES, facts(final_on=date(2026, 9, 10)), date(2027, 3, 10)),
        (K.NOTES, facts(S.PLANNED), date(2027, 2, 28)),
        (K.NOTES, facts(has_notes=False), None),
        (K.NOTES, facts(held=True), None),
        (K.NOTES, facts(S.DRAFT), None),
        (K.EVALUATIONS, facts(), date(2028, 8, 31)),
        (K.EVALUATIONS, facts(has_evaluations=False), None),
        (K.PLACEMENTS, facts(has_notes=False, has_evaluations=False), date(2028, 8, 31)),
        (K.NEVER_STARTED, facts(S.CANCELLED), date(2026, 3, 16)),
        (K.NEVER_STARTED, facts(S.DRAFT, made_on=date(2026, 3, 1)), date(2026, 4, 12)),
        (K.NEVER_STARTED, facts(S.ACTIVE), None),
        (K.NEVER_STARTED, facts(S.DRAFT, held=True), None),
        (K.AUDIT, facts(), None),
    ],
)
def test_the_first_day_on_which_it_is_too_old(
    kind: Kind, about: PlacementFacts, on: date | None
) -> None:
    assert due_on(kind, about, TERMS) == on


@pytest.mark.parametrize(
    ("due", "offered", "goes"),
    [
        (date(2026, 5, 20), None, date(2026, 5, 20)),
        (date(2026, 5, 6), None, date(2026, 5, 15)),
        (date(2026, 4, 1), date(2026, 4, 29), date(2026, 5, 13)),
        (date(2026, 6, 1), date(2026, 4, 29), date(2026, 6, 1)),
    ],
)
def test_nothing_goes_before_its_day_nor_within_two_weeks_of_the_offer(
    due: date, offered: date | None, goes: date
) -> None:
    assert may_go_on(due, offered, date(2026, 5, 1)) == goes


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ({"notes": 0}, {"notes": "out_of_range:1:24"}),
        ({"audit": 85}, {"audit": "out_of_range:12:84"}),
        ({"notes": 7, "evaluations": 6}, {"evaluations": "retention_too_short"}),
        ({"placements": 23}, {"placements": "retention_too_short"}),
    ],
)
def test_terms_that_make_no_sense_are_refused(
    numbers: dict[str, int], wrong: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as refused:
        with_numbers(TERMS, numbers)
    assert refused.value.fields == wrong


def test_every_default_is_within_its_own_bounds() -> None:
    assert numbers_of(with_numbers(TERMS, numbers_of(TERMS))) == numbers_of(TERMS)


def test_what_is_shared_has_the_longest_term() -> None:
    short, long = with_numbers(TERMS, {"sign_ins": 7}), with_numbers(TERMS, {"sign_ins": 90})
    assert longest([short, long, dict(TERMS)])[K.SIGN_INS].number == 90


def test_a_term_is_said_as_people_say_it() -> None:
    one = with_numbers(TERMS, {"notes": 1})[K.NOTES]
    assert (how_long(one, "nl"), how_long(one, "en")) == ("1 maand", "1 month")
    assert how_long(TERMS[K.DRAFTS], "nl") == "90 dagen"
    assert [told.kind for told in in_words(TERMS, "nl")] == list(Kind)
