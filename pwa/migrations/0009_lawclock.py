"""Premium statements, the question after nine months, kept rules, and calendar addresses."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0009_lawclock")
