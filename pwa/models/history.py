"""What a choice was and what it became: the readable half of the audit trail."""

from uuid import UUID

from peewee import Check, ForeignKeyField

from pwa.domain.history import Changed
from pwa.models.base import DataField, EnumField, Row, stamp
from pwa.models.people import Organisation, User
from pwa.models.placement import Placement


class Change(Row):
    """One choice of a company, or one period of guidance: before, after, who and when.

    `before` and `after` are plain facts (yes or no, days, ids), never a text about anybody; None is
    "there was nothing" or "it is gone". Never changed afterwards. `made_by` is empty for what an
    installation did by itself.
    """

    organisation = ForeignKeyField(Organisation, null=True, on_delete="CASCADE")
    organisation_id: UUID | None
    placement = ForeignKeyField(Placement, null=True, on_delete="CASCADE")
    placement_id: UUID | None
    what = EnumField(Changed)
    before = DataField(null=True)
    after = DataField(null=True)
    made_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    made_by_id: UUID | None
    made_at = stamp()

    class Meta:
        constraints = [Check("(organisation_id IS NULL) <> (placement_id IS NULL)")]
