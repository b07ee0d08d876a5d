"""No secret is in the source, nor in anything that is built from it (ASVS 5.0.0, 13.3.1)."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from pwa.backup import closed
from pwa.keyring import MAKERS

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")
CHANCE = re.compile(rb"(?<![\w/+-])[\w-]{43,}(?![\w/+=-])")
"""32 random bytes or more, as they are written in a file or an address."""
TO_AND_FRO = re.compile(
    b"|".join(b"(?<=[%s])(?=[%s])" % two for two in permutations((b"a-z", b"A-Z", b"0-9"), 2))
)
CODE = re.compile(rb"\b(?:[2-9A-HJKMNP-Z]{4}-){6}[2-9A-HJKMNP-Z]{4}\b")

KNOWN = {
    "pwa/services/sealing.py": 1,  # the order of P-256, which everybody knows
    "tests/faults/recorded/protocol-1.json": 7,  # closed rows, whose key was thrown away
}


def secrets_in(text: bytes) -> Iterator[bytes]:
    yield from PRIVATE.findall(text)
    yield from CODE.findall(text)
    yield from (one for one in CHANCE.findall(text) if drawn(one))


def drawn(word: bytes) -> bool:
    """Whether chance wrote it: it goes to and fro between small, large and digits all the time.

    A name does so a few times. 43 drawn characters do 27 times, and fewer than 11 times once in
    millions of draws.
    """
    small_and_large = re.search(rb"[a-z]", word) and re.search(rb"[A-Z]", word)
    return bool(small_and_large) and 4 * len(TO_AND_FRO.findall(word)) >= len(word)


def tracked() -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this source is no clone: nothing says which files belong to it")
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--", ".", ":!tests/vendor"]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    return told.stdout.strip("\0").split("\0")


def test_no_file_of_the_source_holds_a_secret() -> None:
    found = {name: len(list(secrets_in((ROOT / name).read_bytes()))) for name in tracked()}
    assert {name: count for name, count in found.items() if count} == KNOWN


def test_a_secret_would_be_found() -> None:
    for name, make in MAKERS.items():
        for _n in range(20 if name != "seal.key" else 1):
            assert list(secrets_in(b'KEY = "' + make() + b'"\n')), name
    assert list(secrets_in(closed.new_code().encode()))


def test_what_is_built_holds_files_of_the_source_only() -> None:
    """A wheel takes all that lies in `pwa/`; an installation writes nothing there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["tool"]["setuptools"]["packages"]["find"] == {"include": ["pwa*"]}
    files = {one.relative_to(ROOT).as_posix() for one in (ROOT / "pwa").rglob("*") if one.is_file()}
    strange = {name for name in files - set(tracked()) if "__pycache__" not in name}
    assert strange == set()
    assert "\nvar/\n" in (ROOT / ".gitignore").read_text()
