"""A number beside what we aim for. Used by the scripts here; each ends with 1 when it missed."""

import statistics
import sys
from collections.abc import Sequence


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty stay under (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


class Aims:
    """`aims.at_most(..)` prints a line for each number; `aims.end()` says whether all were met."""

    def __init__(self) -> None:
        self.missed = 0

    def at_most(self, what: str, value: float, aim: float, unit: str) -> None:
        self._say(what, value, aim, unit, "at most", value / aim, value <= aim)

    def at_least(self, what: str, value: float, aim: float, unit: str) -> None:
        self._say(what, value, aim, unit, "at least", value / aim, value >= aim)

    def _say(
        self, what: str, value: float, aim: float, unit: str, how: str, ratio: float, met: bool
    ) -> None:
        self.missed += not met
        verdict = "" if met else "  MISSED"
        print(f"{what:<58} {value:8.4g} {unit:<3} {how} {aim:g}, {ratio:.2f} of it{verdict}")

    def end(self) -> None:
        sys.exit(1 if self.missed else 0)
