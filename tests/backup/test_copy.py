"""A copy of the database that is whole, of its own, and never written over another."""

from pathlib import Path

import pytest

from pwa import database
from pwa.backup import copy as copies
from pwa.config import SettingsError
from pwa.database import db
from pwa.models import Note


@pytest.fixture
def on_sqlite(connection: str) -> None:
    if database.is_postgresql():
        pytest.skip("PostgreSQL has its own tools for this")


def test_a_copy_holds_what_was_written_a_moment_before(on_sqlite, cast, tmp_path: Path) -> None:
    Note.update(text="een tel geleden").where(Note.id == cast.note_a1.id).execute()
    copies.copy_to(tmp_path / "copy.db")
    copy = database._sqlite(tmp_path / "copy.db")
    with copy.bind_ctx([Note]), copy:
        assert Note.get_by_id(cast.note_a1.id).text == "een tel geleden"
    copy.close_all()


def test_an_earlier_copy_is_left_as_it_was(on_sqlite, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("van gisteren")
    with pytest.raises(SettingsError):
        copies.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "van gisteren"


def test_a_folder_that_is_not_there_is_said_and_nothing_breaks(on_sqlite, tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        copies.copy_to(tmp_path / "nowhere" / "copy.db")
    assert db.execute_sql("SELECT 1").fetchone() == (1,)


@pytest.mark.postgresql
def test_postgresql_is_left_to_its_own_tools(connection: str, tmp_path: Path) -> None:
    if not database.is_postgresql():
        pytest.skip("runs with --database=postgresql")
    with pytest.raises(SettingsError):
        copies.copy_to(tmp_path / "copy.db")
