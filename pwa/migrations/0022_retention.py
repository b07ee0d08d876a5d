"""What is forgotten, with its proof, and checkpoints behind which the audit chain begins."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0022_retention")
