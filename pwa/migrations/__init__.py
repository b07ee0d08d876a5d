"""Bring a database to the newest form, under one lock, never at the start of a worker.

Each migration is one frozen pair of SQL files (SQLite, PostgreSQL) next to a small Python file
that runs the one which fits. Whole statements keep what peewee's generator drops: CHECKs, index
names and triggers. `ddl` is what the models say; a test compares it with what migrations made.
"""

from pathlib import Path
from typing import Any

from peewee import Database, Model
from playhouse.migrations import Migration, Runner

from pwa.database import connected, db, is_postgresql, transaction

FOLDER = Path(__file__).parent

_SQLITE_TRIGGERS = """
CREATE TRIGGER "audit_event_no_update" BEFORE UPDATE ON "audit_event"
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER "audit_event_no_delete" BEFORE DELETE ON "audit_event"
WHEN NOT EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= OLD."seq")
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER "audit_event_no_replace" BEFORE INSERT ON "audit_event"
WHEN EXISTS (SELECT 1 FROM "audit_event" WHERE "seq" = NEW."seq")
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER "audit_checkpoint_fits" BEFORE INSERT ON "audit_checkpoint"
WHEN NOT EXISTS (SELECT 1 FROM "audit_event" WHERE "seq" = NEW."upto" AND "hash" = NEW."last_hash")
OR NEW."upto" >= (SELECT max("seq") FROM "audit_event")
OR EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= NEW."upto" OR "id" = NEW."id")
BEGIN SELECT RAISE(ABORT, 'a checkpoint needs its event'); END;
CREATE TRIGGER "audit_checkpoint_no_update" BEFORE UPDATE ON "audit_checkpoint"
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER "audit_checkpoint_no_delete" BEFORE DELETE ON "audit_checkpoint"
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
""".strip()

_POSTGRESQL_TRIGGERS = """
CREATE FUNCTION "audit_event_append_only"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit events are append-only'; END $$;
CREATE TRIGGER "audit_event_no_change" BEFORE UPDATE OR TRUNCATE ON "audit_event"
FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_append_only"();
CREATE FUNCTION "audit_event_behind"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= OLD."seq")
THEN RETURN OLD; END IF; RAISE EXCEPTION 'audit events are append-only'; END $$;
CREATE TRIGGER "audit_event_no_delete" BEFORE DELETE ON "audit_event"
FOR EACH ROW EXECUTE FUNCTION "audit_event_behind"();
CREATE FUNCTION "audit_checkpoint_fit"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF EXISTS (SELECT 1 FROM "audit_event"
WHERE "seq" = NEW."upto" AND "hash" = NEW."last_hash")
AND NEW."upto" < (SELECT max("seq") FROM "audit_event")
AND NOT EXISTS (SELECT 1 FROM "audit_checkpoint" WHERE "upto" >= NEW."upto")
THEN RETURN NEW; END IF; RAISE EXCEPTION 'a checkpoint needs its event'; END $$;
CREATE TRIGGER "audit_checkpoint_fits" BEFORE INSERT ON "audit_checkpoint"
FOR EACH ROW EXECUTE FUNCTION "audit_checkpoint_fit"();
CREATE FUNCTION "audit_checkpoint_append_only"() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'checkpoints are append-only'; END $$;
CREATE TRIGGER "audit_checkpoint_no_change"
BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_checkpoint"
FOR EACH STATEMENT EXECUTE FUNCTION "audit_checkpoint_append_only"();
""".strip()


def ddl(models: list[type[Model]]) -> list[str]:
    """The statements that make these tables on the database now open, triggers included."""
    statements: list[str] = []
    for model in models:
        meta: Any = model
        schema = meta._schema
        for context in [schema._create_table(safe=False), *schema._create_indexes(safe=False)]:
            sql, values = context.query()
            statements.append(sql % tuple(values) if values else sql)
    triggers = _POSTGRESQL_TRIGGERS if is_postgresql() else _SQLITE_TRIGGERS
    return [*statements, *_split(triggers)]


def run_sql(database: Database, folder: str) -> None:
    """Execute the frozen statements of one migration for the database now open."""
    name = "postgresql.sql" if is_postgresql() else "sqlite.sql"
    for statement in _split((FOLDER / folder / name).read_text("utf-8")):
        database.execute_sql(statement)  # type: ignore[no-untyped-call]


def _split(text: str) -> list[str]:
    """Statements end with `;` at the end of a line, and hold no such line end inside."""
    parts = text.replace(";\n", ";\0").split("\0")
    return [part.strip().removesuffix(";") if "BEGIN SELECT" not in part else part.strip()
            for part in parts if part.strip()]  # fmt: skip


def _runner(database: Any = db) -> Runner:
    return Runner(database, str(FOLDER))


def known() -> list[str]:
    """Names of all migrations of this version."""
    return [one.name for one in Migration.load_directory(str(FOLDER))]


def applied(database: Any) -> list[str]:
    """Names of the migrations that made this database what it is."""
    return sorted(_runner(database).applied())


def pending() -> list[str]:
    """Names of migrations that this database still needs."""
    with connected():
        return [one.name for one in _runner().status() if one.path and not one.applied]


def migrate() -> list[str]:
    """Apply what is pending, one process at a time. Returns the names of what was applied."""
    with connected():
        if not pending():
            return []
        with transaction():
            return [str(name) for name in _runner().up()]
