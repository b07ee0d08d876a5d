"""What came in from a device's outbox: a receipt for each item, without its text."""

from uuid import UUID

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from pwa.models.base import MomentField, Row
from pwa.models.people import Device, User


class Receipt(Row):
    """This item was received. The id comes from the device: once received, it is never again.

    `sha256` is of the body as the device wrote it. Three clocks stand side by side: `made_at` as
    the device said it (ISO 8601 with offset), `clock_offset` (seconds that the server's clock was
    ahead of the device's when it was sent), and the server's `received_at`.
    """

    kind = TextField()
    author = ForeignKeyField(User, on_delete="RESTRICT")
    author_id: UUID
    delivered_by = ForeignKeyField(User, on_delete="RESTRICT")
    delivered_by_id: UUID
    device = ForeignKeyField(Device, null=True, on_delete="SET NULL")
    sha256 = TextField()
    made_at = TextField()
    clock_offset = IntegerField(default=0)
    received_at = MomentField()
    flagged = BooleanField(default=False)
