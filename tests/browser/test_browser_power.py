"""What the page said was kept outlives a dead battery; bench/power_browser.py cuts more."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.faults.browser_cuts import RELAXED, cut_power
from tests.faults.power import need_power_cuts

pytestmark = pytest.mark.slow


def test_no_kept_note_goes_when_the_tablet_loses_power(
    playwright: Playwright, tmp_path: Path
) -> None:
    need_power_cuts()
    outcome = cut_power(playwright, tmp_path, cuts=2)
    assert outcome.right, outcome
    assert (outcome.cuts, outcome.acknowledged, outcome.opened) == (2, 5, 2)


def test_a_page_that_speaks_before_the_disk_has_it_is_found(
    playwright: Playwright, tmp_path: Path
) -> None:
    need_power_cuts()
    outcome = cut_power(playwright, tmp_path, cuts=3, scripts=(RELAXED,))
    assert outcome.lost, outcome
