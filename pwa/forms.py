"""Read a form once: every field is named, cleaned and bounded; anything else is refused.

A form class reads itself with a `Reader` and carries its errors as codes, which `pwa.words`
turns into sentences. What was typed stays in the form, so the page can show it again.
"""

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict

from pwa.domain import text as texts

Choice = TypeVar("Choice", bound=StrEnum)

_TIME = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
EARLIEST, LATEST = date(2015, 1, 1), date(2100, 1, 1)


def sent_by_itself() -> bool:
    """The page posted its form a moment after the last change; nobody pressed a button."""
    return request.headers.get("X-Opstap-Autosave") == "1"


class UnknownFields(Exception):
    """The form held fields that nobody asked for, or one field twice."""


class Reader:
    """Takes fields out of a form one by one; `done` refuses what is left over."""

    def __init__(self, data: MultiDict[str, str] | None = None) -> None:
        self._data = request.form if data is None else data
        self._read: set[str] = set()
        self.errors: dict[str, str] = {}

    def _one(self, name: str) -> str:
        self._read.add(name)
        values = self._data.getlist(name)
        if len(values) > 1:
            raise UnknownFields(name)
        return values[0] if values else ""

    def fail(self, name: str, code: str) -> None:
        """Note what is wrong with a field; the first thing said about it stays."""
        self.errors.setdefault(name, code)

    def text(self, name: str, *, most: int = 200, required: bool = False) -> str:
        """A cleaned text of at most `most` characters; too long is an error, never cut."""
        value = texts.clean(self._one(name))
        if required and not value:
            self.fail(name, "missing")
        if texts.too_long(value, most):
            self.fail(name, f"too_long:{most}")
        return value

    def line(self, name: str, *, most: int = 200, required: bool = False) -> str:
        """A text on one line."""
        return " ".join(self.text(name, most=most, required=required).split())

    def secret(self, name: str) -> str:
        """A password as typed: not cleaned, not trimmed, at most 200 characters."""
        value = self._one(name)
        if len(value) > 200:
            self.fail(name, "too_long:200")
        return value[:200]

    def flag(self, name: str) -> bool:
        return self._one(name) in ("1", "on", "true")

    def choice(self, name: str, enum: type[Choice], *, required: bool = True) -> Choice | None:
        raw = self._one(name)
        if not raw and not required:
            return None
        try:
            return enum(raw)
        except ValueError:
            self.fail(name, "not_a_choice" if raw else "missing")
            return None

    def option(self, name: str, options: tuple[str, ...], *, required: bool = True) -> str:
        raw = self._one(name)
        if raw in options or (not raw and not required):
            return raw
        self.fail(name, "not_a_choice" if raw else "missing")
        return ""

    def options(self, name: str, options: tuple[str, ...]) -> tuple[str, ...]:
        """Everything that was ticked under one name, in the order of the options."""
        self._read.add(name)
        raw = set(self._data.getlist(name))
        if raw - set(options):
            self.fail(name, "not_a_choice")
        return tuple(one for one in options if one in raw)

    def number(self, name: str, least: int, most: int, *, default: int | None = None) -> int | None:
        raw = self._one(name).strip()
        if not raw and default is not None:
            return default
        if not re.fullmatch(r"-?\d{1,9}", raw, re.ASCII):
            self.fail(name, "not_a_number" if raw else "missing")
            return default
        value = int(raw)
        if not least <= value <= most:
            self.fail(name, f"out_of_range:{least}:{most}")
        return value

    def day(self, name: str, *, required: bool = True) -> date | None:
        raw = self._one(name).strip()
        if not raw:
            if required:
                self.fail(name, "missing")
            return None
        try:
            value = date.fromisoformat(raw) if _DAY.match(raw) else None
        except ValueError:
            value = None
        if value is None:
            self.fail(name, "not_a_date")
            return None
        if not EARLIEST <= value <= LATEST:
            self.fail(name, "absurd_date")
            return None
        return value

    def clock_time(self, name: str) -> time | None:
        raw = self._one(name).strip()
        found = _TIME.match(raw)
        if raw and not found:
            self.fail(name, "not_a_time")
        return time(int(found[1]), int(found[2])) if found else None

    def moment(self, name: str) -> datetime | None:
        """The device's clock with its offset, if it gave one that makes sense."""
        try:
            value = datetime.fromisoformat(self._one(name).strip()[:40])
        except ValueError:
            return None
        return value if value.tzinfo and 2015 <= value.year < 2100 else None

    def id(self, name: str, *, required: bool = True) -> UUID | None:
        raw = self._one(name).strip()
        found = _as_uuid(raw)
        if found is None and (raw or required):
            self.fail(name, "unknown" if raw else "missing")
        return found

    def ids(self, name: str, *, most: int = 60) -> list[UUID]:
        """All ids under one name, in the order sent, each once."""
        self._read.add(name)
        raw = self._data.getlist(name)
        found = [one for one in map(_as_uuid, raw) if one]
        if len(found) < len(raw) or len(raw) > most:
            self.fail(name, "unknown")
        return list(dict.fromkeys(found))[:most]

    def texts(self, name: str, *, most: int = 400) -> list[str]:
        """All texts under one name, each once: keys that the page itself gave."""
        self._read.add(name)
        raw = self._data.getlist(name)
        if len(raw) > most:
            self.fail(name, "unknown")
        return list(dict.fromkeys(raw))[:most]

    def names(self, prefix: str) -> list[str]:
        """The names of fields that start with this prefix, for repeated parts of a form."""
        return [name for name in self._data if name.startswith(prefix)]

    def done(self) -> dict[str, str]:
        """The errors. Raises UnknownFields when the form held anything that was not read."""
        extra = set(self._data) - self._read
        if extra:
            raise UnknownFields(", ".join(sorted(extra))[:200])
        return self.errors


def _as_uuid(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None


def read_args(*names: str) -> dict[str, str]:
    """The query's known names, each at most once, cleaned; unknown ones are ignored."""
    return {name: texts.clean(request.args.get(name, "")[:200]) for name in names}


def asked_day(name: str) -> date | None:
    """A day in the query; anything odd, or absurd, is none."""
    try:
        day = date.fromisoformat(read_args(name)[name])
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def own_path(path: str) -> str:
    """Only a path of ours: never another host, however it is spelled."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if inside and path.isprintable() else ""
