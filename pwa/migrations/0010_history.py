"""What a choice was and what it became, and rules that somebody is still writing."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0010_history")
