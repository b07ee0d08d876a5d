"""What the command said is there, is there after a pulled plug."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pwa.backup import make
from pwa.backup.restore import restore
from pwa.config import Config
from tests.faults.power import LoopDisk, need_power_cuts
from tests.people import Cast


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[LoopDisk]:
    need_power_cuts()
    with LoopDisk(tmp_path) as disk:
        yield disk


def test_a_backup_survives_a_power_cut(
    disk: LoopDisk, config: Config, cast: Cast, tmp_path: Path
) -> None:
    made = make.of_database(disk.path / "backups", config)
    keys = make.of_keys(disk.path / "keys", config)
    disk.cut()
    assert "rows" in dict(restore(made, keys, tmp_path / "new"))


def test_what_was_restored_survives_a_power_cut(
    disk: LoopDisk, config: Config, made: Path, tmp_path: Path
) -> None:
    keys = make.of_keys(tmp_path / "keys", config)
    list(restore(made, keys, disk.path / "new"))
    disk.cut()
    there = disk.path / "new"
    assert (there / "opstap.db").read_bytes() == (made / "opstap.db").read_bytes()
    assert len(list((there / "keys").iterdir())) == 5
