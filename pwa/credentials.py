"""The vault on disk: a file for each secret, closed by `systemd-creds` for this machine alone.

What closes them is root's (`/var/lib/systemd/credential.secret`) and, where there is one, the
machine's TPM2 chip. A secret goes in and out through pipes: never into an argument or a file.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pwa import durable
from pwa.vault import PREFIX, SettingsError

TOOL = "systemd-creds"
# Not bound to what the firmware measured: an update of that would close the vault for good.
_CLOSING = ("encrypt", "--tpm2-pcrs=")
_PART = ".part"


class Vault:
    """The folder that the units load from; each change is whole and on disk, or did not happen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time; what a broken off one left goes. Raises SettingsError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            opened = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as wrong:
            raise SettingsError(f"{self.folder} is no folder to use: {wrong.strerror}.") from None
        try:
            fcntl.flock(opened, fcntl.LOCK_EX)
            for left in self.folder.glob(f".*{_PART}"):  # systemd does not load what starts so
                left.unlink()
            yield
        finally:
            os.close(opened)

    def names(self) -> list[str]:
        return sorted(one.name for one in self.folder.glob("[!.]*") if one.is_file())

    def read(self, name: str) -> bytes:
        """Raises SettingsError when it was closed on another machine, or changed."""
        return _piped("decrypt", name=name, given=(self.folder / name).read_bytes())

    def put(self, name: str, value: bytes) -> None:
        """Close it, open it again from the disk, compare; only then it has its name."""
        part = self.folder / f".{name}{_PART}"
        part.touch(mode=0o600)
        part.write_bytes(_piped(*_CLOSING, name=name, given=value))
        durable.sync(part)
        if _piped("decrypt", name=name, given=part.read_bytes()) != value:
            raise SettingsError(f"{name} came back otherwise than it went in: nothing was changed.")
        part.rename(self.folder / name)
        durable.sync(self.folder)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()
        durable.sync(self.folder)


def has_chip() -> bool:
    """Whether this machine has a TPM2 chip that systemd can use."""
    try:
        done = subprocess.run([TOOL, "has-tpm2", "--quiet"], timeout=30)  # noqa: S603 of systemd
        return done.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _piped(*what: str, name: str, given: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 of systemd
            [TOOL, *what, f"--name={PREFIX}{name}", "-", "-"],
            input=given, capture_output=True, timeout=60,
        )  # fmt: skip
    except FileNotFoundError:
        raise SettingsError(f"There is no {TOOL} here: systemd 250 or newer has it.") from None
    except subprocess.TimeoutExpired:
        raise SettingsError(f"{TOOL} did not answer within a minute.") from None
    if done.returncode:
        why = (done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"])[-1]
        raise SettingsError(f"{TOOL} could not {what[0]} {name}: {why}")
    return done.stdout
