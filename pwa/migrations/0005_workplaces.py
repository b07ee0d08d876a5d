"""Workplaces tell facts of the work, keep what they said before, and can be written at ease."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0005_workplaces")
