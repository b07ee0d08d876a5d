"""A run may stop anywhere and is simply run again; words that were forgotten are nowhere left."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pwa import database
from pwa.database import connected, db, is_postgresql, transaction
from pwa.models import Placement, RetentionRun, RetentionStep, User
from pwa.services import forgetting, retention, retention_files
from pwa.services.audit_check import verify
from tests.databases import Sqlite
from tests.people import NOW, TODAY, Cast, write_note
from tests.retention_case import ALL_GOES, NOTES_GO, OFFERED, Finished, everything, on, rows

CANARY = "kanariegeel"
LAST = ALL_GOES + timedelta(days=15)


@pytest.fixture
def finished(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Finished:
    return Finished(cast, monkeypatch, tmp_path)


def left(finished: Finished) -> tuple[dict[str, int], bool]:
    """What there is, but for the chain and the proof, of which a broken-off run has a few more."""
    found = rows()
    for name in ("audit_event", "audit_checkpoint", "retention_run", "retention_step"):
        del found[name]
    return found, verify(finished.keys).whole


@pytest.mark.processes
def test_a_run_that_stops_between_any_two_steps_ends_the_same(
    finished: Finished, connection: str, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (OFFERED, NOTES_GO, ALL_GOES):
        finished.run(day)
    monkeypatch.setattr(retention, "PIECE", 25)
    ours = db.obj
    ours.close_all()
    whole, number = None, 0
    while True:
        address = store.copy(connection)
        made = database.open_database(address)
        with connected():
            stopped = _run_so_far(finished, number)
            finished.run(LAST)
            result = left(finished)
            assert RetentionRun.select().where(RetentionRun.finished_at.is_null()).count() == 0
            counted = sum(sum(step.counts.values()) for step in RetentionStep.select())
        made.close_all()
        store.drop(address)
        whole = whole or (result, counted)
        assert (result, counted) == whole, f"stopped after step {number}"
        if not stopped:
            break
        number += 1
    db.initialize(ours)
    db.connect()
    assert number > 8


def _run_so_far(finished: Finished, steps: int) -> bool:
    """Whether it was broken off after this many steps; 0: it never began."""
    with on(LAST):
        going = retention.steps(finished.keys, "command")
        for _n in range(steps):
            if next(going, None) is None:
                return False
        going.close()
    return True


def test_what_fails_inside_a_step_leaves_nothing_of_it(
    finished: Finished, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished.run(OFFERED)
    before, real = rows()["note"], forgetting.Removed.ids_hash

    def fails(_self: object) -> str:
        raise OSError("in the middle")

    monkeypatch.setattr(forgetting.Removed, "ids_hash", property(fails))
    with pytest.raises(OSError, match="in the middle"):
        finished.run(NOTES_GO)
    assert rows()["note"] == before
    monkeypatch.setattr(forgetting.Removed, "ids_hash", real)
    finished.run(NOTES_GO)
    assert rows()["note"] == 0


@pytest.mark.processes
def test_a_killed_run_is_finished_by_the_next(
    finished: Finished, connection: str, tmp_path: Path
) -> None:
    for day in (OFFERED, NOTES_GO, ALL_GOES):
        finished.run(day)
    code = (
        "import sys, time; from pwa import database;"
        "from pwa.services import audit_keys, retention;"
        "from pathlib import Path; from pwa.config import Config;"
        "from tests.retention_case import on; from datetime import date;"
        "database.open_database(sys.argv[1]); database.db.connect();\n"
        "keys = audit_keys.load(Config(data=Path(sys.argv[2])))\n"
        "with on(date.fromisoformat(sys.argv[3])):\n"
        "    for step in retention.steps(keys, 'timer'):\n"
        "        print(step, flush=True); time.sleep(0.05)\n"
    )
    command = [sys.executable, "-c", code, connection, str(tmp_path), LAST.isoformat()]
    root = str(Path(__file__).parents[2])
    environ = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ) as killed:
        assert killed.stdout
        for _n in range(4):
            assert killed.stdout.readline()
        killed.send_signal(signal.SIGKILL)
    assert RetentionRun.select().where(RetentionRun.finished_at.is_null()).count() == 1
    finished.run(LAST)
    assert RetentionRun.select().where(RetentionRun.finished_at.is_null()).count() == 0
    assert Placement.select().count() == 0
    assert verify(finished.keys).whole


def test_forgotten_words_are_in_no_byte_of_the_database(
    finished: Finished, cast: Cast, connection: str
) -> None:
    write_note(cast, "supervisor_a", "a1", f"Zag de {CANARY} kap.", TODAY)
    assert CANARY in everything()
    if not is_postgresql():
        assert CANARY.encode() in _bytes(connection)
    finished.run(OFFERED)
    finished.run(NOTES_GO)
    assert retention_files.empty_journal()
    assert CANARY not in everything()
    if not is_postgresql():
        assert CANARY.encode() not in _bytes(connection)


def _bytes(address: str) -> bytes:
    """The file with its journal."""
    path = Sqlite.path(address)
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.stem}*")))


def test_a_note_that_comes_in_does_not_wait_for_a_run(
    finished: Finished, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between any two steps nobody holds the database: a note is written there from elsewhere."""
    finished.run(OFFERED)
    written: list[int] = []

    def write() -> None:
        with connected(), transaction():
            written.append(User.update(phone="0687654321").execute())

    with on(NOTES_GO):
        for _step in retention.steps(finished.keys, "timer"):
            other = threading.Thread(target=write)
            other.start()
            other.join(20)
            assert not other.is_alive()
    assert len(written) >= 5
    assert all(written)


def test_old_copies_of_the_file_go_too(finished: Finished, tmp_path: Path) -> None:
    old, new = tmp_path / "opstap-before-1.db", tmp_path / "opstap-before-2.db"
    for copy in (old, new):
        copy.write_text(CANARY)
    stamp = (NOW - timedelta(days=20)).timestamp()
    os.utime(new, (NOW.timestamp(), NOW.timestamp()))
    os.utime(old, (stamp, stamp))
    finished.run(TODAY, copies=tmp_path)
    assert [one.name for one in tmp_path.glob("*.db")] == [new.name]
