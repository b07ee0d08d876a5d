"""Databases for tests: made, copied and dropped, on SQLite and on PostgreSQL."""

import shutil
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg


class Store(Protocol):
    def new(self) -> str: ...
    def copy(self, address: str) -> str: ...
    def drop(self, address: str) -> None: ...


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

    @staticmethod
    def path(address: str) -> Path:
        return Path(address.removeprefix("sqlite:///"))


class Postgres:
    """Databases on one server; a copy is `CREATE DATABASE .. TEMPLATE`."""

    def __init__(self, server: str) -> None:
        self.server = server

    def _run(self, sql: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql)  # type: ignore[call-overload]

    def _address(self, name: str) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def new(self) -> str:
        name = f"opstap_test_{uuid4().hex}"
        self._run(f'CREATE DATABASE "{name}"')
        return self._address(name)

    def copy(self, address: str) -> str:
        name = f"opstap_test_{uuid4().hex}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(address).path[1:]}"')
        return self._address(name)

    def drop(self, address: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{urlsplit(address).path[1:]}" WITH (FORCE)')
