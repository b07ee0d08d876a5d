"""The drill is the bad day on a good day: it says what it found, and leaves nothing."""

import re
from pathlib import Path
from typing import Any

import pytest

from pwa.backup import make
from pwa.config import Config
from tests.backup.damage import flip, in_the_database, sealed_again
from tests.servers import opstap


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


def test_a_good_backup_comes_back(made: Path, config: Config, tmp_path: Path, place: Path) -> None:
    keys = make.of_keys(tmp_path / "keys", config)
    told = opstap("restore", str(made), "--drill", "--keys", str(keys), TMPDIR=str(place))
    assert told.returncode == 0, told.stderr
    for part in ("files", "database", "rows", "documents", "audit trail", "keys", "application"):
        assert re.search(rf"^  {part} +ok +\d+\.\d\d s  \w", told.stdout, re.M), told.stdout
    assert "made 2026-03-11T09:00:00+00:00 by Opstap" in told.stdout
    assert "opens on it and is ready" in told.stdout
    assert "This backup comes back." in told.stdout
    assert list(place.iterdir()) == []


def test_a_backup_of_before_the_first_visit_comes_back_too(tmp_path: Path, place: Path) -> None:
    data = {"OPSTAP_DATA": str(tmp_path / "data")}
    assert opstap("migrate", **data).returncode == 0
    assert opstap("backup", str(tmp_path / "b"), **data).returncode == 0
    told = opstap("restore", str(tmp_path / "b"), "--drill", TMPDIR=str(place))
    assert told.returncode == 0, told.stderr


def test_what_was_not_tried_is_said(made: Path, place: Path) -> None:
    told = opstap("restore", str(made), "--drill", TMPDIR=str(place))
    assert told.returncode == 0, told.stderr
    assert re.search(r"^  keys +not tried", told.stdout, re.M)


def test_a_damaged_backup_ends_the_drill(made: Path, place: Path) -> None:
    flip(made / "opstap.db", 123_456)
    told = opstap("restore", str(made), "--drill", TMPDIR=str(place))
    assert told.returncode == 1
    assert "Error: This backup is not used. opstap.db was changed or damaged" in told.stderr
    assert "comes back" not in told.stdout
    assert list(place.iterdir()) == []


def test_a_database_on_which_nobody_can_work_ends_the_drill(made: Path, place: Path) -> None:
    def forget(facts: Any) -> None:
        facts["contents"]["migrations"] = []
        facts["contents"]["rows"]["schema_migration"] = 0

    in_the_database("DELETE FROM schema_migration")(made)
    sealed_again(forget)(made)
    told = opstap("restore", str(made), "--drill", TMPDIR=str(place))
    assert told.returncode == 1
    assert "Opstap does not open on it" in told.stderr
    assert list(place.iterdir()) == []
