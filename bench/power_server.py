"""Power cuts of the server: is every note that was acknowledged still there.

Run: python -m bench.power_server [CUTS], 100 by default. First two servers that are careless on
purpose (SQLite's "normal" and "off") have to lose something, so that a loss would be seen. Ends
with exit code 1 when they do not, or when anything is lost, doubled or under a wrong author. Needs
root, loop devices and ext4 (tests/faults/power.py says what a cut proves); elsewhere it says so.
"""

import sys
import tempfile
from pathlib import Path

from tests.faults.power import power_cuts_possible
from tests.faults.server_cuts import Outcome, cut_power

CUTS = 100
MOST_UNTIL_A_LOSS = 10


def cut(cuts: int, careless: str = "") -> Outcome:
    with tempfile.TemporaryDirectory(prefix="opstap-power-") as folder:
        return cut_power(Path(folder), cuts, careless)


def main() -> int:
    possible, why = power_cuts_possible()
    if not possible:
        print(f"Skipped: no power can be cut here: {why}")
        return 0
    wrong = 0
    for careless in ("unsynced", "nearly_synced"):
        planted = cut(MOST_UNTIL_A_LOSS, careless)
        print(f"careless on purpose ({careless}): {planted}", flush=True)
        wrong += not planted.found.lost
    outcome = cut(int(sys.argv[1]) if sys.argv[1:] else CUTS)
    print(f"Opstap as it is: {outcome}, {outcome.found.doubled} doubled")
    if not outcome.right:
        print(outcome.found)
    return int(bool(wrong) or not outcome.right)


if __name__ == "__main__":
    sys.exit(main())
