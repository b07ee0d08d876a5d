"""A note that was received outlives a power cut of the server; bench/power_server.py cuts more."""

from pathlib import Path

import pytest

from tests.faults.power import need_power_cuts
from tests.faults.server_cuts import cut_power

pytestmark = pytest.mark.slow


def test_no_received_note_goes_in_a_power_cut(tmp_path: Path) -> None:
    need_power_cuts()
    outcome = cut_power(tmp_path, cuts=3)
    assert outcome.right, (outcome, outcome.found)
    assert outcome.cuts == 3
    assert outcome.found.received >= 24


@pytest.mark.parametrize("careless", ["nearly_synced", "unsynced"])
def test_a_server_that_answers_before_the_disk_has_it_is_found(
    tmp_path: Path, careless: str
) -> None:
    need_power_cuts()
    outcome = cut_power(tmp_path, cuts=5, careless=careless)
    assert outcome.found.lost, (outcome, outcome.found)
