"""Documents of every kind with a code and a seal, and the certificates that sealed them."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0014_seal")
