"""The own record belongs to one person."""

import pytest

from pwa import clock
from pwa.policies import progress as policies
from tests.people import NAMES, NOW

pytestmark = pytest.mark.usefixtures("connection")


@pytest.mark.parametrize("who", NAMES)
def test_only_candidates_have_an_own_page(cast, who):
    assert policies.own_page(cast.as_(who)) is who.startswith("candidate")


@pytest.mark.parametrize("who", NAMES)
def test_only_the_own_day_of_the_own_workplace(cast, who):
    allowed = policies.write_own_day(cast.as_(who), cast.placement_a1)
    assert allowed is (who == "candidate_a1")


def test_not_before_the_first_day(cast):
    with clock.at(NOW.replace(month=1, day=11)):
        assert not policies.write_own_day(cast.as_("candidate_a1"), cast.placement_a1)
    with clock.at(NOW.replace(month=1, day=12)):
        assert policies.write_own_day(cast.as_("candidate_a1"), cast.placement_a1)
