"""Ticking off a check."""

import pytest

from pwa.domain.errors import BadInput
from pwa.models import AuditEvent, MilestoneDone
from pwa.services import milestones


def test_a_check_is_ticked_once_with_one_event(cast):
    before = AuditEvent.select().count()
    for _ in range(2):
        milestones.done(cast.as_("coach_1"), cast.placement_a1, "week_4")
    assert MilestoneDone.select().count() == 1
    assert AuditEvent.select().count() == before + 1


@pytest.mark.parametrize("code", ["", "nonsense", "week_4'--"])
def test_a_check_that_does_not_exist_is_refused(cast, code):
    with pytest.raises(BadInput):
        milestones.done(cast.as_("coach_1"), cast.placement_a1, code)
