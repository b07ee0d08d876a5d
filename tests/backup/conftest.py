"""Backups are of SQLite; PostgreSQL has its own tools for it."""

from pathlib import Path

import pytest

from pwa import database
from pwa.backup import make
from pwa.config import Config
from tests.people import Cast


@pytest.fixture
def config(connection: str, tmp_path: Path) -> Config:
    """The settings of an installation on this test's database, with keys of its own."""
    if database.is_postgresql():
        pytest.skip("PostgreSQL has its own tools for this")
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(tmp_path / "data")}
    return Config.read(place)


@pytest.fixture
def made(config: Config, cast: Cast, tmp_path: Path) -> Path:
    """A backup of the cast's database."""
    return make.of_database(tmp_path / "backups", config)
