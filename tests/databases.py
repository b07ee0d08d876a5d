"""Databases for tests: made, copied and dropped, on SQLite and on PostgreSQL."""

import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg


class Store(Protocol):
    def new(self) -> str: ...
    def copy(self, address: str) -> str: ...
    def drop(self, address: str) -> None: ...
    def close(self) -> None: ...


class Sqlite:
    """Files in one folder. A closed database is one file: its WAL is gone with the last close."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self) -> str:
        return f"sqlite:///{self.folder / uuid4().hex}.db"

    def copy(self, address: str) -> str:
        made = self.new()
        shutil.copyfile(self.path(address), self.path(made))
        return made

    def drop(self, address: str) -> None:
        path = self.path(address)
        for left in path.parent.glob(f"{path.stem}*"):
            left.unlink()

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def path(address: str) -> Path:
        return Path(address.removeprefix("sqlite:///"))


SCHEMA = """
SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
    SELECT 'relation ' || oid || ' ' || xmin
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger ' || oid || ' ' || xmin FROM pg_trigger
    UNION ALL SELECT 'rule ' || oid || ' ' || xmin FROM pg_constraint
    UNION ALL SELECT 'function ' || oid || ' ' || xmin FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_'
) AS lines(line)"""
"""Another answer for a database in which anything but rows was changed."""

TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
COUNTERS = """
SELECT format('SELECT setval(%L, %s, %L)', schemaname || '.' || quote_ident(sequencename),
              coalesce(last_value, start_value), last_value IS NOT NULL)
FROM pg_sequences WHERE schemaname = 'public'"""
ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@dataclass(frozen=True)
class Fresh:
    """What a copy of one template has to be again: its schema, and a script for its rows."""

    schema: str
    rows: str


class Postgres:
    """
    Databases on one server. A copy is one of files, fast without fsync; `close` drops all.

    A dropped copy is kept, and the next copy of that template is the same database with its rows
    put back: in a third of the time. Where anything else was changed in it, it is dropped.
    """

    most_uses = 50
    """A row that was deleted still takes its room."""

    def __init__(self, server: str) -> None:
        self.server, self._mark = server, f"opstap_test_{uuid4().hex[:12]}"
        with psycopg.connect(server) as connection:
            old = connection.info.server_version < 150_000
        self._how = "" if old else "STRATEGY FILE_COPY"
        self._fresh: dict[str, Fresh] = {}
        self._template: dict[str, str] = {}
        self._spare: defaultdict[str, list[str]] = defaultdict(list)
        self._uses: Counter[str] = Counter()
        self._open: dict[str, psycopg.Connection] = {}

    def _run(self, *statements: str) -> list[Any]:
        with psycopg.connect(self.server, autocommit=True) as connection:
            answers = [connection.execute(sql) for sql in statements]  # type: ignore[call-overload]
            return [row[0] for row in answers[-1].fetchall()] if answers[-1].description else []

    def _make(self, more: str = "") -> str:
        name = f"{self._mark}_{uuid4().hex[:12]}"
        self._run(f'CREATE DATABASE "{name}" {more}')
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def new(self) -> str:
        return self._make()

    def copy(self, address: str) -> str:
        if address not in self._fresh:
            self._fresh[address] = _fresh(address)
        while self._spare[address]:
            spare = self._spare[address].pop()
            if self._put_back(spare, self._fresh[address]):
                return spare
            self._away(spare)
        self._let_go(address)
        made = self._make(f'TEMPLATE "{urlsplit(address).path[1:]}" {self._how}')
        self._template[made] = address
        return made

    def drop(self, address: str) -> None:
        for copied in self._spare.pop(address, []):
            self._away(copied)
        self._fresh.pop(address, None)
        self._uses[address] += 1
        if address in self._template and self._uses[address] < self.most_uses:
            self._spare[self._template[address]].append(address)
        else:
            self._away(address)

    def _put_back(self, address: str, fresh: Fresh) -> bool:
        """False where that cannot be done: somebody holds on to it, or more was changed."""
        try:
            connection = self._connection(address)
            connection.execute(ALONE)
            (schema,) = connection.execute(SCHEMA).fetchone()  # type: ignore[misc]
            if schema == fresh.schema:
                connection.execute(fresh.rows)  # type: ignore[call-overload]
            return bool(schema == fresh.schema)
        except psycopg.Error:
            return False

    def _connection(self, address: str) -> psycopg.Connection:
        """Kept for the next time: a new one reads the whole catalogue again."""
        if address not in self._open:
            made = self._open[address] = psycopg.connect(address, autocommit=True)
            made.execute("SET lock_timeout = '2s'; SET session_replication_role = replica")
        return self._open[address]

    def _let_go(self, address: str) -> None:
        if connection := self._open.pop(address, None):
            connection.close()

    def _away(self, address: str) -> None:
        self._let_go(address)
        self._run(f'DROP DATABASE IF EXISTS "{urlsplit(address).path[1:]}" WITH (FORCE)')

    def close(self) -> None:
        """Drop what is left of this run, also of tests that broke off."""
        for address in list(self._open):
            self._let_go(address)
        left = self._run(f"SELECT datname FROM pg_database WHERE datname LIKE '{self._mark}%'")
        for name in left:
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _fresh(address: str) -> Fresh:
    with psycopg.connect(address, autocommit=True) as connection:

        def one(sql: str) -> Any:
            row = connection.execute(sql).fetchone()  # type: ignore[call-overload]
            return row[0] if row else None

        script = []
        for (table,) in connection.execute(TABLES).fetchall():
            script.append(f"DELETE FROM {table}")
            rows = one(f"SELECT quote_literal(json_agg(t)::text) FROM {table} AS t")
            if rows:
                told = f"json_populate_recordset(NULL::{table}, {rows})"
                script.append(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {told}")
        script += [line for (line,) in connection.execute(COUNTERS).fetchall()]
        return Fresh(one(SCHEMA), ";\n".join(script))
