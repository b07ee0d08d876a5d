"""Power cuts of the tablet: is every note that the page said was kept still there.

Run: python -m bench.power_browser [CUTS], 25 by default. The profile of a real Chromium lies on a
disk that is shut down under it, while somebody writes without network. First a page that is
careless on purpose (durability "relaxed") has to lose something, so that a loss would be seen. Ends
with exit code 1 when it does not, or when anything is lost or doubled. Needs root, loop devices and
ext4 (tests/faults/power.py says what such a cut proves); elsewhere it says so.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.faults.browser_cuts import RELAXED, Outcome, cut_power
from tests.faults.power import power_cuts_possible

CUTS = 25
MOST_UNTIL_A_LOSS = 5


def cut(playwright: Playwright, cuts: int, *scripts: str) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="opstap-power-") as folder:
        return cut_power(playwright, Path(folder), cuts, scripts)


def main() -> int:
    possible, why = power_cuts_possible()
    if not possible:
        print(f"Skipped: no power can be cut here: {why}")
        return 0
    with sync_playwright() as playwright:
        planted = cut(playwright, MOST_UNTIL_A_LOSS, RELAXED)
        print(f"careless on purpose (durability=relaxed): {planted}", flush=True)
        outcome = cut(playwright, int(sys.argv[1]) if sys.argv[1:] else CUTS)
        print(f"Opstap as it is: {outcome}")
    return int(not planted.lost or not outcome.right)


if __name__ == "__main__":
    sys.exit(main())
