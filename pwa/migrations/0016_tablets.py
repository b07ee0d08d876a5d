"""Shared tablets: enrolled with a code, locked, each person where they were; tries of a PIN."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0016_tablets")
