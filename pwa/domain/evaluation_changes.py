"""Two contents of an evaluation side by side: what came, what went, what became something else.

A content is taken apart into facts, each under a key of its own; what differs between the facts is
the difference. The same comparison serves who signs again ("since the version you signed") and who
looks back ("since the last evaluation"). The id of the evaluation itself is no difference: a
corrected one has another.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pwa.domain.canonical import canonical
from pwa.domain.handbook_changes import Change as Change

Content = Mapping[str, Any]

COMPETENCE, GOAL, ACTION, ADVICE, OTHER = "competence", "goal", "action", "advice", "other"
WORDS, COMPANY, TALK, ATTENDANCE, HEAD = "words", "company", "talk", "attendance", "head"

OPEN = "open"
"""What a day says that nobody filled in."""

_HEAD = ("kind", "candidate", "coach", "municipality", "workplace", "department")
_WORDS = ("strengths", "points", "support", "candidate_words")
_OF_COMPETENCE = (
    "level", "sentence", "example", "previous_level", "own_level", "own_sentence", "own_example",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a content says; `item` tells which note, goal or agreement it is about."""

    where: str
    about: str
    what: str
    text: str
    item: str = ""
    label: str = ""
    day: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.where, self.about, self.what, self.item


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that differs, with how it was and how it is. `item` is the day of a note, of
    attendance or of an evaluation before, the words of a goal or of an agreement."""

    what: str
    change: Change
    old: str = ""
    new: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs about one thing; `about` is the code of a competence, else empty."""

    where: str
    about: str
    label: str
    parts: tuple[Part, ...]

    def part(self, what: str) -> Part | None:
        return next((one for one in self.parts if one.what == what), None)


def compare(old: Content, new: Content) -> tuple[Difference, ...]:
    """What changed from old to new, in the order of the new one; what went comes last.

    Empty exactly when both say the same.
    """
    before, after = _by_key(old, new), _by_key(new, old)
    found: dict[tuple[str, str], list[Part]] = {}
    labels: dict[tuple[str, str], str] = {}
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        one = now or was
        if one is None or (was and now and was.text == now.text):
            continue
        labels.setdefault(key[:2], one.label)
        found.setdefault(key[:2], []).append(_part(was, now))
    for place in _turned(old, new):
        found.setdefault(place, []).append(Part("order", Change.CHANGED))
    if not found and not _same(old, new):
        found[OTHER, ""] = [Part("other", Change.CHANGED)]
    return tuple(
        Difference(where, about, labels.get((where, about), ""), tuple(parts))
        for (where, about), parts in found.items()
    )


def _part(was: Fact | None, now: Fact | None) -> Part:
    one = now or was
    change = Change.ADDED if was is None else Change.DROPPED if now is None else Change.CHANGED
    what, item = (one.what, one.day or one.item) if one else ("", "")
    return Part(what, change, was.text if was else "", now.text if now else "", item)


def _same(old: Content, new: Content) -> bool:
    return canonical({**old, "evaluation": ""}) == canonical({**new, "evaluation": ""})


def _by_key(content: Content, other: Content) -> dict[tuple[str, str, str, str], Fact]:
    """The facts of a content, without what the format of the other one did not have."""
    both = {name: value for name, value in content.items() if name in other}
    return {one.key: one for one in _facts(both) if one.text}


def _facts(content: Content) -> Iterator[Fact]:
    for group in content["groups"]:
        for one in group["competences"]:
            yield from _competence(one, group["label"])
    yield from _advice(content["advice"])
    yield from _actions(content["actions"])
    for item, goal in _numbered(content["goals"], "text"):
        yield Fact(GOAL, "", "goal", f"{goal['text']}\n{_text(goal['reached_on'])}", item)
    yield from (Fact(WORDS, "", name, content[name]) for name in _WORDS)
    yield from _company(content["company"])
    talk = content["talk"]
    yield from (Fact(TALK, "", name, _text(talk[name])) for name in sorted(talk))
    days = content["attendance"]
    yield from (Fact(ATTENDANCE, "", code, str(days[code])) for code in sorted(days))
    for day, code in content.get("attendance_days", ()):
        yield Fact(ATTENDANCE, "", "day", code or OPEN, day)
    yield from _head(content)


