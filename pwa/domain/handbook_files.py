"""A handbook in a file that anybody may have edited: read with care, every mistake with its place.

Whatever comes in, the answer is a handbook or a list of mistakes; it never takes long.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pwa.domain.errors import BadInput, Code
from pwa.domain.handbook import HandbookData, read_handbook

MOST_BYTES = 300_000
"""Ten times the starter: more is no handbook."""

MOST_DEPTH = 20
_OUTSIDE_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class _Twice(dict[str, Any]):
    """An object in which names stood twice; JSON keeps the last, and we say so."""

    names: tuple[str, ...] = ()


def decode(data: bytes) -> str:
    """The text of an uploaded file. Raises BadInput for `file`."""
    if len(data) > MOST_BYTES:
        raise BadInput({"": "file_too_large"})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput({"": "file_not_text"}) from None


def read_file(text: str) -> HandbookData:
    """The handbook in this text. Raises BadInput with path -> code, the whole file being "".

    `file_broken:<line>:<column>` says where it stops being JSON.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise BadInput({"": "file_too_large"})
    if not text.strip():
        raise BadInput({"": Code.MISSING})
    data = _parsed(text.removeprefix("\ufeff"))
    mistakes = dict(_doubled(data, ""))
    try:
        book = read_handbook(data)
    except BadInput as refused:
        raise BadInput({**mistakes, **refused.fields}) from None
    if mistakes:
        raise BadInput(mistakes)
    return book


def _parsed(text: str) -> Any:
    if _depth(text) > MOST_DEPTH:
        raise BadInput({"": "file_too_deep"})
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as broken:
        raise BadInput({"": f"file_broken:{broken.lineno}:{broken.colno}"}) from None
    except (ValueError, RecursionError):
        raise BadInput({"": "file_strange"}) from None


def _depth(text: str) -> int:
    """How many lists and objects stand inside each other at most."""
    depth = deepest = 0
    for found in _OUTSIDE_TEXTS.finditer(text):
        if found[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in "]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = _Twice(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        found.names = tuple(
            dict.fromkeys(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        )
    return found


def _no_constant(_name: str) -> Any:
    """NaN and Infinity are no JSON."""
    raise ValueError


def _doubled(value: Any, at: str) -> Iterator[tuple[str, str]]:
    """Place -> mistake for each object with a name that stands there twice."""
    if isinstance(value, _Twice) and value.names:
        name = re.sub(r"[^\w-]", "", value.names[0])[:40]
        yield at, f"{Code.KEY_TWICE}:{name}"
    items: Any = value.items() if isinstance(value, Mapping) else ()
    if isinstance(value, list):
        items = enumerate(value)
    for name, one in items:
        yield from _doubled(one, f"{at}.{name}" if at else str(name))
