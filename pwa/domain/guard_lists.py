"""The shipped list of words, what a municipality makes of it, and what a device gets.

A municipality keeps only what differs from the shipped list, so a better shipped list reaches
everybody. A star before or after a word: something may stand there (docs/guard.md).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pwa.domain.errors import BadInput
from pwa.domain.guard import problem
from pwa.domain.text import clean_line, too_long

LANGUAGES = ("nl", "en")
MOST_OWN, MOST_INSTEAD, MOST_SENTENCE = 200, 3, 160
PARTS = ("added", "off", "fine", "nl", "en")
"""What a municipality says of a group: words more, shipped words off, what is no hit, and its own
sentences to tap in each language (none: the shipped ones)."""

Own = Mapping[str, Mapping[str, Sequence[str]]]
"""What a municipality changed: group -> part -> entries. Without groups that it left alone."""


@dataclass(frozen=True)
class Group:
    """What a word may be about: its words, what is none of them, and what to write instead."""

    name: str
    label: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    fine: Mapping[str, tuple[str, ...]]
    instead: Mapping[str, tuple[str, ...]]

    def all_words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for words in self.words.values() for one in words))

    def all_fine(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for words in self.fine.values() for one in words))

    def changed(self, own: Mapping[str, Sequence[str]]) -> "Group":
        """As this municipality wants it."""
        off = frozenset(own.get("off", ()))
        left = {
            key: tuple(one for one in words if one not in off) for key, words in self.words.items()
        }
        own_words = {"own": tuple(own.get("added", ()))}
        said = {key: tuple(own.get(key, ())) or self.instead[key] for key in LANGUAGES}
        fine = {**self.fine, "own": tuple(own.get("fine", ()))}
        return replace(self, words={**left, **own_words}, fine=fine, instead=said)


def _read() -> dict[str, Group]:
    raw = json.loads((Path(__file__).parent.parent / "data" / "guard.json").read_text("utf-8"))
    return {name: _group(name, one) for name, one in raw.items()}


def _group(name: str, raw: Any) -> Group:
    def lists(key: str) -> dict[str, tuple[str, ...]]:
        return {language: tuple(raw[key][language]) for language in LANGUAGES}

    return Group(name, raw["label"], lists("words"), lists("not"), lists("instead"))


SHIPPED = _read()
GROUPS = tuple(SHIPPED)


def list_of(own: Own) -> list[Group]:
    """The list of one municipality."""
    return [group.changed(own.get(name, {})) for name, group in SHIPPED.items()]


def together(lists: Sequence[list[Group]]) -> list[Group]:
    """One list for who works with several municipalities: what one of them warns about, warns.

    So all their words, only the exceptions that all of them make, and the sentences of the first.
    """
    return [_joined(groups) for groups in zip(*lists, strict=True)]


def _joined(groups: tuple[Group, ...]) -> Group:
    words = tuple(dict.fromkeys(one for group in groups for one in group.all_words()))
    others = [frozenset(group.all_fine()) for group in groups]
    fine = tuple(one for one in groups[0].all_fine() if all(one in other for other in others))
    return replace(groups[0], words={"all": words}, fine={"all": fine})


def for_device(groups: Iterable[Group], language: str) -> list[dict[str, Any]]:
    """What a device needs of a list: words of every language, to be said in one."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return [
        {
            "name": one.name,
            "label": one.label[known],
            "words": list(one.all_words()),
            "not": list(one.all_fine()),
            "instead": list(one.instead[known]),
        }
        for one in groups
    ]


def read_own(name: str, typed: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """What was typed about a group, cleaned, each once. Raises BadInput by part."""
    own = {part: _lines(typed.get(part, ())) for part in PARTS}
    own["off"], unknown = _switched_off(SHIPPED[name], own["off"])
    wrong = {"off": "guard_not_ours"} if unknown else {}
    wrong |= {part: code for part in ("added", "fine") if (code := _words_wrong(own[part]))}
    wrong |= {part: code for part in LANGUAGES if (code := _sentences_wrong(own[part]))}
    if wrong:
        raise BadInput(wrong)
    return {part: entries for part, entries in own.items() if entries}


def _lines(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(line for line in map(clean_line, lines) if line))


def _switched_off(group: Group, lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The shipped words that are meant, stars or none, and what is no shipped word."""
    known: dict[str, list[str]] = {}
    for one in group.all_words():
        known.setdefault(bare(one), []).append(one)
    meant = [(line, known.get(bare(line), [])) for line in lines]
    found = dict.fromkeys(one for _line, words in meant for one in words)
    return list(found), [line for line, words in meant if not words]


def bare(entry: str) -> str:
    """An entry without its stars, to sort by and to compare with what somebody types."""
    return entry.replace("*", "").casefold()


def _words_wrong(entries: list[str]) -> str:
    if len(entries) > MOST_OWN:
        return f"guard_too_many:{MOST_OWN}"
    return next((code for one in entries if (code := problem(one))), "")


def _sentences_wrong(entries: list[str]) -> str:
    if len(entries) > MOST_INSTEAD:
        return f"guard_too_many_sentences:{MOST_INSTEAD}"
    long = any(too_long(one, MOST_SENTENCE) for one in entries)
    return f"too_long:{MOST_SENTENCE}" if long else ""