def _competence(one: Content, group: str) -> Iterator[Fact]:
    code, label = one["code"], one["label"]
    for what in _OF_COMPETENCE:
        yield Fact(COMPETENCE, code, what, _text(one.get(what)), label=label)
    levels = ({"day": day, "level": level} for day, level in one.get("earlier", ()))
    for item, then in _numbered(levels, "day"):
        yield Fact(COMPETENCE, code, "earlier", str(then["level"]), item, label, then["day"])
    for note in one["notes"]:
        yield Fact(COMPETENCE, code, "note", _note(note), note["id"], label, note["day"])
    yield Fact(COMPETENCE, code, "label", label, label=label)
    yield Fact(COMPETENCE, code, "group", group, label=label)


def _note(note: Content) -> str:
    """A note as one reads it: who, the tiles, the words, the answer."""
    said = (". ".join(note["tiles"]), note["text"], note["reaction"])
    return "\n".join((note["author"], *filter(None, said)))


def _advice(advice: Content | None) -> Iterator[Fact]:
    if advice is None:
        return
    yield Fact(ADVICE, "", "advice", advice["code"])
    for name, text in sorted(advice["details"].items()):
        yield Fact(ADVICE, "", "detail", text, name)


def _actions(actions: Iterable[Content]) -> Iterator[Fact]:
    for item, one in _numbered(actions, "what"):
        yield Fact(ACTION, "", "action", f"{one['who']}\n{_text(one['by_on'])}", item)


def _numbered(things: Iterable[Content], name: str) -> Iterator[tuple[str, Content]]:
    """What is the same one when its words (or day) are; of two with the same, by order."""
    times: dict[str, int] = {}
    for one in things:
        n = times[one[name]] = times.get(one[name], 0) + 1
        yield one[name] if n == 1 else f"{one[name]} ({n})", one


def _company(company: Content) -> Iterator[Fact]:
    yield Fact(COMPANY, "", "statement", company["statement"])
    yield Fact(COMPANY, "", "name", company["name"])
    for name, text in sorted(company["sections"].items()):
        yield Fact(COMPANY, "", "section", text, name)


def _head(content: Content) -> Iterator[Fact]:
    yield from (Fact(HEAD, "", name, _text(content[name])) for name in _HEAD)
    yield Fact(HEAD, "", "supervisors", ", ".join(content["supervisors"]))
    yield Fact(HEAD, "", "period", " ".join(content["period"]))
    placement = content["placement"]
    yield from (Fact(HEAD, "", f"place_{n}", _text(placement[n])) for n in sorted(placement))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _turned(old: Content, new: Content) -> Iterator[tuple[str, str]]:
    """Where the same things stand in another order."""
    for before, after in zip(_rows(old, new), _rows(new, old), strict=True):
        where, was = before
        if was != after[1]:
            yield where


def _rows(one: Content, other: Content) -> list[tuple[tuple[str, str], list[str]]]:
    """The order of whatever stands in both: competences, notes, goals, agreements."""
    mine, theirs = _competences(one), _competences(other)
    rows = [((COMPETENCE, ""), [code for code in mine if code in theirs])]
    for code in sorted(mine.keys() & theirs.keys()):
        known = {note["id"] for note in theirs[code]["notes"]}
        notes = [note["id"] for note in mine[code]["notes"]]
        rows.append(((COMPETENCE, code), [id for id in notes if id in known]))
    for where, name, key in ((GOAL, "goals", "text"), (ACTION, "actions", "what")):
        known = {item[key] for item in other[name]}
        rows.append(((where, ""), [item[key] for item in one[name] if item[key] in known]))
    return rows


def _competences(content: Content) -> dict[str, Content]:
    return {one["code"]: one for group in content["groups"] for one in group["competences"]}
