"""What migrations make is what the models say, on both databases, whoever runs them at once."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pwa import database, migrations
from pwa.backup.copy import before_migration
from pwa.database import db, is_postgresql
from pwa.models import TABLES, Organisation
from tests.databases import Sqlite, Store

OWN_TABLE = "migration_history"

SQLITE_PARTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
POSTGRESQL_PARTS = (
    """SELECT 'column', table_name, column_name, data_type, is_nullable, column_default
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
       FROM pg_trigger WHERE NOT tgisinternal""",
)


def form_of_the_database() -> set[tuple[str, ...]]:
    """Tables, columns, constraints, indexes and triggers, as the database tells them."""
    queries = POSTGRESQL_PARTS if is_postgresql() else (SQLITE_PARTS,)
    rows = [row for query in queries for row in db.execute_sql(query).fetchall()]
    told = {tuple(re.sub(r"\s+", " ", str(value)) for value in row) for row in rows}
    return {row for row in told if not any("migration" in value for value in row[1:3])}


def test_migrations_make_what_the_models_say(empty_database: str, store: Store) -> None:
    migrations.migrate()
    migrated = form_of_the_database()
    address = store.new()
    made = database.open_database(address)
    with database.connected():
        for statement in migrations.ddl(TABLES):
            db.execute_sql(statement)
        said = form_of_the_database()
    made.close_all()
    store.drop(address)
    assert migrated - said == set()
    assert said - migrated == set()
    assert len(said) > len(TABLES)


def test_a_second_run_has_nothing_to_do(empty_database: str) -> None:
    assert migrations.pending() == ["0001_first", *migrations.pending()[1:]]
    assert migrations.migrate() != []
    assert migrations.pending() == []
    assert migrations.migrate() == []


def test_a_migration_that_fails_leaves_nothing_behind(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(run: Any, folder: str) -> None:
        run.execute_sql('CREATE TABLE "half" (id INTEGER)')
        raise RuntimeError("in the middle")

    monkeypatch.setattr(migrations, "run_sql", broken)
    with pytest.raises(RuntimeError):
        migrations.migrate()
    assert "half" not in db.get_tables()
    assert migrations.pending() != []


def test_several_processes_at_once_migrate_once(empty_database: str, tmp_path: Path) -> None:
    code = (
        "from pwa import migrations; from pwa.config import Config; from pwa import database;"
        "database.open_database(Config.read().database_url);"
        "print(len(migrations.migrate()))"
    )
    env = {**os.environ, "OPSTAP_DATABASE": empty_database, "OPSTAP_DATA": str(tmp_path)}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=env, stdout=-1, stderr=-1, text=True)
        for _n in range(3)
    ]
    answers = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], answers
    numbers = sorted(int(out) for out, _err in answers)
    assert numbers[:2] == [0, 0]
    assert numbers[2] >= 1


def test_before_a_change_an_sqlite_file_with_data_is_copied(cast: Any, connection: str) -> None:
    copy = before_migration()
    if is_postgresql():
        assert copy is None
        return
    assert copy is not None
    assert copy.parent == Sqlite.path(connection).parent
    made = database.open_database(f"sqlite:///{copy}")
    with database.connected():
        assert Organisation.select().count() == 4
    made.close_all()
    copy.unlink()


def test_an_empty_database_is_not_copied(empty_database: str) -> None:
    assert before_migration() is None
