"""A copy of the SQLite file while it is in use, made by SQLite itself."""

from pathlib import Path

from peewee import OperationalError

from pwa import clock, durable
from pwa.config import SettingsError
from pwa.database import connected, db, is_postgresql


def before_migration() -> Path | None:
    """Copy a database with data in it to `<name>-before-<moment>.db`; nothing on PostgreSQL.

    PostgreSQL is backed up by its own tools (docs/operate.md).
    """
    if is_postgresql():
        return None
    with connected():
        if not db.get_tables():
            return None
        source = Path(db.database)
        target = source.with_name(f"{source.stem}-before-{clock.now():%Y%m%dT%H%M%S%f}.db")
        copy_to(target)
    return target


def copy_to(target: Path) -> None:
    """A whole copy, of one moment, on disk before this returns. Raises SettingsError."""
    if is_postgresql():
        raise SettingsError("PostgreSQL is backed up by its own pg_dump, see docs/operate.md.")
    if target.exists():
        raise SettingsError(f"{target} is there already; a backup is never written over.")
    if not Path(db.database).exists():
        raise SettingsError(f"There is no database at {db.database}: is OPSTAP_DATA right?")
    with connected():
        try:
            db.execute_sql("VACUUM INTO ?", (str(target),))
        except OperationalError as wrong:
            raise SettingsError(f"{target} could not be written: {wrong}.") from None
    target.chmod(0o600)
    durable.sync(target)
    durable.sync(target.parent)
