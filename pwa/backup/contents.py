"""What a database file holds, read without touching it: rows, migrations, the audit chain."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from peewee import DatabaseError, SqliteDatabase

from pwa import migrations
from pwa.backup.manifest import Refused
from pwa.models import AuditCheckpoint, AuditEvent
from pwa.services import audit, audit_check


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """This file, to read only: nothing is written into it or beside it. Raises Refused."""
    database = SqliteDatabase(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
    try:
        with database, database.bind_ctx([AuditEvent, AuditCheckpoint]):
            yield database
    except DatabaseError as wrong:
        raise Refused(f"The database in it is damaged: {wrong}.") from None
    finally:
        database.close()


def of(database: Any) -> dict[str, Any]:
    """What a backup's manifest says about its database."""
    return {
        "migrations": migrations.applied(database),
        "rows": rows(database),
        "audit": {"events": AuditEvent.select().count(), "head": audit.head()},
    }


def rows(database: Any) -> dict[str, int]:
    """How many rows each table has; the list of tables is the database's own."""
    counted = {}
    for table in database.get_tables():
        quoted = table.replace('"', '""')
        counted[table] = database.execute_sql(f'SELECT count(*) FROM "{quoted}"').fetchone()[0]  # noqa: S608
    return counted


def refuse_damage(database: Any) -> None:
    """Raises Refused when SQLite itself finds something wrong."""
    found = [row[0] for row in database.execute_sql("PRAGMA integrity_check").fetchall()]
    if found != ["ok"]:
        raise Refused(f"The database in it is damaged: {found[0]}.")
    strays = database.execute_sql("PRAGMA foreign_key_check").fetchall()
    if strays:
        raise Refused(f"{len(strays)} rows point at rows that are not there, in {strays[0][0]}.")


def refuse_other_rows(database: Any, said: dict[str, Any]) -> None:
    """Raises Refused when tables, rows or migrations are not those of the manifest."""
    found = of(database)
    for table in sorted({*said["rows"], *found["rows"]}):
        there, told = found["rows"].get(table), said["rows"].get(table)
        if there != told:
            raise Refused(f"Table {table} has {there} rows; the manifest says {told}.")
    if found["migrations"] != said["migrations"]:
        raise Refused("The migrations in the database are not those of the manifest.")


def refuse_changed_documents(database: Any) -> str:
    """Each document is the file that was sealed, byte for byte; one from which words were removed
    is another document's file, its clean copy. Raises Refused."""
    sql = 'SELECT d."code", d."pdf_hash", b."data" FROM "document" d'
    kept = list(database.execute_sql(f'{sql} JOIN "blob" b ON b."id" = d."blob_id"'))
    tables, found = rows(database), len(kept)
    query = 'SELECT "pdf_hash" FROM "withdrawn_pdf"'
    withdrawn = tables.get("withdrawn_pdf") and {one for (one,) in database.execute_sql(query)}
    standing = {told for _code, told, _data in kept if told not in (withdrawn or ())}
    for code, told, data in kept:
        digest = sha256(data).hexdigest()
        if digest != told and not (withdrawn and told in withdrawn and digest in standing):
            raise Refused(f"Document {code} is not the file that was kept.")
    certificates = tables.get("seal_certificate", 0)
    return f"{found:,}, each the file that was kept; certificates of seals: {certificates:,}"


def refuse_broken_chain(said: dict[str, Any]) -> None:
    """Recompute the audit chain of the open file. Raises Refused."""
    broken = audit_check.broken_links()
    if broken:
        raise Refused(f"The audit trail is broken, first at event {broken[0]}.")
    found = {"events": AuditEvent.select().count(), "head": audit.head()}
    if found != said["audit"]:
        raise Refused("The audit trail does not end where the manifest says.")


def refuse_newer(said: dict[str, Any]) -> None:
    """Raises Refused for a database of a version after this one."""
    unknown = [name for name in said["migrations"] if name not in migrations.known()]
    if unknown:
        raise Refused(
            f"This backup was made by a newer Opstap (migration {unknown[0]})."
            " Install that version first."
        )
