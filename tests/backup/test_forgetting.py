"""A backup brings back what was forgotten since, and it is forgotten again before anybody reads."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from pwa import cli, database
from pwa.backup import make
from pwa.cli_retention import RESTORED, forget_after_restore
from pwa.config import Config
from pwa.database import connected, db
from pwa.models import Note, RetentionRun
from tests.people import Cast, write_note
from tests.retention_case import NOTES_GO, OFFERED, Finished, on

CANARY = "kanariegeel"


@pytest.fixture
def finished(
    config: Config, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Finished:
    write_note(cast, "supervisor_a", "a1", f"Zag de {CANARY} kap.", date(2026, 3, 6))
    return Finished(cast, monkeypatch, config.data)


@pytest.mark.parametrize("backed_up_on", [OFFERED - timedelta(days=20), OFFERED])
def test_a_restored_backup_forgets_before_it_serves(
    finished: Finished, config: Config, tmp_path: Path, backed_up_on: date
) -> None:
    if backed_up_on == OFFERED:
        finished.run(OFFERED)
    with on(backed_up_on):
        make.of_database(tmp_path / "backups", config)
    ours, to = db.obj, tmp_path / "new"
    told = CliRunner().invoke(cli.main, ["restore", str(tmp_path / "backups"), "--to", str(to)])
    assert (told.exit_code, "forgotten before anybody" in told.output) == (0, True)
    assert CANARY.encode() in (to / "opstap.db").read_bytes()
    brought_back = Config.read({"OPSTAP_DATA": str(to)})
    made = database.open_database(brought_back.database_url)
    with on(NOTES_GO + timedelta(days=1)):
        forget_after_restore(brought_back)
    with connected():
        assert Note.select().count() == 0
        newest = RetentionRun.select().order_by(RetentionRun.id.desc()).get()
        assert newest.started_by == "restore"
    made.close_all()
    db.initialize(ours)
    words = b"".join(one.read_bytes() for one in to.glob("opstap.db*"))
    assert CANARY.encode() not in words
    assert not (to / RESTORED).exists()


def test_only_a_restored_backup_forgets_at_the_start(finished: Finished, config: Config) -> None:
    with on(NOTES_GO):
        forget_after_restore(config)
    assert RetentionRun.select().count() == 0


def test_looking_changes_nothing_and_doing_says_what_it_did(
    finished: Finished, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPSTAP_DATA", str(config.data))
    monkeypatch.setenv("OPSTAP_DATABASE", config.database)
    ours = db.obj

    def opstap(day: date, *arguments: str) -> str:
        with on(day):
            told = CliRunner().invoke(cli.main, ["retention", *arguments])
        assert told.exit_code == 0, told.output
        return told.output

    try:
        looked = opstap(OFFERED)
        assert "is offered" in looked
        assert "Nothing was changed" in looked
        with connected():
            assert RetentionRun.select().count() == 0
        assert "3 offered" in opstap(OFFERED, "--run")
        assert "goes" in opstap(NOTES_GO)
        done = opstap(NOTES_GO, "--run", "--timer")
        assert "note " in done
        with connected():
            assert [row.started_by for row in RetentionRun.select()] == ["command", "timer"]
    finally:
        db.close_all()
        db.initialize(ours)
