"""Whose week it is to confirm: who guides today, or guided on a day of that week."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest

from pwa.models.person import Guidance
from pwa.policies import hours

PLACE = SimpleNamespace(id=UUID(int=1))
TODAY = date(2026, 3, 11)
MONDAY = date(2026, 3, 2)


def person(*periods):
    until = TODAY + timedelta(days=30)
    told = tuple(Guidance(first, last, until, main=True) for first, last in periods)
    return SimpleNamespace(today=TODAY, guides={PLACE.id: told} if told else {})


@pytest.mark.parametrize(
    ("periods", "may"),
    [
        ([], False),
        ([(date(2026, 1, 5), date(2026, 6, 30))], True),
        ([(date(2026, 3, 10), date(2026, 6, 30))], True),
        ([(date(2026, 3, 8), date(2026, 3, 8))], True),
        ([(date(2026, 1, 5), date(2026, 3, 2))], True),
        ([(date(2026, 1, 5), date(2026, 3, 1))], False),
        ([(date(2026, 3, 9), date(2026, 3, 10))], False),
        ([(date(2026, 3, 12), date(2026, 3, 20))], False),
    ],
)
def test_who_confirms_a_week(periods, may):
    assert hours.confirm(person(*periods), PLACE, MONDAY) is may
