"""Make a backup: a folder that appears whole or not at all, and is on disk when this returns."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pwa import VERSION, clock, durable, migrations
from pwa.backup import closed, contents, manifest
from pwa.backup.copy import copy_to
from pwa.backup.manifest import Manifest, Refused
from pwa.config import Config, SettingsError
from pwa.services import audit_keys, seal_keys
from pwa.services.sealing import Seals

DATABASE = "opstap.db"
PART = ".part"


def of_database(folder: Path, config: Config, keep: int = 0) -> Path:
    """A new backup in this folder; with `keep`, only so many of the newest stay there.

    Raises SettingsError.
    """
    with _room(folder) as room:
        made = room / f"opstap-{_moment()}"
        with _appearing(made) as part:
            copy_to(part / DATABASE)
            holds = _contents_of(part / DATABASE)
            _seal(part, "database", {**holds, "outbox_key": outbox_key(config)})
        for old in backups(room)[:-keep] if keep else []:
            _remove(old)
    return made


def of_keys(folder: Path, config: Config, code: str = "") -> Path:
    """A new backup of the keys, also of those that nobody needed yet; closed with a code, if given.

    Raises SettingsError.
    """
    config.pin_pepper()
    config.outbox_secrets()
    audit_keys.load(config)
    if not config.seal_file:
        seal_keys.load(config)
    with _room(folder) as room:
        made = room / f"opstap-keys-{_moment()}"
        with _appearing(made) as part:
            for name in config.keys.names():
                key = config.keys.find(name) or b""
                (part / name).write_bytes(closed.close(code, name, key) if code else key)
            _seal(part, "keys", closed.MARK if code else {})
    return made


def backups(folder: Path) -> list[Path]:
    """Backups of the database in this folder, the oldest first."""
    return sorted(p for p in folder.iterdir() if re.fullmatch(r"opstap-\d{8}T\d{6}Z", p.name))


def outbox_key(config: Config) -> str:
    """Which key opens what devices sent; it says nothing about the key itself."""
    return Seals(config.outbox_secrets()).key_ids[0]


def _contents_of(copied: Path) -> dict[str, Any]:
    try:
        with contents.opened(copied) as database:
            if not migrations.applied(database):
                raise SettingsError(
                    "There is nothing to back up yet: `opstap migrate` comes first."
                )
            return contents.of(database)
    except Refused as wrong:
        raise SettingsError(f"The copy cannot be read. {wrong}") from None


def _moment() -> str:
    return f"{clock.now():%Y%m%dT%H%M%SZ}"


@contextmanager
def _room(folder: Path) -> Iterator[Path]:
    """The folder, made if need be, for one backup at a time; leftovers of broken ones go."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as wrong:
        raise SettingsError(f"{folder} is no folder to write in: {wrong.strerror}.") from None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        for left in folder.glob(f"opstap-*{PART}"):
            shutil.rmtree(left)
        yield folder
    finally:
        os.close(opened)


@contextmanager
def _appearing(made: Path) -> Iterator[Path]:
    """A folder to fill, which gets its name when all that is in it is on disk."""
    if made.exists():
        raise SettingsError(f"{made} is there already; a backup is never written over.")
    part = made.with_name(made.name + PART)
    try:
        part.mkdir(mode=0o700)
        yield part
        for file in part.iterdir():
            file.chmod(0o600)
            durable.sync(file)
        durable.sync(part)
        part.rename(made)
        durable.sync(made.parent)
    except OSError as wrong:
        raise SettingsError(f"{made} could not be written: {wrong.strerror}.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _seal(part: Path, kind: str, holds: dict[str, Any]) -> None:
    files = {file.name: manifest.describe(file) for file in part.iterdir()}
    made_at = clock.now().isoformat(timespec="seconds")
    told = Manifest(kind=kind, app=VERSION, made_at=made_at, files=files, contents=holds)
    (part / manifest.NAME).write_bytes(told.text())


def _remove(old: Path) -> None:
    """Gone at once for whoever looks, even when the removing is broken off."""
    part = old.with_name(old.name + PART)
    old.rename(part)
    shutil.rmtree(part)
