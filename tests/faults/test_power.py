"""The disk that loses power is proven before anything is proven with it."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import power
from tests.faults.power import LoopDisk, NoDisk, need_power_cuts, power_cuts_possible


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[LoopDisk]:
    need_power_cuts()
    with LoopDisk(tmp_path) as disk:
        yield disk


def sync(path: Path) -> None:
    """fsync of a file or a folder."""
    opened = os.open(path, os.O_RDONLY)
    os.fsync(opened)
    os.close(opened)


def test_what_was_never_synced_is_lost_in_a_power_cut(disk: LoopDisk) -> None:
    (disk.path / "careless").write_text("never synced")
    assert (disk.path / "careless").read_text() == "never synced", "it looks well before the cut"
    disk.cut()
    assert not (disk.path / "careless").exists()


def test_what_was_synced_with_its_folder_survives_a_power_cut(disk: LoopDisk) -> None:
    (disk.path / "careful").write_text("synced")
    sync(disk.path / "careful")
    sync(disk.path)
    disk.cut()
    assert (disk.path / "careful").read_text() == "synced"


def test_what_came_after_the_sync_is_lost(disk: LoopDisk) -> None:
    file = disk.path / "log"
    file.write_text("first line\n")
    sync(file)
    sync(disk.path)
    with file.open("a") as more:
        more.write("second line\n")
    disk.cut()
    assert file.read_text() == "first line\n"


def test_a_new_name_without_a_sync_of_the_folder_is_lost(disk: LoopDisk) -> None:
    file = disk.path / "draft"
    file.write_text("synced")
    sync(file)
    sync(disk.path)
    file.rename(disk.path / "final")
    disk.cut()
    assert [one.name for one in disk.path.iterdir() if one.is_file()] == ["draft"]


def test_while_the_power_is_gone_nothing_can_be_written(disk: LoopDisk) -> None:
    file = os.open(disk.path / "open", os.O_CREAT | os.O_WRONLY)
    try:
        disk.shut_down()
        with pytest.raises(OSError, match="Input/output error"):
            os.fsync(os.write(file, b"too late") and file)
    finally:
        os.close(file)
    disk.start_again()
    (disk.path / "new").write_text("the machine is on again")
    assert disk.cuts == 1


def test_a_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    need_power_cuts()
    with LoopDisk(tmp_path) as disk:
        disk.cut()
        disk.shut_down()
    assert not disk.path.is_mount()
    assert not list(disk.path.iterdir())
    assert not (tmp_path / "disk.img").exists()


def test_a_machine_that_cannot_cut_power_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    power_cuts_possible.cache_clear()
    monkeypatch.setattr(power, "SBIN", "/nowhere")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert power_cuts_possible() == (False, "there is no mkfs.ext4 here")
    power_cuts_possible.cache_clear()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert power_cuts_possible() == (False, "mounting a disk of our own needs root")
    power_cuts_possible.cache_clear()


def test_a_disk_that_stays_in_use_is_an_error_and_not_a_lost_mount(tmp_path: Path) -> None:
    need_power_cuts()
    with LoopDisk(tmp_path) as disk:
        with (disk.path / "held").open("w"), pytest.raises(NoDisk, match="busy"):
            disk._unmount(seconds=0.1)
        assert disk.path.is_mount()


def test_a_disk_that_a_sandbox_elsewhere_still_holds_is_waited_for(disk: LoopDisk) -> None:
    (disk.path / "careless").write_text("never synced")
    with subprocess.Popen(["unshare", "--mount", "sleep", "1"]) as sandbox:
        wait_until_it_holds(disk, sandbox.pid)
        disk.cut()
        assert sandbox.poll() is not None
    assert not (disk.path / "careless").exists()


def wait_until_it_holds(disk: LoopDisk, process: int) -> None:
    mine = os.readlink("/proc/self/ns/mnt")
    until = time.monotonic() + 5
    while os.readlink(f"/proc/{process}/ns/mnt") == mine:
        assert time.monotonic() < until
    assert str(disk.path) in Path(f"/proc/{process}/mounts").read_text()
