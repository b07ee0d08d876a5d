"""The command line, as somebody who runs an installation uses it: in processes of its own."""

import json
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pwa.config import Config, SettingsError
from pwa.database import db, is_postgresql
from pwa.models import AuditEvent
from pwa.services import audit, document_seals, installation, retention_files
from tests.databases import Sqlite
from tests.people import Cast
from tests.servers import opstap, served
from tests.services.test_audit import disarm


@pytest.fixture
def place(connection: str, tmp_path: Path) -> dict[str, str]:
    """The settings of an installation with the cast in it."""
    return {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(tmp_path)}


def test_two_workers_serve_on_postgresql(place: dict[str, str], cast: Cast, tmp_path: Path) -> None:
    if not is_postgresql():
        refused = opstap("serve", "--workers", "2", **place)
        assert refused.returncode == 1
        assert "needs PostgreSQL" in refused.stderr
        return
    with served("serve", "--workers", "2", log=tmp_path / "log", **place) as server:
        answers: list[Any] = []

        def ask() -> None:
            answers.extend(server.ask("GET", "/readyz") for _n in range(5))

        threads = [threading.Thread(target=ask) for _n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert [answer.status for answer in answers] == [200] * 40
        facts = json.loads(answers[0].body)
        assert (facts["database"], facts["migrations"]) == ("ok", "ok")
        assert server.ask("GET", "/aanmelden").status == 200


def test_a_real_installation_serves(place: dict[str, str], tmp_path: Path) -> None:
    with served("serve", log=tmp_path / "log", **place) as server:
        assert json.loads(server.ask("GET", "/healthz").body) == {"status": "ok"}
        page = server.ask("GET", "/aanmelden")
        assert page.status == 200
        assert server.ask("GET", "/aanmelden", Host="evil.example").status == 400
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_port_that_another_server_has_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = opstap("up", "--port", port, OPSTAP_DATA=str(tmp_path / "data"))
    assert refused.returncode == 1
    assert f"cannot listen at 127.0.0.1, port {port}: another program has it" in refused.stderr
    assert not (tmp_path / "data").exists()


def test_a_real_installation_does_not_open_a_demo(place: dict[str, str]) -> None:
    installation.put(installation.DEMO, True)
    refused = opstap("serve", **place)
    assert refused.returncode == 1
    assert "everybody can sign in as anybody" in refused.stderr


def test_a_worker_never_migrates(empty_database: str, tmp_path: Path) -> None:
    place = {"OPSTAP_DATABASE": empty_database, "OPSTAP_DATA": str(tmp_path)}
    refused = opstap("serve", **place)
    assert refused.returncode == 1
    assert "Run `opstap migrate` first" in refused.stderr
    done = opstap("migrate", **place)
    assert (done.returncode, done.stdout.startswith("migrated: 0001_first")) == (0, True)
    assert opstap("migrate", **place).stdout == ""


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"OPSTAP_SECRET_KEY": "short"}, "OPSTAP_SECRET_KEY is too short"),
        ({"OPSTAP_SECRET_KEY": "x" * 31}, "OPSTAP_SECRET_KEY is too short"),
        ({"OPSTAP_TRUSTED_PROXIES": "one"}, "must be a whole number"),
        ({"OPSTAP_DATABASE": "mysql://a/b"}, "must start with postgresql:// or sqlite:///"),
        ({"OPSTAP_SEAL_FILE": "/nowhere/zegel.p12"}, "/nowhere/zegel.p12 cannot be read: No such"),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    place: dict[str, str], settings: dict[str, str], told: str
) -> None:
    refused = opstap("serve", **{**place, **settings})
    assert refused.returncode == 1
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_key_is_made_once_and_for_no_other_eyes(tmp_path: Path) -> None:
    first = Config.read({"OPSTAP_DATA": str(tmp_path)})
    second = Config.read({"OPSTAP_DATA": str(tmp_path)})
    key = tmp_path / "keys" / "session.key"
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert (key.stat().st_mode & 0o777, key.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert first.secret_key not in repr(first)
    key.write_text("short")
    with pytest.raises(SettingsError, match="empty or too short"):
        Config.read({"OPSTAP_DATA": str(tmp_path)})


def test_processes_that_start_together_agree_on_the_keys(tmp_path: Path) -> None:
    for n in range(20):
        folder = {"OPSTAP_DATA": str(tmp_path / str(n))}
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda _n, at=folder: Config.read(at).secret_key, range(8)))
        assert len(set(made)) == 1


