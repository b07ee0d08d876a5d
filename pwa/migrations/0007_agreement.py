"""Plans that are not ready, the agreement with its signatures, checks, and what is arranged."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0007_agreement")
