"""Layouts of municipalities, and with which of them a PDF was made."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0015_layouts")