def test_somebody_who_cannot_get_in_gets_a_new_link(
    place: dict[str, str], cast: Cast, browse: Any
) -> None:
    told = opstap("invite", str(cast.supervisor_a.id), **place).stdout
    found = re.fullmatch(r"Sara Jansen: http://localhost:8000(/uitnodiging/\S+)\n", told)
    assert found
    assert browse().get(found[1]).status == 200
    assert opstap("invite", "nobody", **place).returncode == 1
    again = opstap("invite", str(cast.supervisor_a.id), "--reset", **place).stdout
    assert "/uitnodiging/" in again and again != told


def test_check_says_what_works(place: dict[str, str]) -> None:
    told = opstap("check", **place)
    assert told.returncode == 0, told.stdout
    for name in ("settings", "database", "migrations"):
        assert re.search(rf"^{name} +ok", told.stdout, re.MULTILINE)


def test_check_says_what_to_do(empty_database: str, tmp_path: Path) -> None:
    told = opstap("check", OPSTAP_DATABASE=empty_database, OPSTAP_DATA=str(tmp_path))
    assert told.returncode == 1
    assert "run `opstap migrate`" in told.stdout
    gone = opstap("check", OPSTAP_DATABASE="postgresql://nobody@127.0.0.1:1/nothing")
    assert gone.returncode == 1
    assert re.search(r"^database +WRONG +PostgreSQL cannot be reached", gone.stdout, re.MULTILINE)


def test_without_its_database_it_is_alive_but_not_ready(app: Any, empty_database: str) -> None:
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["migrations"] == "pending"


def test_a_fresh_installation_prints_its_code_and_shows_the_first_page(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served("up", "--empty", "--data", str(tmp_path / "data"), log=log) as server:
        assert re.search(r"^Set-up code: \S{4}-\S{4}-\S{4}$", log.read_text(), re.MULTILINE)
        first = server.ask("GET", "/")
        assert (first.status, first.getheader("Location")) == (302, "/begin")
        assert server.ask("GET", "/begin").status == 200
    assert (tmp_path / "data" / "opstap.db").stat().st_mode & 0o077 == 0


def test_the_audit_chain_is_verified_and_the_exit_status_says_how(
    place: dict[str, str], cast: Cast
) -> None:
    head = audit.head()
    fine = opstap("audit", "verify", "--against", head, **place)
    assert (fine.returncode, "This chain is whole." in fine.stdout) == (0, True), fine.stderr
    assert f"head        {head}" in fine.stdout
    other = opstap("audit", "verify", "--against", "f" * 64, **place)
    assert (other.returncode, "is not in it" in other.stdout) == (1, True)
    unclear = opstap("audit", "verify", "--against", "gisteren", **place)
    assert (unclear.returncode, "names no end" in unclear.stderr) == (1, True)
    disarm()
    AuditEvent.update(action="nothing").where(AuditEvent.seq == 7).execute()
    broken = opstap("audit", "verify", **place)
    assert (broken.returncode, "first at event 7" in broken.stdout) == (1, True)


def test_a_manifest_and_a_document_say_which_chain_is_meant(
    place: dict[str, str], cast: Cast, tmp_path: Path
) -> None:
    assert document_seals.begin("K7QM3XWD9H2T").verification.log == audit.head()
    if is_postgresql():
        return
    folder = opstap("backup", str(tmp_path / "backups"), **place).stdout.strip()
    for named in (folder, f"{folder}/manifest.json"):
        found = opstap("audit", "verify", "--against", named, **place)
        assert (found.returncode, "what was then is unchanged" in found.stdout) == (0, True)


def test_remains_of_before_overwriting_go_with_the_migration(
    place: dict[str, str], cast: Cast, tmp_path: Path
) -> None:
    if is_postgresql():
        return
    path = Sqlite.path(place["OPSTAP_DATABASE"])
    db.execute_sql("PRAGMA secure_delete = off")
    db.execute_sql("CREATE TABLE kanarie (geel TEXT)")
    for _n in range(200):
        db.execute_sql("INSERT INTO kanarie VALUES ('kanariegeel kanariegeel')")
    db.execute_sql("DELETE FROM kanarie")
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"kanariegeel" in path.read_bytes()
    retention_files.rewrite()
    assert b"kanariegeel" not in path.read_bytes()
