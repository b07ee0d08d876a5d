"""Pauses, early stops, other coaches and colleagues for a period; the end as first agreed."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0008_running")
