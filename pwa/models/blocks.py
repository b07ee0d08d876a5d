"""Accounts that somebody closed at once."""

from datetime import datetime
from uuid import UUID

from peewee import Expression, ForeignKeyField

from pwa.domain.members import BlockReason
from pwa.domain.states import UserState
from pwa.models.base import EnumField, MomentField, Row, stamp
from pwa.models.people import Organisation, User


class AccountBlock(Row):
    """An organisation closed the account of one of its people; as long as one stands, nobody
    signs in with it.

    `state_before` is what the account becomes again when the last block is lifted. The reason is a
    code: a block says nothing about a person beyond it.
    """

    user = ForeignKeyField(User, backref="blocks", on_delete="CASCADE")
    user_id: UUID
    organisation = ForeignKeyField(Organisation, on_delete="CASCADE")
    organisation_id: UUID
    reason = EnumField(BlockReason)
    state_before = EnumField(UserState)
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_at = stamp()
    lifted_at = MomentField(null=True)
    lifted_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)

    @classmethod
    def standing(cls, user_id: UUID) -> Expression:
        return (cls.user == user_id) & cls.lifted_at.is_null()

    @classmethod
    def since(cls, user_id: UUID) -> datetime | None:
        """When the account was closed: what was written before that still counts."""
        row = cls.select(cls.made_at).where(cls.standing(user_id)).order_by(cls.made_at).first()
        return row.made_at if row else None
