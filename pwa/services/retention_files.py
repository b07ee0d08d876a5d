"""Words that live outside the tables: copies of the database file, and SQLite's own journal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pwa.database import connected, db, is_postgresql


def remove_copies(data: Path, before: datetime) -> Iterator[str]:
    """Copies that `opstap migrate` made in this folder before that moment, one at a time."""
    for copy in sorted(data.glob("*-before-*.db")):
        if datetime.fromtimestamp(copy.stat().st_mtime, UTC) < before:
            copy.unlink()
            yield copy.name


def empty_journal() -> bool:
    """Write SQLite's journal (WAL) into the file and cut it; False: somebody still reads.

    What was removed is zeros in the file already (`secure_delete`); older pages with the words
    stand in the journal until then.
    """
    if is_postgresql():
        return True
    return bool(db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def rewrite() -> None:
    """Write the SQLite file anew, without remains of rows that were removed before. Takes a copy's
    time and room, and nobody can write meanwhile."""
    if not is_postgresql():
        with connected():
            db.execute_sql("VACUUM")
            empty_journal()
