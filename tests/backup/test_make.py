"""A backup appears whole or not at all, says what is in it, and is for no other eyes."""

import resource
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pwa import VERSION, clock, database
from pwa.backup import contents, make, manifest
from pwa.backup.restore import restore
from pwa.config import Config, SettingsError
from pwa.database import db
from pwa.models import AuditEvent, Note
from pwa.services import audit
from tests.faults.writers import Crew, tokens_for, words
from tests.people import NOW, Cast
from tests.servers import _environ, opstap, served


def later(count: int) -> clock.at:
    return clock.at(NOW + timedelta(days=count))


def test_a_backup_says_what_is_in_it(config: Config, cast: Cast, tmp_path: Path) -> None:
    db.execute_sql("CREATE TABLE of_a_later_version (a)")
    db.execute_sql("INSERT INTO of_a_later_version VALUES (1), (2)")
    made = make.of_database(tmp_path, config)
    said = manifest.read(made)
    assert (made.name, said.app) == ("opstap-20260311T090000Z", VERSION)
    assert said.contents["rows"]["of_a_later_version"] == 2
    assert said.contents["rows"]["note"] == Note.select().count() > 0
    assert said.contents["audit"]["head"] == audit.head()
    assert said.contents["migrations"][0] == "0001_first"
    assert said.files["opstap.db"].size == (made / "opstap.db").stat().st_size


def test_a_backup_is_for_no_other_eyes(config: Config, made: Path, tmp_path: Path) -> None:
    keys = make.of_keys(tmp_path / "keys", config)
    for folder in (made, keys):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_keys_that_nobody_needed_yet_are_kept_too(config: Config, tmp_path: Path) -> None:
    keys = make.of_keys(tmp_path / "keys", config)
    assert set(manifest.read(keys).files) == {
        *("session.key", "pin.key", "outbox.key", "seal.key", "audit.key")
    }
    assert (keys / "pin.key").read_bytes() == config.pin_pepper()


def test_a_backup_is_never_written_over(config: Config, made: Path) -> None:
    before = (made / "opstap.db").stat()
    with pytest.raises(SettingsError, match="never written over"):
        make.of_database(made.parent, config)
    assert (made / "opstap.db").stat() == before


def test_the_newest_stay_and_nothing_else_is_touched(config: Config, tmp_path: Path) -> None:
    (tmp_path / "opstap-by-hand").mkdir()
    (tmp_path / "opstap-20260101T000000Z.part").mkdir()
    for day in range(4):
        with later(day):
            make.of_database(tmp_path, config, keep=2)
    assert sorted(one.name for one in tmp_path.glob("opstap-*")) == [
        "opstap-20260313T090000Z", "opstap-20260314T090000Z", "opstap-by-hand",
    ]  # fmt: skip


def test_on_a_full_disk_nothing_appears_and_nothing_goes(
    config: Config, made: Path, connection: str
) -> None:
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(config.data)}
    told = subprocess.run(
        [sys.executable, "-m", "pwa.cli", "backup", str(made.parent), "--keep", "1"],
        env=_environ(place), capture_output=True, text=True, timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )  # fmt: skip
    assert (told.returncode, told.stderr.startswith("Error: ")) == (1, True), told.stderr
    assert "could not be written" in told.stderr
    assert list(made.parent.iterdir()) == [made]


def test_what_cannot_be_backed_up_is_said(config: Config, tmp_path: Path) -> None:
    nowhere = opstap("backup", str(tmp_path / "b"), OPSTAP_DATA=str(tmp_path / "nowhere"))
    assert "There is no database at" in nowhere.stderr
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="no folder to write in"):
        make.of_database(tmp_path / "file", config)


def test_a_database_without_tables_is_no_backup(empty_database: str, tmp_path: Path) -> None:
    if database.is_postgresql():
        pytest.skip("PostgreSQL has its own tools for this")
    db.execute_sql("CREATE TABLE something (a)")
    with pytest.raises(SettingsError, match="nothing to back up yet"):
        make.of_database(tmp_path / "b", Config(data=tmp_path))
    assert list((tmp_path / "b").iterdir()) == []


@pytest.mark.postgresql
def test_postgresql_is_left_to_its_own_tools(connection: str, tmp_path: Path) -> None:
    if not database.is_postgresql():
        pytest.skip("runs with --database=postgresql")
    with pytest.raises(SettingsError, match="pg_dump"):
        make.of_database(tmp_path, Config(data=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_taken_while_people_write_is_of_one_moment(
    config: Config, cast: Cast, connection: str, tmp_path: Path
) -> None:
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(config.data)}
    crew = Crew(cast, tokens_for(cast), 0)
    with served("serve", log=tmp_path / "log", **place) as server:
        crew.port = server.port
        crew.start(4)
        for n in range(5):
            crew.wait_for_more(5)
            received = set(crew.received)
            with later(n):
                made = make.of_database(tmp_path / "backups", config)
            assert dict(restore(made, None, tmp_path / f"new{n}"))["audit trail"]
            with contents.opened(tmp_path / f"new{n}" / "opstap.db") as copied:
                refuse_half_written(copied, received)
        crew.finish()


def refuse_half_written(copied: object, received: set[object]) -> None:
    """Every note that was received before is there, and each has its event."""
    with copied.bind_ctx([Note, AuditEvent]):  # type: ignore[attr-defined]
        ours = {row.id for row in Note.select() if row.text == words(row.id)}
        written = AuditEvent.select().where(AuditEvent.action == "note.write")
        events = {row.object_id for row in written}
    assert received <= ours <= events
