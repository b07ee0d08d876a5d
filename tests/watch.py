"""Counts what reaches the database, and sees a query that a template sends."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import Flask, before_render_template, template_rendered
from peewee import Database

_NO_QUERY = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", "SELECT PG_ADVISORY")


@dataclass
class Seen:
    """What happened inside one `counting` block, in every thread."""

    queries: list[str] = field(default_factory=list)
    while_rendering: list[str] = field(default_factory=list)
    templates: list[Any] = field(default_factory=list)
    commits: int = 0


class Watch:
    """One for the whole test run; it looks only while somebody counts."""

    def __init__(self) -> None:
        self._open: list[Seen] = []
        self._here = threading.local()

    @contextmanager
    def counting(self) -> Iterator[Seen]:
        seen = Seen()
        self._here.rendering = 0  # a template that raised never said that it ended
        self._open.append(seen)
        try:
            yield seen
        finally:
            self._open.remove(seen)

    @contextmanager
    def looking_away(self) -> Iterator[None]:
        """Queries of the test itself do not count."""
        before, self._open = self._open, []
        try:
            yield
        finally:
            self._open = before

    def queries_of(self, database: Database) -> None:
        database.query_hooks.append(self._query)
        commit = database.commit

        @wraps(commit)
        def counted() -> Any:
            for seen in self._open:
                seen.commits += 1
            return commit()

        database.commit = counted

    def renders_of(self, app: Flask) -> None:
        before_render_template.connect(self._render_starts, app)
        template_rendered.connect(self._render_ends, app)

    def _query(self, event: Any, *_rest: Any) -> None:
        sql = str(getattr(event, "sql", event))
        if sql.upper().startswith(_NO_QUERY):
            return
        for seen in self._open:
            seen.queries.append(sql)
            if getattr(self._here, "rendering", 0):
                seen.while_rendering.append(sql)

    def _render_starts(self, _app: Flask, template: Any, **_context: Any) -> None:
        self._here.rendering = getattr(self._here, "rendering", 0) + 1
        for seen in self._open:
            seen.templates.append(template)

    def _render_ends(self, _app: Flask, **_context: Any) -> None:
        self._here.rendering = max(0, getattr(self._here, "rendering", 0) - 1)


WATCH = Watch()
