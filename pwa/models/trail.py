"""What happened and who read: written in the same transaction, never changed afterwards."""

from peewee import AutoField, BigAutoField, Model, TextField, UUIDField

from pwa.database import db
from pwa.models.base import DataField, MomentField, WrittenOut


class AuditEvent(WrittenOut, Model):
    """One change: ids, states and hashes, never text. Chained by SHA-256 to the one before."""

    seq = AutoField()
    at = MomentField()
    actor_id = UUIDField(null=True)
    action = TextField()
    object_type = TextField()
    object_id = UUIDField(index=True)
    detail = DataField()
    previous_hash = TextField()
    hash = TextField()

    @classmethod
    def newest_hash(cls) -> str | None:
        """The end of the chain; written out, since every change asks for it."""
        sql = 'SELECT "hash" FROM "audit_event" ORDER BY "seq" DESC LIMIT 1'
        row = cls._meta.database.execute_sql(sql).fetchone()
        return row[0] if row else None

    class Meta:
        database = db
        legacy_table_names = False


ON_CASE = " op een zaak"
"""Behind what a privacy officer read on a case."""


class AccessLog(Model):
    """Someone read something about a candidate; the candidate can read this list in words."""

    id = BigAutoField()
    at = MomentField()
    reader_id = UUIDField()
    candidate_id = UUIDField()
    placement_id = UUIDField(null=True)
    """None for everything about the candidate at once, the dossier."""
    what = TextField()
    count = TextField(default="")

    class Meta:
        database = db
        legacy_table_names = False
        indexes = ((("candidate_id", "at"), False),)
