"""What somebody who looked found: leaks by the rule book, pages that tell of a hidden row, logs."""

import logging
import re
from collections import Counter
from collections.abc import Callable
from difflib import unified_diff

from tests.world.eyes import Reader
from tests.world.facts import Kind, Verdict
from tests.world.rulebook import verdict
from tests.world.town import Town

NEW_ID = re.compile(r'(name="(?:\w*id|voor-[^"]*)" value=)"[0-9a-f-]{36}"')


class Tally:
    """What all runs together did, for who reads the result."""

    def __init__(self) -> None:
        self.steps = self.pages = self.done = self.refused = self.words = self.looked_for = 0
        self.missing: list[str] = []
        self.kinds: Counter[Kind] = Counter()

    def add(self, town: Town) -> None:
        """One world that is over."""
        self.done += town.done
        self.refused += town.refused
        self.words += len(town.facts.words)
        self.kinds.update(one.kind for one in town.facts.words)

    def __str__(self) -> str:
        return (
            f"{self.steps:,} steps, {self.done:,} deeds done and {self.refused:,} refused,"
            f" {self.words:,} canary words, {self.pages:,} pages opened"
        )


class Log(logging.Handler):
    """Everything that is logged."""

    def __init__(self) -> None:
        super().__init__(level=logging.NOTSET)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))


def twins_differ(reader: Reader, paths: list[str], deed: Callable[[], object]) -> list[str]:
    """Pages that say something else once there is a row that this person may not know of: a count,
    a day, a mark. Each is opened twice before, since opening one may itself be remembered."""
    before = [[_plain(reader, path) for path in paths] for _n in range(2)][-1]
    deed()
    after = [_plain(reader, path) for path in paths]
    differ = [(path, a, b) for path, a, b in zip(paths, before, after, strict=True) if a != b]
    return [f"{path}: {_changed(a, b)}" for path, a, b in differ]


def _plain(reader: Reader, path: str) -> str:
    """Without the ids that each form gets anew."""
    return re.sub(
        r'(name="(?:\w*id|voor-[^"]*)" value=)"[0-9a-f-]{36}"', r"\1", reader.open_(path)[1]
    )


def _changed(before: str, after: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return " | ".join(line[:160] for line in list(lines)[:8])


def leaks(town: Town, reader: Reader) -> list[str]:
    """What this person saw and may not see, by the rule book."""
    known = {one.canary: one for one in town.facts.words}
    found = []
    for canary, paths in reader.seen.items():
        words = known.get(canary)
        if words is None or verdict(town.facts, reader.who, words) is Verdict.NEVER:
            what = f"{words.kind.value} about {words.about} ({words.placement})" if words else ""
            found.append(f"{reader.who or 'a stranger'} saw {canary}, {what}, at {sorted(paths)}")
    return found
