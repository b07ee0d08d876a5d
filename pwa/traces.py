"""What a log may hold of a mistake: where it happened, never what somebody wrote."""

import traceback

_MOST = 6
"""Mistakes in one chain; what is behind them tells nothing more."""


def where(error: BaseException) -> str:
    """Files and lines of this mistake and of what it came from, with their kinds.

    Without their messages: a database quotes the whole row that it refuses (PostgreSQL: "Failing
    row contains ..."), and that may be a note about somebody.
    """
    told: list[str] = []
    one: BaseException | None = error
    while one is not None and len(told) < _MOST:
        frames = "".join(traceback.format_tb(one.__traceback__))
        told.append(f"{frames}{type(one).__name__}")
        one = one.__cause__ or one.__context__
    return "\nafter\n".join(told)
