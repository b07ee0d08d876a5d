"""The search for words on a disk finds them in every form in which a browser may leave them."""

import base64
import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import brotli
import pytest

from tests.faults.leveldb import BLOCK, FOOTER, snappy
from tests.faults.traces import CACHE_ENTRY, PACKED_VALUE, traces, zstd

WORD = "Kwikstaart"
SAID = f"Vandaag stapelde {WORD} zelf."
PLAIN = SAID.encode()
LONG = " ".join(str(number * 7919 % 1000) for number in range(300)).encode() + PLAIN
SNAPPED = b"\x11" + b"\x28staart Kwik" + b"\x09\x0b"
"""Eleven bytes as they are, and then six of them again: the word itself stands nowhere."""


def varint(number: int) -> bytes:
    out = b""
    while number >= 0x80:
        out, number = out + bytes([number & 0x7F | 0x80]), number >> 7
    return out + bytes([number])


def table() -> bytes:
    """One packed block, one plain index block, and the footer."""
    block = SNAPPED + b"\x01" + b"\0" * 4
    handle = varint(0) + varint(len(SNAPPED))
    entry = varint(0) + varint(1) + varint(len(handle)) + b"k" + handle
    index = entry + b"\0" * 4 + (1).to_bytes(4, "little")
    footer = varint(0) + varint(0) + varint(len(block)) + varint(len(index))
    return block + index + b"\0" * 5 + footer.ljust(FOOTER, b"\0")


def log() -> bytes:
    """One record, cut in two by the end of a block in the middle of the word."""
    cut = PLAIN.index(b"staart")
    filling = BLOCK - 7 - cut - 7
    records = [(1, b"x" * filling), (2, PLAIN[:cut]), (4, PLAIN[cut:])]
    return b"".join(
        b"\0" * 4 + len(data).to_bytes(2, "little") + bytes([kind]) + data for kind, data in records
    )


def cache_entry() -> bytes:
    key = b"http://127.0.0.1/vandaag/"
    head = CACHE_ENTRY + b"\0" * 4 + len(key).to_bytes(4, "little") + b"\0" * 8
    return head + key + brotli.compress(LONG) + b"\xd8\x41\x0d\x97" * 8


def database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA page_size = 512")
        db.execute("CREATE TABLE visits (title TEXT)")
        for before in range(60):
            db.execute("INSERT INTO visits VALUES (?)", ["x" * (470 + before) + SAID])


FORMS: dict[str, tuple[str, bytes]] = {
    "plain": ("Preferences", PLAIN),
    "of two bytes": ("Session_1", SAID.encode("utf-16-le")),
    "base64": ("state", base64.b64encode(b"ab" + PLAIN)),
    "gzip": ("f_1", b"head" + gzip.compress(LONG)),
    "zstd": ("f_2", b"head" + zstd.compress(LONG)),
    "a cache entry in brotli": ("0a1b_0", cache_entry()),
    "a packed value": ("000003.log", b"\0" * 7 + PACKED_VALUE + SNAPPED),
    "a table": ("000005.ldb", table()),
    "a log": ("000004.log", log()),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_word_is_found_in_every_form(tmp_path: Path, form: str) -> None:
    name, data = FORMS[form]
    assert (WORD.encode() in data) == (form == "plain")
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / name).write_bytes(data)
    found = traces(tmp_path, [WORD, "Zilvermees"])
    assert {(one.word, one.path) for one in found} == {(WORD, f"Default/{name}")}


def test_a_row_whose_pages_lie_apart_is_found(tmp_path: Path) -> None:
    database(tmp_path / "History")
    found = traces(tmp_path, [WORD])
    assert {one.how for one in found} == {"plain", "SQLite rows"}


def test_a_word_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{WORD}.pdf").write_bytes(b"")
    assert [one.how for one in traces(tmp_path, [WORD])] == ["name"]


def test_snappy_undoes_copies() -> None:
    assert snappy(SNAPPED) == b"staart Kwikstaart"


@pytest.mark.parametrize("data", [b"", b"\xff", b"\x05\xff\xff", b"\x40\x01\x09"])
def test_what_is_torn_is_no_error(tmp_path: Path, data: bytes) -> None:
    for name in ("a.ldb", "a.log", "a_0"):
        (tmp_path / name).write_bytes(CACHE_ENTRY + data if name == "a_0" else data)
    assert traces(tmp_path, [WORD]) == []
