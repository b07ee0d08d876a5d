"""Make what people typed safe to print: no letter without a font, no endless word, no endless text.

PDF/A forbids characters without a glyph, and a line breaker works quadratically on a word without
break opportunities, so both are settled before the text reaches the renderer.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any

MAX_CHARACTERS = 10_000
MAX_LINES = 300
LONGEST_RUN = 40
LONGEST_NAME = 200
NAMES = frozenset(
    {
        "agreed", "answered", "at", "author", "by", "candidate", "coach", "company", "confirmed",
        "content_hash", "counted", "hours", "label", "meaning", "method", "municipality", "name",
        "placement_kind", "planned", "reference", "remark", "role", "said", "state", "title",
        "total", "who", "workplace",
    }
)  # fmt: skip
"""Fields that hold a name or a few words of ours; what people tell is never in them."""
BREAK = "\u200b"
SHORTENED = " [ingekort voor de pdf]"

# What would turn the reading order of a whole line around, or is invisible and means nothing here.
_UNWANTED = re.compile("[\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u00ad\u200b]")
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")

# Signs that people type on a phone, in words. The rest gets its Unicode name.
_SIGNS = {
    "\u2190": "<-",
    "\u2192": "->",
    "\u2605": "ster",
    "\u2713": "vinkje",
    "\u2714": "vinkje",
    "\u2764": "hartje",
    "\u2705": "vinkje",
    "\u2b50": "ster",
    "\U0001f389": "feest",
    "\U0001f44c": "prima",
    "\U0001f44d": "duim omhoog",
    "\U0001f44e": "duim omlaag",
    "\U0001f44f": "applaus",
    "\U0001f4aa": "sterke arm",
    "\U0001f600": "lachend gezicht",
    "\U0001f601": "lachend gezicht",
    "\U0001f602": "tranen van het lachen",
    "\U0001f603": "lachend gezicht",
    "\U0001f604": "lachend gezicht",
    "\U0001f609": "knipoog",
    "\U0001f60a": "blij gezicht",
    "\U0001f610": "neutraal gezicht",
    "\U0001f614": "somber gezicht",
    "\U0001f620": "boos gezicht",
    "\U0001f622": "verdrietig gezicht",
    "\U0001f62d": "huilend gezicht",
    "\U0001f64f": "dank je",
    "\U0001f642": "blij gezicht",
    "\u2639": "verdrietig gezicht",
    "\u263a": "blij gezicht",
}


def printable(text: str, has: Callable[[str], bool]) -> str:
    """The same text with nothing in it that cannot be printed.

    A sign without a font becomes its name in square brackets, so that a reader sees that something
    stood there. Line ends are kept, more than one empty line is not.
    """
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _shorten(text)))
    text = _UNWANTED.sub("", text).replace("\t", " ")
    text = "".join(_in_words(kind, piece) for kind, piece in _runs(text, has))
    return _LONG_RUN.sub(lambda run: run[0] + BREAK, _fold_lines(_shorten(text)))


def with_short_names(document: Any) -> Any:
    """The same document with names that are no longer than names are.

    They run along on every page, so that a name of a whole page would be laid out again on each.
    """
    if isinstance(document, tuple):
        return tuple(with_short_names(part) for part in document)
    if not is_dataclass(document) or isinstance(document, type):
        return document
    changed = {}
    for one in fields(document):
        value = getattr(document, one.name)
        long = one.name in NAMES and isinstance(value, str) and len(value) > LONGEST_NAME
        changed[one.name] = value[:LONGEST_NAME] + SHORTENED if long else with_short_names(value)
    return replace(document, **changed)


def direction_of(text: str) -> str:
    """`rtl` when the first letter with a direction is Arabic or Hebrew, else `ltr`."""
    for letter in text[:200]:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + SHORTENED


def _fold_lines(text: str) -> str:
    lines = _EMPTY_LINES.sub("\n\n", text.strip("\n")).split("\n")
    return "\n".join(lines[:MAX_LINES]) + "".join(f" {line}" for line in lines[MAX_LINES:] if line)


def _runs(text: str, has: Callable[[str], bool]) -> list[tuple[str, str]]:
    """The text in pieces that are printed in one way: (what it is, the piece)."""

    def kind(letter: str) -> str:
        category = unicodedata.category(letter)
        if letter in " \n" or (has(letter) and category != "Cc"):
            return "fine"
        return "letters" if category[0] in "LM" else letter

    return [(key, "".join(piece)) for key, piece in groupby(text, key=kind)]


def _in_words(kind: str, piece: str) -> str:
    if kind == "fine":
        return piece
    if kind == "letters":
        return f"[{len(piece)} letters in een ander schrift]"
    if kind in "\u200c\u200d" or unicodedata.category(kind) in {"Cc", "Cs", "Cn", "Co"}:
        return ""
    if kind.isspace():
        return " " * len(piece)
    name = _SIGNS.get(kind) or unicodedata.name(kind, "onbekend teken").lower()
    return f"[{name}]" if len(piece) == 1 else f"[{name}, {len(piece)} keer]"
