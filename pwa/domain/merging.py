"""Two people in one form: what each changed is kept, and only the same field asks for a choice.

A page carries a mark of every text that it started from. What still has its mark was not touched,
by whoever that is: then the other's counts. No text travels twice, and nothing has to be kept.
"""

from base64 import urlsafe_b64encode
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar
from urllib.parse import quote, unquote

Box = TypeVar("Box", bound=Hashable)

MARK_LENGTH = 8
"""48 bits: two texts of one field that look the same would take a hundred million tries."""


class Keep(StrEnum):
    """What to do with a field that both changed."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed since the page was made, with both texts."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Every field as it is to be kept. Of a clash that is the other's, until somebody chose."""

    values: Mapping[str, str]
    clashes: tuple[Clash, ...] = ()
    news: frozenset[str] = frozenset()
    """Fields in which the other's text counts, and not what my page shows."""


def mark(text: str) -> str:
    """A short mark by which a text is known again; an empty text has an empty one."""
    if not text:
        return ""
    return urlsafe_b64encode(sha256(text.encode()).digest()).decode()[:MARK_LENGTH]


def marks(values: Mapping[str, str]) -> dict[str, str]:
    """The marks of all fields that are filled in."""
    return {name: mark(text) for name, text in values.items() if text}


def write_marks(marked: Mapping[str, str]) -> str:
    """Marks as a page carries them, on one line."""
    return " ".join(f"{quote(name, safe='.')}={one}" for name, one in marked.items() if one)


def read_marks(text: str) -> dict[str, str]:
    pairs = (one.partition("=") for one in text.split())
    return {unquote(name): value for name, _sign, value in pairs}


def merge(
    base: Mapping[str, str] | None,
    mine: Mapping[str, str],
    now: Mapping[str, str],
    keep: Mapping[str, Keep] | None = None,
    ask: frozenset[str] = frozenset(),
) -> Merged:
    """Lay what a page sent (`mine`) over what stands in the database (`now`).

    `base` are the marks that the page started from; without it every difference is a clash. A
    field in `ask` was shown as a clash: it needs a choice in `keep`, about what was shown then.
    """
    values, clashes, news = dict(now), [], set()
    for name, text in mine.items():
        other = now.get(name, "")
        same = base is not None and mark(other) == base.get(name, "")
        chosen = (keep or {}).get(name) if same else None
        untouched = base is not None and mark(text) == base.get(name, "")
        if text == other:
            continue
        if name in ask and chosen:
            values[name] = _chosen(chosen, text, other)
        elif name in ask or not (same or untouched):
            clashes.append(Clash(name, text, other))
        elif untouched:
            news.add(name)
        else:
            values[name] = text
    return Merged(values, tuple(clashes), frozenset(news))


def _chosen(keep: Keep, mine: str, theirs: str) -> str:
    return {Keep.MINE: mine, Keep.THEIRS: theirs, Keep.BOTH: f"{theirs}\n\n{mine}"}[keep]


def merge_ticks(
    offered: Mapping[Box, bool], ticked: frozenset[Box], now: frozenset[Box]
) -> frozenset[Box]:
    """Boxes of which a page showed some, each with whether it was ticked: only what changed counts.

    Two people can never contradict each other here: who changed a box made it what it was not.
    """
    on = {box for box, was in offered.items() if box in ticked and not was}
    off = {box for box, was in offered.items() if box not in ticked and was}
    return (now | on) - off
