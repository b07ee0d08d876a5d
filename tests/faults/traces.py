"""What can still be read on a disk: every file of a folder, searched for words in any form.

    for trace in traces(profile, ["Kwikstaart"]):
        print(trace.word, trace.path, trace.how)

A word is looked for as UTF-8, UTF-16 and base64, in the bytes as they lie there and in what comes
out of them: LevelDB tables and logs (Snappy blocks, records cut over blocks), values that Chromium
packs with Snappy, gzip and zstd wherever they begin, brotli in entries of the disk cache, and all
rows of SQLite files. Deleted rows are found as well, for as long as their bytes are there.
"""

import base64
import re
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import brotli

from tests.faults import leveldb

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MOST = 8 * 1024 * 1024
"""A packed piece that grows beyond this is none of ours."""

CACHE_ENTRY = bytes.fromhex("305c72a71b6dfbfc")
GZIP, ZSTD, PACKED_VALUE = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\xff\x11\x02"


@dataclass(frozen=True, order=True)
class Trace:
    """This word is in this file, and what had to be undone to read it."""

    word: str
    path: str
    how: str


def traces(folder: Path, words: Iterable[str]) -> list[Trace]:
    forms = {word: list(spelled(word)) for word in words}
    found: set[Trace] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        name = str(path.relative_to(folder))
        found |= {Trace(word, name, "name") for word in forms if word in name}
        for how, data in readings(path):
            hits = (word for word, all in forms.items() if any(one in data for one in all))
            found |= {Trace(word, name, how) for word in hits}
    return sorted(found)


def spelled(word: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield (raw := word.encode(encoding))
        for before in range(3):
            packed = base64.b64encode(b"\0" * before + raw)
            yield packed[(0, 2, 3)[before] : len(packed) - 4]


def readings(path: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file in all forms that we know to undo."""
    data = path.read_bytes()
    yield "plain", data
    for how, more in _inside(path, data):
        yield how, more
        for again, deeper in _packed(more):
            yield f"{how}, {again}", deeper


def _inside(path: Path, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield from _packed(data)
    if path.suffix in (".ldb", ".sst"):
        yield "LevelDB table", leveldb.table(data)
    elif path.suffix == ".log" or path.name.startswith("MANIFEST"):
        yield "LevelDB log", leveldb.log(data)
    elif data.startswith(b"SQLite format 3\0"):
        yield "SQLite rows", _rows(path)
    elif data.startswith(CACHE_ENTRY):
        start = 24 + int.from_bytes(data[12:16], "little")
        yield "cache entry, brotli", _brotli(data[start:])


def _packed(data: bytes) -> Iterator[tuple[str, bytes]]:
    for start in _each(GZIP, data):
        yield "gzip", _inflated(data[start:])
    for start in _each(ZSTD, data):
        yield "zstd", _zstd(data[start:])
    for start in _each(PACKED_VALUE, data):
        yield "Snappy value", leveldb.snappy(data[start + len(PACKED_VALUE) :])


def _each(mark: bytes, data: bytes) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(mark), data))


def _inflated(data: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj(31).decompress(data, MOST)
    return b""


def _zstd(data: bytes) -> bytes:
    with suppress(zstd.ZstdError, EOFError):
        return zstd.ZstdDecompressor().decompress(data, MOST)
    return b""


def _brotli(data: bytes) -> bytes:
    """As far as it goes: behind the body follow other parts of the entry."""
    out, stream = b"", brotli.Decompressor()
    with suppress(brotli.error):
        for at in range(len(data)):
            out += stream.process(data[at : at + 1])
            if stream.is_finished() or len(out) > MOST:
                break
    return out


def _rows(path: Path) -> bytes:
    """All rows as text, also those whose pages lie apart in the file."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as db,
    ):
        db.text_factory = bytes
        names = [
            name.decode()
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = (row for name in names for row in db.execute(f'SELECT * FROM "{name}"'))
        return b"\n".join(value for row in rows for value in row if isinstance(value, bytes))
    return b""
