"""What happened and who read: written in the same transaction, never changed afterwards."""

from datetime import datetime
from uuid import UUID

from peewee import AutoField, BigAutoField, Model, TextField, UUIDField

from pwa.database import db
from pwa.models.base import DataField, MomentField


class AuditEvent(Model):
    """One change: ids, states and hashes, never text. Chained by SHA-256 to the one before."""

    seq: int = AutoField()  # type: ignore[assignment]
    at: datetime = MomentField()  # type: ignore[assignment]
    actor_id: UUID | None = UUIDField(null=True)  # type: ignore[assignment]
    action = TextField()
    object_type = TextField()
    object_id: UUID = UUIDField(index=True)  # type: ignore[assignment]
    detail = DataField()
    previous_hash = TextField()
    hash = TextField()

    class Meta:
        database = db
        legacy_table_names = False


class AccessLog(Model):
    """Someone read something about a candidate; the candidate can read this list in words."""

    id: int = BigAutoField()  # type: ignore[assignment]
    at: datetime = MomentField()  # type: ignore[assignment]
    reader_id: UUID = UUIDField()  # type: ignore[assignment]
    candidate_id: UUID = UUIDField()  # type: ignore[assignment]
    placement_id: UUID = UUIDField()  # type: ignore[assignment]
    what = TextField()
    count = TextField(default="")

    class Meta:
        database = db
        legacy_table_names = False
        indexes = ((("candidate_id", "at"), False),)
