"""Where a secret comes from: a setting, else the vault, else a file in DATA/keys.

What is in the vault systemd decrypts for one unit, into $CREDENTIALS_DIRECTORY: a file
`opstap_NAME` for each. Nothing is written there, so a key that is missing stops the start; only
in DATA/keys one is made (docs/decisions/0042-keys-in-a-vault.md).
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from pwa import durable

PREFIX = "opstap_"
MOVED = "moved-to-the-vault"
"""A file in DATA/keys: from then on no key is made there."""
OTHERS = ("seal.p12", "seal.passphrase", "database.url")


class SettingsError(Exception):
    """A setting that cannot work; the text says what to do."""


def given_to_us(env: Mapping[str, str]) -> Path | None:
    """The folder of what systemd decrypted; None without a vault. Raises SettingsError."""
    folder = Path(env.get("CREDENTIALS_DIRECTORY") or os.devnull)
    if any(folder.glob(f"{PREFIX}*")):
        return folder
    if env.get("OPSTAP_VAULT"):
        raise SettingsError(
            "OPSTAP_VAULT says that the keys are in a vault, and it gave none. A new installation:"
            " `opstap keys make`. Else start it with systemctl, or as /usr/local/sbin/opstap"
            " (operate.md, The vault)."
        )
    return None


def lying_in_clear(folder: Path) -> list[str]:
    """Files in DATA/keys: whoever reads this disk, or a copy of it, has what they hold."""
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(one.name for one in there if one.name != MOVED)


@dataclass(frozen=True)
class Store:
    """The secrets of one installation that are not settings."""

    folder: Path
    vault: Path | None = None

    def find(self, name: str) -> bytes | None:
        """This secret, or None. Raises SettingsError for one that others can read, or empty."""
        path = self._path(name)
        try:
            if self.vault:
                _refuse_open(path, name)
            found = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as wrong:
            raise SettingsError(f"{self.place(name)} cannot be read: {wrong.strerror}.") from None
        if not found.strip():
            raise SettingsError(f"{self.place(name)} is empty or too short: {self._remedy}.")
        return found

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """This secret; a file is made once, whoever asks first. Raises SettingsError."""
        found = self.find(name)
        if found is None and self.vault:
            raise SettingsError(f"{name} is not in the vault: {self._remedy}.")
        if found is None and (self.folder / MOVED).exists():
            raise SettingsError(f"{name} is in the vault, and this process was given none.")
        if found is None:
            _make(self._path(name), make())
        return found or self.get(name, make)

    def text(self, name: str, make: Callable[[], bytes]) -> str:
        """A key of 32 characters or more."""
        found = self.get(name, make).decode("ascii", "replace").strip()
        if len(found) < 32:
            raise SettingsError(f"{self.place(name)} is empty or too short: {self._remedy}.")
        return found

    def names(self) -> list[str]:
        """All that is there."""
        if self.vault:
            return sorted(one.name.removeprefix(PREFIX) for one in self.vault.glob(f"{PREFIX}*"))
        there = [*self.folder.glob("*.key"), *(self.folder / name for name in OTHERS)]
        return sorted(one.name for one in there if one.exists())

    def older(self, kind: str) -> tuple[str, ...]:
        """Keys of before, the last one first: they still open, and nothing is made with them."""
        found = [n for n in self.names() if n.startswith(f"{kind}-") and n.endswith(".key")]
        return tuple(sorted(found, reverse=True))

    def place(self, name: str) -> str:
        """What to call it in a message."""
        return f"{name} in the vault" if self.vault else str(self._path(name))

    def _path(self, name: str) -> Path:
        return self.vault / f"{PREFIX}{name}" if self.vault else self.folder / name

    @property
    def _remedy(self) -> str:
        if self.vault:
            return "bring it back from the copy of the keys (operate.md, The vault)"
        return "remove it and start again"


def _refuse_open(path: Path, name: str) -> None:
    """systemd gives a file to root's group at most, as the mask of an access list."""
    told = path.stat()
    if told.st_mode & 0o007 or (told.st_mode & 0o070 and told.st_gid != 0):
        raise SettingsError(
            f"{name} in the vault can be read by others: {path.parent} has to be of systemd."
        )


def _make(path: Path, value: bytes) -> None:
    """A new key appears whole and on disk, or not at all; of two processes one makes it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile("wb", dir=path.parent) as file:  # mode 0600
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
    durable.sync(path.parent)
