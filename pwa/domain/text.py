"""What is typed becomes text that can be kept, counted, hashed and printed."""

import re
import unicodedata

_ISOLATES = "\u2066\u2067\u2068"
_END_ISOLATE = "\u2069"
_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_END_EMBEDDING = "\u202c"
_BIDI = frozenset(_ISOLATES + _END_ISOLATE + _EMBEDDINGS + _END_EMBEDDING)
_OVERRIDES = frozenset("\u202d\u202e")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MANY_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n){3,}")
_REMOVED = frozenset({"Cc", "Cs"})
_KEPT = frozenset("\n\t")
_BOM = "\ufeff"


def clean(text: str) -> str:
    """The text as it is kept: NFC, `\\n` for every kind of line end, no control characters except
    tab and line end, no lone surrogates or byte order marks, trimmed, at most two blank lines.

    Emoji, joiners (ZWJ, ZWNJ) and direction marks (LRM, RLM, ALM) stay: languages need them.
    Bidi overrides always go (they only serve to make text read differently from what it says);
    embeddings and isolates stay only in a line that opens and closes all of them properly, since
    a loose one turns the rest of the page around. Cleaning twice changes nothing.
    """
    text = _NEWLINES.sub("\n", text)
    text = "".join(c for c in text if not _is_removed(c))
    text = "\n".join(_balanced(line) for line in text.split("\n"))
    text = _MANY_BLANK_LINES.sub("\n\n\n", unicodedata.normalize("NFC", text))
    return text.strip()


def clean_line(text: str) -> str:
    """The same for a field of one line, such as a name: every run of blanks becomes one space."""
    return " ".join(clean(text).split())


def length(text: str) -> int:
    """Code points after `clean`. In JavaScript: `[...text.normalize("NFC").trim()].length`.

    Code points, and not graphemes: both sides can count them the same way without a table, also in
    Safari 15. A family emoji counts for more than one, which nobody minds at a limit of 600.
    """
    return len(clean(text))


def too_long(text: str, most: int) -> bool:
    """Whether there are more than `most` code points after cleaning (see `length`)."""
    return length(text) > most


def longest_run(text: str) -> int:
    """Code points in the longest piece without a blank: what a page may have to break."""
    return max(map(len, text.split()), default=0)


def _is_removed(c: str) -> bool:
    if c in _KEPT:
        return False
    return c == _BOM or c in _OVERRIDES or unicodedata.category(c) in _REMOVED


def _balanced(line: str) -> str:
    """The line itself when its bidi controls nest properly, else the line without them."""
    opened: list[str] = []
    for c in line:
        if c in _ISOLATES:
            opened.append(_END_ISOLATE)
        elif c in _EMBEDDINGS:
            opened.append(_END_EMBEDDING)
        elif c in _BIDI and (not opened or opened.pop() != c):
            return _without_bidi(line)
    return _without_bidi(line) if opened else line


def _without_bidi(line: str) -> str:
    return "".join(c for c in line if c not in _BIDI)


def looks_like_email(text: str) -> bool:
    """Something before one @ and a name with a dot behind it; whether it exists nobody knows."""
    before, at, after = text.partition("@")
    return bool(before and at and "." in after) and " " not in text and "@" not in after


def further_on(text: str) -> str:
    """A text as it goes on in a sentence: "Directeur" is "directeur", and "HR" stays "HR"."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
