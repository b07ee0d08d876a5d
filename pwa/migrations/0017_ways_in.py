"""Passkeys, codes and recovery codes; what somebody showed when a session began."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from pwa.migrations import run_sql


def up(migrator: SchemaMigrator, db: Database) -> None:
    run_sql(db, "0017_ways_in")
