"""Words that do not belong in a text about somebody: how they are found, and what a list holds.

The same rules run on the device in `static/js/guard/match.js`; docs/guard.md is the specification
of both and a test holds them to each other. The server never looks at what somebody wrote: here
they measure the shipped list, and check what a privacy officer adds.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

LONGEST_TEXT = 5_000
LONGEST_WORD = 40
MOST_PARTS = 6
MOST_ENTRY = 60
LEAST, LEAST_OPEN = 2, 3
"""Letters that an entry needs, and those beside a star: less would be found everywhere."""

_APOSTROPHES = frozenset("'\u2018\u2019\u02bc\u00b4`")
_SILENT = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MARKS = re.compile("[\u0300-\u036f]")
_LETTER = re.compile(
    "[a-z0-9\u00df-\u00f6\u00f8-\u024f\u0370-\u052f\u0561-\u0587\u05d0-\u05ea\u0620-\u064a"
    "\u066e-\u06d3\u1200-\u135a]"
)


@dataclass(frozen=True)
class Word:
    """A word without capitals and accents, and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """One word of an entry; `before` and `after`: something may stand there."""

    core: str
    before: bool
    after: bool

    def fits(self, word: str) -> bool:
        if self.before:
            return self.core in word if self.after else word.endswith(self.core)
        return word.startswith(self.core) if self.after else word == self.core


@dataclass(frozen=True)
class Hit:
    """A place in the text that belongs to a group."""

    group: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text, up to `LONGEST_TEXT` code points.

    An apostrophe inside a word stays, since "I'll" is not "ill".
    """
    found: list[Word] = []
    letters, joint, start, end = "", "", 0, 0
    for at, char in enumerate(text[:LONGEST_TEXT]):
        if char in _SILENT:
            continue
        if char in _APOSTROPHES:
            joint = "'" if letters else ""
            continue
        for one in _folded(char):
            if _LETTER.match(one):
                start = start if letters else at
                letters, joint, end = letters + joint + one, "", at + 1
            elif letters:
                found.append(Word(letters[:LONGEST_WORD], start, end))
                letters = joint = ""
    if letters:
        found.append(Word(letters[:LONGEST_WORD], start, end))
    return found


def _folded(char: str) -> str:
    if char.isascii():
        return char.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", char)).lower()


def parts_of(entry: str) -> tuple[Part, ...]:
    """`*` before or after a word: something may stand there. No words: nothing is ever found."""
    return tuple(
        Part(one.text, entry[one.start - 1 : one.start] == "*", entry[one.end : one.end + 1] == "*")
        for one in words_of(entry)
    )


def problem(entry: str) -> str:
    """Why this cannot be an entry, as a code; empty when it can."""
    parts = parts_of(entry)
    if not parts:
        return "guard_no_word"
    if len(entry) > MOST_ENTRY or len(parts) > MOST_PARTS:
        return "guard_too_long"
    short = [len(one.core) < (LEAST_OPEN if one.before or one.after else 1) for one in parts]
    least = LEAST if len(parts) == 1 else 1
    return "guard_too_short" if any(short) or len(parts[0].core) < least else ""


class Entries:
    """Entries that are looked for together."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.by_core: dict[str, list[tuple[Part, ...]]] = {}
        for parts in filter(None, map(parts_of, entries)):
            self.by_core.setdefault(parts[0].core, []).append(parts)

    def spans(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """First word and the one after the last, of each place where an entry stands."""
        for at, word in enumerate(words):
            for core in _pieces(word.text):
                for parts in self.by_core.get(core, ()):
                    last = at + len(parts)
                    fits = zip(parts, words[at:last], strict=False)
                    if last <= len(words) and all(part.fits(one.text) for part, one in fits):
                        yield at, last


def _pieces(word: str) -> set[str]:
    size = len(word)
    return {word[a:b] for a in range(size) for b in range(a + 1, size + 1)}


class Guard:
    """A list as it is looked through: name of a group -> its words, and what is no hit there."""

    def __init__(self, groups: Mapping[str, tuple[Iterable[str], Iterable[str]]]) -> None:
        self.groups = {
            name: (Entries(words), Entries(fine)) for name, (words, fine) in groups.items()
        }

    def hits(self, text: str) -> list[Hit]:
        """Every place, in the order of the text and then of the groups."""
        words, found = words_of(text), []
        for name, (entries, fine) in self.groups.items():
            reach = _reach(fine, words)
            spans = {one for one in entries.spans(words) if one[1] > reach[one[0]]}
            found += [Hit(name, words[a].start, words[b - 1].end) for a, b in sorted(spans)]
        return sorted(found, key=lambda one: (one.start, one.end))

    def groups_in(self, text: str) -> list[str]:
        """The groups that a text touches, each once, in the order of the text."""
        return list(dict.fromkeys(one.group for one in self.hits(text)))


def _reach(fine: Entries, words: Sequence[Word]) -> list[int]:
    """For each word: how far an exception reaches that begins there or before."""
    ends = [0] * len(words)
    for first, last in fine.spans(words):
        ends[first] = max(ends[first], last)
    return list(accumulate(ends, max))
