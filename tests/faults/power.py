"""A disk that loses power: ext4 in a file, on a loop mount, shut down under whoever writes to it.

    with LoopDisk(tmp_path) as disk:
        (disk.path / "note").write_text("never synced")
        disk.shut_down()             # from here on every read and write fails: the machine is off
        server.kill()                # whoever has files open there must go before ...
        disk.start_again()           # ... the disk is mounted again and its journal replayed
        disk.cut()                   # both in one go, when nobody has anything open

What it proves: shut down with EXT4_GOING_FLAGS_NOLOGFLUSH (the ioctl that xfstests uses), ext4
writes nothing any more, not even its journal; what was not brought to the disk by fsync, or by the
kernel's own slow writing back, is gone, as it is after a pulled plug. A program that answers before
its fsync, or forgets the fsync of a new file's folder, loses data here.

What it does not prove: a disk that lies. What the kernel handed to the disk counts as kept, so a
missing flush of the drive's own cache, a sector that was half written and a worn-out flash card are
not found here.

It needs Linux, root, loop devices and mkfs.ext4. `power_cuts_possible` says which is missing.
"""

import errno
import fcntl
import os
import shutil
import struct
import subprocess
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import pytest

EXT4_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


class NoDisk(Exception):
    """This machine gives us no disk of our own; the text says why."""


def _run(*command: str) -> None:
    program = shutil.which(command[0], path=SBIN)
    if program is None:
        raise NoDisk(f"there is no {command[0]} here")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise NoDisk(f"{command[0]}: {(done.stderr or done.stdout).strip()}")


class LoopDisk:
    """A file system of our own; `path` is where it is mounted. Raises NoDisk."""

    def __init__(self, folder: Path, megabytes: int = 64) -> None:
        self.path, self._image = folder / "disk", folder / "disk.img"
        self._size = megabytes * 1024 * 1024
        self.cuts = 0

    def __enter__(self) -> Self:
        self.path.mkdir()
        with self._image.open("wb") as file:
            file.truncate(self._size)
        _run("mkfs.ext4", "-q", "-F", str(self._image))
        self._mount()
        return self

    def __exit__(self, *_why: object) -> None:
        if self.path.is_mount():
            self._unmount()
        self._image.unlink()

    def sync(self) -> None:
        """Some time went by: what was written so far is on the disk."""
        _run("sync", "--file-system", str(self.path))

    def shut_down(self) -> None:
        """The power is gone: nothing reaches the disk any more, and everybody sees errors."""
        folder = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        except OSError as refused:
            raise NoDisk(f"EXT4_IOC_SHUTDOWN: {refused.strerror}") from None
        finally:
            os.close(folder)
        self.cuts += 1

    def start_again(self, seconds: float = 60) -> None:
        """The machine is on again: what was on the disk, after its journal was replayed.

        A program elsewhere that just made itself a mount namespace (a sandbox) has a copy of the
        mount, and as long as it lives the disk that is off stays so.
        """
        until = time.monotonic() + seconds
        while True:
            self._unmount()
            self._mount()
            if self._is_on():
                return
            if time.monotonic() > until:
                raise NoDisk("another mount namespace holds the disk")
            time.sleep(0.2)

    def _is_on(self) -> bool:
        try:
            os.close(os.open(self.path, os.O_TMPFILE | os.O_WRONLY))
        except OSError as off:
            if off.errno != errno.EIO:
                raise
            return False
        return True

    def cut(self) -> None:
        """Power off and on, when nobody has a file open here."""
        self.shut_down()
        self.start_again()

    def _mount(self) -> None:
        _run("mount", "-t", "ext4", "-o", "loop", str(self._image), str(self.path))

    def _unmount(self, seconds: float = 10) -> None:
        """A process that was just killed may hold its files a moment longer."""
        until = time.monotonic() + seconds
        while True:
            try:
                return _run("umount", str(self.path))
            except NoDisk as busy:
                if "busy" not in str(busy) or time.monotonic() > until:
                    raise
            time.sleep(0.01)


@cache
def power_cuts_possible() -> tuple[bool, str]:
    """Whether power can be cut here, tried out once; if not, why not."""
    if os.geteuid() != 0:
        return False, "mounting a disk of our own needs root"
    try:
        with TemporaryDirectory() as folder, LoopDisk(Path(folder), megabytes=8) as disk:
            disk.cut()
    except NoDisk as why:
        return False, str(why)
    return True, ""


def need_power_cuts() -> None:
    """Skip this test aloud where no power can be cut."""
    possible, why = power_cuts_possible()
    if not possible:
        pytest.skip(f"no power can be cut here: {why}")
