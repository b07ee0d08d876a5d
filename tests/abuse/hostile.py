"""Values that somebody sends who means harm, and what a route reads of them.

`Fields` learns the names by listening to the forms themselves: what a route read in one request
is what the next one sends it. No list of fields has to be kept; a new field is attacked at once.
"""

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from pwa.forms import Reader
from tests.people import Cast

TEXTS = (
    # databases, shells, templates, formats
    "' OR '1'='1", "'; DROP TABLE note; --", '" OR ""="', "1) UNION SELECT * FROM user --", "%' --",
    "$(reboot)", "`id`", "| cat /etc/passwd", "{{ 7*7 }}", "{% raise %}", "${jndi:ldap://x/y}",
    "%s%s%n%x", "{0.__class__}", "__proto__", "constructor.prototype", "*)(uid=*",
    "=cmd|' /C calc'!A0",
    # markup
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><svg onload=x>",
    "<!--", "]]>", "<![CDATA[", "&#x3C;", "javascript:alert(1)",
    '<?xml version="1.0"?><!DOCTYPE x>',
    # characters
    "\x00", "a\x00b", "\x1b[31mrood\x1b[0m", "a\r\nSet-Cookie: opstap=x", "\u202egnihton\u202c",
    "\ufeff",
    "\u200b\u200d", "e\u0301" * 40, "\ud7ff", "\ue000", "\uffff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "ﷺ" * 100, "Z̸̢͠a̸l̵g̷o̶" * 20, "١٢٣٤٥٦", "½", "²", "\u2028", "\x85", "ß" * 60, "ı", "\t", " ",
    "\n" * 50,
    # numbers, days, ids
    "-1", "0", "1e309", "NaN", "Infinity", "9" * 9, "9" * 30, "2147483648", "-9223372036854775809",
    "0x10", "1_000", "1,5", "+1", "true", "null", "[]", "{}", "0001-01-01", "9999-12-31",
    "2026-02-30",
    "2026-03-11T10:00:00+99:99", "2026-W11-3", "20260311", "24:00", "2015-01-01", "2100-01-01",
    "01890000-0000-7000-8000-000000000000", "00000000-0000-0000-0000-000000000000",
    "{" + "0" * 32 + "}",
    "urn:uuid:01890000-0000-7000-8000-000000000000", "g" * 36,
    # places
    "../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "file:///etc/passwd", "//evil.example",
    "https://evil.example/", "/\\evil.example", "CON", ".", "..", "%2e%2e%2f", "a/b", "?", "#",
    # size
    "", "x" * 201, "w" * 5_000, "m" * 70_000, "{" * 3_000, "[" * 3_000, "a " * 9_000,
)  # fmt: skip

BYTES = (
    b"\xff\xfe",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"%",
    b"%zz",
    b"%00",
    b"a=%ff&a",
    b"=&&==",
    b"\x80" * 9,
)
"""Bodies and values that are no UTF-8, or no form."""

FILES = (
    b"", b"MZ\x90\x00", b"%PDF-1.7\n%%EOF", b"GIF89a/*<script>alert(1)</script>*/=1;",
    b"\xff\xd8\xff\xe0<?php system('id'); ?>", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60,
    b"PK\x03\x04" + b"\x00" * 40,
    b"RIFF\xff\xff\xff\xffWEBPVP8 ", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    b"{" * 9_000,
    b'{"competences": [' + b"[" * 5_000, b"\x00" * 300_000, b"{\"a\": \"\\ud800\"}",
)  # fmt: skip
NAMES = (
    "x.jpg",
    "../../x.json",
    "x\x00.jpg",
    "a" * 300 + ".pdf",
    "con",
    '"><b>.png',
    "x\r\ny.png",
    "",
)

JSON = (
    None, True, 0, -1, 1e308, "x", [], {}, [[]], [None], {"": {}}, {"__proto__": {}}, {"id": [],
    "type": {}},
    {"items": None}, {"items": [None, 1, "x", {}, []]}, {"items": {"a": 1}}, {"id": "x" * 9_000},
    {"response": None}, {"response": {"clientDataJSON": 1}},
    {"response": {"clientDataJSON": "e30"}},
)  # fmt: skip


