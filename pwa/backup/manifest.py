"""What a backup says of itself: files with size and hash, and what its database holds.

The manifest is written in one way only and carries the hash of its own content, so that no byte
of a backup can change unseen. That finds damage; it does not stop somebody who can also hash.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pwa.domain.canonical import digest

NAME = "manifest.json"
FORMAT = 1
_LARGEST = 1_000_000
_CONTENTS = {"migrations", "rows", "audit", "outbox_key"}


class Refused(Exception):
    """A backup that will not be used; the text says why."""


@dataclass(frozen=True)
class File:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`contents` is empty for a backup of keys."""

    kind: str
    app: str
    made_at: str
    files: dict[str, File]
    contents: dict[str, Any]

    def text(self) -> bytes:
        """As it stands on disk, with its own hash."""
        facts = {"format": FORMAT, **asdict(self)}
        return _written({**facts, "sha256": digest(facts)})


def _written(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps(facts, indent=2, sort_keys=True) + "\n").encode()


def read(folder: Path) -> Manifest:
    """The manifest of this backup. Raises Refused."""
    path = folder / NAME
    if not path.is_file() or path.is_symlink():
        raise Refused(f"{folder} is no backup: it has no {NAME}.")
    if path.stat().st_size > _LARGEST:
        raise Refused(f"{NAME} is not ours: it is too large.")
    text = path.read_bytes()
    facts = _parsed(text)
    _refuse_other_format(facts)
    said = facts.pop("sha256", None)
    try:
        whole = said == digest(facts) and text == _written({**facts, "sha256": said})
        del facts["format"]
        files = {name: File(**one) for name, one in facts.pop("files").items()}
        manifest = Manifest(files=files, **facts)
        whole = whole and (manifest.kind != "database" or manifest.contents.keys() == _CONTENTS)
    except (TypeError, ValueError, KeyError, AttributeError):
        whole = False
    if not whole:
        raise Refused(f"{NAME} was changed or damaged: it does not fit its own hash.")
    return manifest


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(f"{NAME} was changed, damaged or cut short: it is no JSON.") from None
    if not isinstance(facts, dict):
        raise Refused(f"{NAME} was changed or damaged: it is no list of facts.")
    return facts


def _refuse_other_format(facts: dict[str, Any]) -> None:
    given = facts.get("format")
    if type(given) is not int or given < 1:
        raise Refused(f"{NAME} is of no format that we know.")
    if given > FORMAT:
        raise Refused(
            f"This backup was made by a newer Opstap: its format is {given}, this one reads"
            f" {FORMAT}. Install that version first."
        )


def describe(path: Path) -> File:
    """Size and hash of a file."""
    hashed, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            hashed.update(piece)
            size += len(piece)
    return File(size, hashed.hexdigest())
