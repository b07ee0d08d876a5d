"""One way to write data down in bytes, so that the same content always has the same hash."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID


def canonical(content: Mapping[str, object]) -> bytes:
    """The content as canonical JSON.

    UTF-8 without byte order mark; no blanks; keys sorted by code point; texts and keys in NFC;
    characters written as themselves save `"`, `\\` and control characters; integers, true, false,
    null, lists and objects only. Days are `YYYY-MM-DD`, moments UTC with microseconds and a `Z`,
    UUIDs their usual text. Floats, naive moments, lone surrogates and keys that are equal after NFC
    raise `ValueError`: what can be written in two ways cannot be signed.

    It differs from RFC 8785 only in the order of keys beyond the Basic Multilingual Plane.
    """
    text = json.dumps(
        _plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def digest(content: Mapping[str, object]) -> str:
    """SHA-256 of the canonical bytes, 64 hexadecimal digits."""
    return sha256(canonical(content)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return _plain_object(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(item) for item in value]
    return _plain_scalar(value)


def _plain_scalar(value: object) -> str:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | UUID):
        return str(value)
    raise ValueError(f"cannot be written canonically: {type(value).__name__}")


def _plain_object(value: Mapping[object, object]) -> dict[str, object]:
    if not all(isinstance(key, str) for key in value):
        raise ValueError("keys must be texts")
    plain = {unicodedata.normalize("NFC", str(key)): _plain(item) for key, item in value.items()}
    if len(plain) != len(value):
        raise ValueError("two keys are the same after NFC")
    return plain


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("a moment without time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