class Fields:
    """The names of fields that each endpoint read so far."""

    def __init__(self) -> None:
        self.of: dict[str, set[str]] = defaultdict(set)
        self.whole: dict[str, list[dict[str, Any]]] = defaultdict(list)
        """Forms as pages gave them, which get past the first look with one field changed."""

    def _saw(self, name: str) -> None:
        self.of[request.endpoint or ""].add(name)

    @contextmanager
    def listening(self) -> Iterator["Fields"]:
        """Every field that a form reads is remembered with its route."""
        one, repeated, prefix = Reader._one, ("ids", "options", "texts"), Reader.names
        kept = {name: getattr(Reader, name) for name in repeated}

        def told(method: Any) -> Any:
            def reading(reader: Reader, name: str, *args: Any, **options: Any) -> Any:
                self._saw(name)
                return method(reader, name, *args, **options)

            return reading

        Reader._one = told(one)  # type: ignore[method-assign]
        Reader.names = told(prefix)  # type: ignore[method-assign]
        for name, method in kept.items():
            setattr(Reader, name, told(method))
        try:
            yield self
        finally:
            Reader._one, Reader.names = one, prefix  # type: ignore[method-assign]
            for name, method in kept.items():
                setattr(Reader, name, method)


class Hostile:
    """Makes requests of one kind of person; the same seed makes the same ones."""

    def __init__(self, cast: Cast, fields: Fields, rng: Random) -> None:
        self.fields, self.rng = fields, rng
        self.ids = [str(row.id) for row in vars(cast).values() if hasattr(row, "id")]

    def value(self) -> str:
        return self.rng.choice(self.ids if self.rng.random() < 0.25 else TEXTS)

    def form(self, endpoint: str) -> dict[str, Any]:
        """A form of a page with some fields changed, or the known fields with nothing but harm."""
        whole = self.fields.whole[endpoint]
        if whole and self.rng.random() < 0.5:
            sent = dict(self.rng.choice(whole))
            names = sorted({*sent, *self.fields.of[endpoint]})
            changed = self.rng.sample(names, min(len(names), self.rng.choice((1, 1, 2, 4))))
            return sent | {name: self.value() for name in changed}
        return self._made_up(endpoint)

    def _made_up(self, endpoint: str) -> dict[str, Any]:
        """Most of the known fields, each with one value or several, sometimes one too many."""
        sent: dict[str, Any] = {}
        for name in sorted(self.fields.of[endpoint]):
            if name.endswith("-"):
                name += self.rng.choice([*self.ids[:40], "", "0", "x" * 300])
            chance = self.rng.random()
            if chance < 0.85:
                sent[name] = self.value()
            elif chance < 0.9:
                sent[name] = [self.value() for _n in range(self.rng.choice((2, 5, 70)))]
        if self.rng.random() < 0.05:
            sent[self.rng.choice(("id", "", "role", "__proto__", "a[b]", "x" * 999))] = self.value()
        return sent

    def post(self, endpoint: str) -> dict[str, Any]:
        """What goes with one POST: a form, and sometimes files, JSON or no sensible body at all."""
        chance = self.rng.random()
        if chance < 0.06:
            return {
                "data": self.rng.choice(BYTES),
                "content_type": "application/x-www-form-urlencoded",
            }
        if chance < 0.12 or endpoint.startswith(("outbox.", "passkeys.", "invitation_passkeys.")):
            return {"data": json.dumps(self.rng.choice(JSON)), "content_type": "application/json"}
        if chance < 0.2:
            boundary, body = encode_multipart(self._with_files(endpoint))
            kind = f"multipart/form-data; boundary={boundary}"
            return {"data": body, "content_type": kind}
        return {"data": self.form(endpoint)}

    def _with_files(self, endpoint: str) -> dict[str, Any]:
        name = self.rng.choice(("photos", "file", "logo"))
        file = FileStorage(io.BytesIO(self.rng.choice(FILES)), self.rng.choice(NAMES))
        return {**self.form(endpoint), name: file}

    def query(self, names: list[str]) -> dict[str, Any]:
        """Values for some of the names that any page reads in its address."""
        some = self.rng.sample(names, 4)
        return {name: self.value()[:4_000] for name in some}
