"""Reads data that people may have edited, and gathers every mistake by its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from pwa.domain.errors import Code
from pwa.domain.text import clean_line
from pwa.domain.words import Words

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

_CODE = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class Reader:
    """Each method gives a usable value of the right type; what was wrong stands in `errors`.

    Places are paths such as `competences.3.tiles.0.tone`; `at` is the path of the object read from.
    """

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def wrong(self, at: str, code: str) -> None:
        """Notes a mistake; the first one at a place stays."""
        self.errors.setdefault(at, code)

    def object(self, value: Json, at: str) -> dict[str, Json]:
        if isinstance(value, Mapping):
            return dict(value)
        self.wrong(at, Code.NOT_AN_OBJECT)
        return {}

    def items(self, data: Mapping[str, Json], name: str, at: str, most: int = 1000) -> list[Json]:
        """The items of a list; of one that is too long the first `most`."""
        value = data.get(name)
        if isinstance(value, Sequence) and not isinstance(value, str):
            if len(value) > most:
                self.wrong(_join(at, name), f"{Code.TOO_MANY}:{most}")
            return list(value[:most])
        self.wrong(_join(at, name), Code.MISSING if value is None else Code.NOT_A_LIST)
        return []

    def objects(
        self, data: Mapping[str, Json], name: str, at: str, most: int = 1000
    ) -> Iterator[tuple[dict[str, Json], str]]:
        """Each object of a list together with its own path."""
        for n, value in enumerate(self.items(data, name, at, most)):
            place = f"{_join(at, name)}.{n}"
            yield self.object(value, place), place

    def text(self, data: Mapping[str, Json], name: str, at: str, *, needed: bool = True) -> str:
        """One line of text, cleaned; empty when it is absent."""
        value = data.get(name)
        if value is not None and not isinstance(value, str):
            self.wrong(_join(at, name), Code.NOT_A_TEXT)
            return ""
        text = clean_line(value or "")
        if needed and not text:
            self.wrong(_join(at, name), Code.MISSING)
        return text

    def texts(self, data: Mapping[str, Json], name: str, at: str, most: int = 1000) -> list[str]:
        items = self.items(data, name, at, most)
        for n in (n for n, item in enumerate(items) if not isinstance(item, str)):
            self.wrong(f"{_join(at, name)}.{n}", Code.NOT_A_TEXT)
        return [clean_line(item) for item in items if isinstance(item, str)]

    def short(self, data: Mapping[str, Json], name: str, at: str, most: int) -> str:
        """A text that may be absent, of at most so many characters."""
        text = self.text(data, name, at, needed=False)
        if len(text) > most:
            self.wrong(_join(at, name), f"{Code.TOO_LONG}:{most}")
        return text

    def flag(self, data: Mapping[str, Json], name: str, at: str) -> bool:
        """Yes or no; absent is no."""
        value = data.get(name, False)
        if not isinstance(value, bool):
            self.wrong(_join(at, name), Code.NOT_YES_OR_NO)
        return value is True

    def code(self, data: Mapping[str, Json], name: str, at: str) -> str:
        """A short lower-case name that other data refers to."""
        text = self.text(data, name, at)
        if text and not _CODE.fullmatch(text):
            self.wrong(_join(at, name), Code.BAD_CODE)
        return text

    def choice(
        self, data: Mapping[str, Json], name: str, at: str, choices: Sequence[str], code: Code
    ) -> str:
        """One of the choices; the first of them where it is none."""
        text = self.text(data, name, at)
        if text in choices:
            return text
        self.wrong(_join(at, name), code)
        return choices[0]

    def number(
        self, data: Mapping[str, Json], name: str, at: str, *, least: int = 0, most: int = 10_000
    ) -> int:
        value = data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.wrong(_join(at, name), Code.MISSING if value is None else Code.NOT_A_NUMBER)
        return least

    def words(self, data: Mapping[str, Json], at: str, most: int, *, needed: bool = True) -> Words:
        """The `nl` and `en` of an object; English may always be absent."""
        words = Words(
            self.text(data, "nl", at, needed=needed), self.text(data, "en", at, needed=False)
        )
        for name, text in (("nl", words.nl), ("en", words.en)):
            if len(text) > most:
                self.wrong(_join(at, name), f"{Code.TOO_LONG}:{most}")
        return words

    def words_at(
        self,
        data: Mapping[str, Json],
        name: str,
        at: str,
        most: int,
        *,
        needed: bool = True,
        may_be_empty: bool = False,
    ) -> Words:
        """The same for a field that holds both languages; absent when it need not be there."""
        value = data.get(name)
        if value is None and not needed:
            return Words("")
        place = _join(at, name)
        needed = needed and not may_be_empty
        return self.words(self.object(value, place), place, most, needed=needed)

    def unique(self, name: str, field: str, codes: Sequence[str]) -> None:
        """Notes each code that came before; `field` is empty for a list of plain codes."""
        seen: set[str] = set()
        for n, code in enumerate(codes):
            if code in seen:
                self.wrong(_join(f"{name}.{n}", field), Code.DUPLICATE_CODE)
            seen.add(code)

    def known(self, name: str, field: str, codes: Sequence[str], groups: Sequence[str]) -> None:
        for n, code in enumerate(codes):
            if code not in groups:
                self.wrong(f"{name}.{n}.{field}", Code.UNKNOWN_GROUP)


def _join(at: str, name: str) -> str:
    return ".".join(part for part in (at, name) if part)
