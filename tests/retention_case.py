"""A finished placement whose time comes, and everything that can be told of it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

from pwa import clock
from pwa.config import Config
from pwa.models import TABLES, RetentionRun
from pwa.services import audit_keys, retention
from tests.evaluation_case import Case, quick_pdf
from tests.people import Cast

OFFERED, NOTES_GO, ALL_GOES = date(2026, 12, 16), date(2026, 12, 30), date(2028, 7, 15)
"""The placements of the cast end on 30 June 2026: half a year later the notes go, after two years
the rest."""


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.at(clock.at_local(day, time(4))):
        yield


class Finished:
    """Amina's placement with a signed final evaluation; runs happen on the day that is asked."""

    def __init__(self, cast: Cast, monkeypatch: Any, folder: Path) -> None:
        quick_pdf(monkeypatch)
        self.case = Case(cast)
        self.evaluation = self.case.to("final")
        self.keys = audit_keys.load(Config(data=folder))

    def run(self, day: date, **options: Any) -> RetentionRun:
        with on(day):
            return retention.run(self.keys, "command", **options)


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {table._meta.table_name: table.select().count() for table in TABLES}


def everything() -> str:
    """All texts of all tables, to look for a word."""
    return " ".join(str(list(table.select().tuples())) for table in TABLES)
