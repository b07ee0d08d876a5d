"""What a log may hold of a mistake: where it happened, never what somebody wrote."""

import traceback
from pathlib import Path

_MOST = 6
"""Mistakes in one chain, and calls of each; what is behind them tells nothing more."""


def where(error: BaseException) -> str:
    """On one line: the kind of this mistake with its innermost calls, then what it came from.

    Without their messages: a database quotes the whole row that it refuses (PostgreSQL: "Failing
    row contains ..."), and that may be a note about somebody.
    """
    told: list[str] = []
    one: BaseException | None = error
    while one is not None and len(told) < _MOST:
        told.append(f"{type(one).__name__} at {_calls(one)}")
        one = one.__cause__ or one.__context__
    return ", after ".join(told)


def _calls(error: BaseException) -> str:
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_MOST:])
    return " < ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames)
