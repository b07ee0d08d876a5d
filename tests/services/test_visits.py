"""A visit note of the coach is written once, by the own coach, about a day that was."""

from datetime import date

import pytest

from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import VisitNote
from pwa.services import visits
from tests.people import TODAY


def test_a_visit_is_kept_and_a_retry_is_the_same_visit(cast):
    id, coach = uuid7(), cast.as_("coach_1")
    first = visits.write(coach, cast.placement_a1, TODAY, " Ging goed. ", id)
    again = visits.write(coach, cast.placement_a1, TODAY, "Ging goed.", id)
    assert (first.id, again.id, VisitNote.select().count()) == (id, id, 1)


def test_other_words_under_the_same_id_are_refused(cast):
    id, coach = uuid7(), cast.as_("coach_1")
    visits.write(coach, cast.placement_a1, TODAY, "Ging goed.", id)
    with pytest.raises(NotAllowed, match="id_reused"):
        visits.write(coach, cast.placement_a1, TODAY, "Ging slecht.", id)


@pytest.mark.parametrize(
    ("day", "text", "field"),
    [
        (date(2026, 3, 12), "Morgen.", "day"),
        (date(2026, 1, 11), "Te vroeg.", "day"),
        (TODAY, " \n ", "text"),
        (TODAY, "a" * 1201, "text"),
    ],
)
def test_what_cannot_be_kept_is_said(cast, day, text, field):
    with pytest.raises(BadInput) as wrong:
        visits.write(cast.as_("coach_1"), cast.placement_a1, day, text)
    assert field in wrong.value.fields


def test_another_coach_cannot(cast):
    with pytest.raises(NotAllowed):
        visits.write(cast.as_("coach_2"), cast.placement_a1, TODAY, "Van een ander.")
