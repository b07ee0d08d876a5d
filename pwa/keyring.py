"""What is done with the keys of an installation with a vault: make, move, replace, destroy.

Each is safe to break off and to do again: a key is in the vault, opened again and on disk,
before it goes from anywhere else.
"""

import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path

from pwa import clock, config
from pwa.credentials import Vault
from pwa.services import audit_keys, seal_keys
from pwa.vault import MOVED, SettingsError

MAKERS = {
    "session.key": config.fresh,
    "pin.key": config.fresh,
    "outbox.key": config.fresh,
    "audit.key": audit_keys.fresh,
    "seal.key": seal_keys.fresh,
}
_KEPT = "pin|outbox|audit"
"""Kinds of which the ones before still open something."""
_NAME = re.compile(
    rf"(session|seal|{_KEPT})\.key|({_KEPT})-[\w-]{{1,40}}\.key|seal\.(p12|passphrase)|database\.url"
)


def make(vault: Vault, given: Collection[str], clear: Path) -> Iterator[str]:
    """Those that are not there yet, and that no setting gives. Raises SettingsError."""
    there = vault.names()
    missing = [name for name in MAKERS if name not in there and name not in given]
    if lying := [name for name in missing if (clear / name).exists()]:
        raise SettingsError(f"{lying[0]} lies in {clear}: `opstap keys move` comes first.")
    for name in missing:
        if name != "seal.key" or "seal.p12" not in there:
            vault.put(name, MAKERS[name]())
            yield f"made       {name}"


def put(vault: Vault, name: str, value: bytes) -> None:
    """A secret from elsewhere. Raises SettingsError for one that is there already, or unfit."""
    _refuse_strange(name)
    if name in vault.names() and vault.read(name) != value:
        raise SettingsError(f"There is another {name} in the vault: replace or destroy that first.")
    _refuse_unfit(name, value)
    vault.put(name, value)


def replace(vault: Vault, name: str) -> Iterator[str]:
    """A new key in the place of this one; where that still opens something it stays beside it."""
    if name not in MAKERS or name not in vault.names():
        raise SettingsError(f"{name} is no key in the vault that Opstap makes.")
    kind = name.removesuffix(".key")
    if kind in _KEPT.split("|"):
        older = f"{kind}-{clock.now():%Y%m%dT%H%M%SZ}.key"
        vault.put(older, vault.read(name))
        yield f"kept       {older}"
    vault.put(name, MAKERS[name]())
    yield f"replaced   {name}"


def destroy(vault: Vault, name: str) -> None:
    """Away for good. Raises SettingsError for one that is needed at every start."""
    if name not in vault.names():
        raise SettingsError(f"There is no {name} in the vault.")
    spare = name == "seal.key" and "seal.p12" in vault.names()
    if name in MAKERS and not spare:
        raise SettingsError(f"{name} is in use: `opstap keys replace {name}` first.")
    vault.remove(name)


def move(vault: Vault, clear: Path) -> Iterator[str]:
    """Files in DATA/keys go into the vault; only when all of them are there the files go."""
    with ExitStack() as opened:
        folder = _opened_folder(clear)
        opened.callback(os.close, folder)
        files: dict[str, int] = {}
        for name in sorted(set(os.listdir(folder)) - {MOVED}):
            if not _NAME.fullmatch(name):
                yield f"LEFT       {clear / name}: Opstap does not use it; look at it yourself"
                continue
            files[name] = _opened_file(folder, name)
            opened.callback(os.close, files[name])
        for name, file in files.items():
            put(vault, name, _content(file))
            yield f"closed     {name}"
        _mark(folder)
        for name, file in files.items():
            _wipe(folder, name, file)
            yield f"removed    {clear / name}"


def _opened_folder(clear: Path) -> int:
    try:
        return os.open(clear, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as wrong:
        raise SettingsError(f"{clear}: {wrong.strerror}; there is nothing to move.") from None


def _opened_file(folder: int, name: str) -> int:
    """Not what a link points at: the folder is the service's, and we are root."""
    try:
        file = os.open(name, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError as wrong:
        raise SettingsError(f"{name}: {wrong.strerror}. Nothing was moved.") from None
    told = os.fstat(file)
    if not stat.S_ISREG(told.st_mode) or told.st_nlink != 1:
        os.close(file)
        raise SettingsError(f"{name} is not an ordinary file of one name. Nothing was moved.")
    return file


def _content(file: int) -> bytes:
    return os.pread(file, os.fstat(file).st_size, 0)


def _mark(folder: int) -> None:
    """From now on no key is made here, not even by a server that still runs without the vault."""
    os.close(os.open(MOVED, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644, dir_fd=folder))
    os.fsync(folder)


def _wipe(folder: int, name: str, file: int) -> None:
    """The name first, then zeros over what it held (a disk of flash may still keep that)."""
    os.unlink(name, dir_fd=folder)
    os.fsync(folder)
    os.pwrite(file, bytes(os.fstat(file).st_size), 0)
    os.fsync(file)


def _refuse_strange(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise SettingsError(f"{name} is no name of a key: see operate.md, The vault.")


def _refuse_unfit(name: str, value: bytes) -> None:
    """What could not be used would only stop the next start."""
    if name == "seal.key":
        seal_keys.own(value, name)
    elif name.startswith("audit"):
        audit_keys.read(value, name)
    elif len(value.strip()) < (32 if name.endswith(".key") else 1):
        raise SettingsError(f"{name} is empty or too short. Nothing was changed.")
