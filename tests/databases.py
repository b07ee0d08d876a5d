"""Databases for tests: made, copied and dropped, on SQLite and on PostgreSQL."""

import shutil
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


class Postgres:
    """Databases on one server. A copy is one of files, fast without fsync; `close` drops all."""

    def __init__(self, server: str) -> None:
        self.server, self._mark = server, f"opstap_test_{uuid4().hex[:12]}"
        with psycopg.connect(server) as connection:
            old = connection.info.server_version < 150_000
        self._how = "" if old else "STRATEGY FILE_COPY"

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
        return self._make(f'TEMPLATE "{urlsplit(address).path[1:]}" {self._how}')

    def drop(self, address: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{urlsplit(address).path[1:]}" WITH (FORCE)')

    def close(self) -> None:
        """Drop what is left of this run, also of tests that broke off."""
        left = self._run(f"SELECT datname FROM pg_database WHERE datname LIKE '{self._mark}%'")
        for name in left:
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
