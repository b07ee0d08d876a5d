"""That somebody made a dossier is remembered for who has no placement yet as well."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0025_dossier_log")
