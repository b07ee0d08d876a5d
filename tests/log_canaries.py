"""No log of any test holds what somebody wrote: every test listens, and fails when it hears it."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

SAID = (
    "Leerde de slijpmachine kennen", "Deed order 41-207 helemaal zelf",
    "Belde om kwart over zeven, trein stond", "Vond zelf de verkeerde stelling",
    "Was boos toen de bout los zat", "Dozen laag stapelen", "kanarie-0",
)  # fmt: skip
"""What people of tests/people.py wrote, without the last full stop; and the words of the world."""


class Ear(logging.Handler):
    """Hears every logger that passes its lines on, tracebacks too."""

    def __init__(self, words: Iterable[str] = SAID) -> None:
        super().__init__(level=logging.NOTSET)
        self.words = tuple(words)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        told = self.format(record)
        if any(one in told for one in self.words):
            self.heard.append(f"{record.name}: {told}")


@contextmanager
def listening(words: Iterable[str] = SAID) -> Iterator[Ear]:
    """Our own loggers at every level, those of others as they are set."""
    ear, root, ours = Ear(words), logging.getLogger(), logging.getLogger("opstap")
    before = ours.level
    root.addHandler(ear)
    ours.setLevel(logging.DEBUG)
    try:
        yield ear
    finally:
        root.removeHandler(ear)
        ours.setLevel(before)
