"""A line for the next shift."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import Handover, HandoverAck
from pwa.services import handovers
from tests.people import NOW, Cast


def test_a_line_is_read_once_and_goes_after_three_days(cast: Cast) -> None:
    by = cast.as_("supervisor_a")
    for _ in range(2):
        handovers.acknowledge(by, cast.handover_a1)
    assert HandoverAck.select().count() == 1
    with clock.at(NOW + timedelta(days=3)):
        assert not Handover.visible_to(cast.as_("supervisor_a")).exists()


def test_the_same_line_twice_is_one_line(cast: Cast) -> None:
    id = uuid7()
    for _ in range(2):
        handovers.leave(cast.as_("supervisor_a"), cast.placement_a1, "Order 12 afmaken.", id)
    assert Handover.select().where(Handover.id == id).count() == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * 601])
def test_an_empty_or_endless_line_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(BadInput):
        handovers.leave(cast.as_("supervisor_a"), cast.placement_a1, text)


def test_nobody_leaves_a_line_about_somebody_elses_candidate(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        handovers.leave(cast.as_("supervisor_b"), cast.placement_a1, "Hallo")


def test_the_author_does_not_acknowledge_the_own_line(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        handovers.acknowledge(cast.as_("substitute"), cast.handover_a1)
