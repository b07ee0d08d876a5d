"""The connection, its settings, and the one way to write.

SQLite is the embedded default, PostgreSQL is for more than one machine. `transaction` is the
only door for writes, and lets one writer in at a time: what a verb saw is still so when it writes.
On PostgreSQL that is an advisory lock. On SQLite it is a thread lock and, between processes,
`flock`, because SQLite's own busy_timeout sleeps and makes the slowest writer wait far longer.
"""

import fcntl
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from peewee import Database, DatabaseProxy
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

from pwa.config import SettingsError
from pwa.postgresql import settings_of

OLDEST_SAFE_SQLITE = (3, 51, 3)

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": "on",
    "busy_timeout": 10_000,
    "mmap_size": 0,
    "temp_store": "memory",
    "secure_delete": "on",
}
"""`secure_delete`: what is removed is overwritten with zeros, so that forgotten words are gone."""

WRITER = 0x0B57A8
"""The advisory lock on PostgreSQL of who writes, on whatever machine; it ends with the commit."""

LONGEST_PAUSE = "60s"
"""How long a machine that died while it wrote can keep the others from writing."""

db: DatabaseProxy = DatabaseProxy()

Answer = TypeVar("Answer")

_readings: ContextVar[dict[Hashable, Any] | None] = ContextVar("readings", default=None)


class _Gate:
    """The writer on SQLite: this process's threads wait by a lock, other processes by `flock`."""

    def __init__(self) -> None:
        self._thread = threading.RLock()
        self._path: Path | None = None

    def guard(self, path: Path | None) -> None:
        self._path = path

    @contextmanager
    def held(self) -> Iterator[None]:
        if self._path is None:
            yield
            return
        with self._thread, self._path.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


_gate = _Gate()


def is_postgresql() -> bool:
    return isinstance(db.obj, PooledPostgresqlDatabase)


def open_database(url: str) -> Database:
    """Point `db` at this address (nothing is connected yet). Raises SettingsError."""
    if urlsplit(url).scheme in ("postgresql", "postgres"):
        made = _postgresql(url)
        _gate.guard(None)
    elif url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        made = _sqlite(path)
        _gate.guard(path.with_suffix(".lock"))
    else:
        raise SettingsError("OPSTAP_DATABASE must start with postgresql:// or sqlite:///.")
    db.initialize(made)
    return made


def _postgresql(url: str) -> Database:
    settings = settings_of(url)
    name = settings.pop("database")
    pause = f"-c idle_in_transaction_session_timeout={LONGEST_PAUSE}"
    settings["options"] = f"{pause} {settings.get('options', '')}".strip()
    made: Database = PooledPostgresqlDatabase(
        name, max_connections=64, timeout=10, stale_timeout=300, prefer_psycopg3=True, **settings
    )
    return made


def _sqlite(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    made: Database = PooledSqliteDatabase(
        str(path),
        pragmas=PRAGMAS,
        lock_type="IMMEDIATE",
        max_connections=64,
        timeout=10,
        check_same_thread=False,
    )
    version = tuple(made.server_version)
    if version < OLDEST_SAFE_SQLITE:
        raise SettingsError(
            f"SQLite {'.'.join(map(str, version))} can damage its own file (a known error in WAL"
            " mode, mended in 3.51.3). Use the package pysqlite3, or PostgreSQL through"
            " OPSTAP_DATABASE=postgresql://..."
        )
    return made


@contextmanager
def connected() -> Iterator[None]:
    """A connection for this thread; nested uses share the outer one."""
    if not db.is_closed():
        yield
        return
    db.connect()
    try:
        yield
    finally:
        db.close()


@contextmanager
def transaction() -> Iterator[None]:
    """Everything inside is written together, or not at all; the end of the block is the commit."""
    if db.in_transaction():
        with db.atomic():
            yield
        return
    with _gate.held(), db.atomic():
        if is_postgresql():
            db.execute_sql("SELECT pg_advisory_xact_lock(%s)", (WRITER,))
        yield


@contextmanager
def reading_once() -> Iterator[None]:
    """Inside, what `read_once` reads is read once: for many verbs in one transaction. Only for what
    none of them changes: people, seats, placements, calendars, handbooks."""
    token = _readings.set({})
    try:
        yield
    finally:
        _readings.reset(token)


def read_once(key: Hashable, read: Callable[[], Answer]) -> Answer:
    """What `read` gives; inside `reading_once` what it gave the first time for this key."""
    known = _readings.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: Answer = known[key]
    return found
