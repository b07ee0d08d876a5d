"""A copy of the SQLite file before its form changes, made by SQLite itself."""

from pathlib import Path

from pwa import clock
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
        db.execute_sql("VACUUM INTO ?", (str(target),))
    return target
