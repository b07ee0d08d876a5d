"""Signing at a table: the tablet that goes round, who sits at it, and codes for guests."""

from datetime import timedelta
from uuid import UUID

from peewee import Check, ForeignKeyField, IntegerField, TextField

from pwa import clock
from pwa.domain.enums import SignatureRole
from pwa.domain.guest_codes import TRIES
from pwa.models.base import DataField, EnumField, MomentField, Row, at_most, filled, stamp
from pwa.models.evaluation import Evaluation, Signature
from pwa.models.people import Session, User

SEAT_FOR = timedelta(minutes=30)
"""How long somebody may read, have it read aloud and decide, after showing who they are."""


class TableRound(Row):
    """A tablet that goes from hand to hand to sign one frozen version; its session is locked."""

    session = ForeignKeyField(Session, on_delete="CASCADE")
    session_id: UUID
    evaluation = ForeignKeyField(Evaluation, on_delete="CASCADE")
    evaluation_id: UUID
    version = IntegerField()
    opened_at = stamp()
    closed_at = MomentField(null=True)


class GuestCode(Row):
    """A code for one signature of somebody without an account. Only its hash is kept."""

    evaluation = ForeignKeyField(Evaluation, on_delete="CASCADE")
    evaluation_id: UUID
    version = IntegerField()
    role = EnumField(SignatureRole)
    name = TextField()
    job = TextField()
    code_hash = TextField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID
    made_at = stamp()
    expires_at = MomentField()
    tries = IntegerField(default=0)
    used_at = MomentField(null=True)
    void_at = MomentField(null=True)

    class Meta:
        constraints = [
            filled("name"), at_most("name", 80), filled("job"), at_most("job", 40),
            Check(f"tries BETWEEN 0 AND {TRIES}"),
        ]  # fmt: skip

    @property
    def waits(self) -> bool:
        """Nobody used it and no other stands in its place; it may be over all the same."""
        return self.used_at is None and self.void_at is None

    @property
    def guessed(self) -> bool:
        """It was typed wrong as often as it may be."""
        return self.tries >= TRIES

    @property
    def opens(self) -> bool:
        """Whether it would let its guest sit down now."""
        return self.waits and not self.guessed and self.expires_at > clock.now()

    @property
    def told(self) -> str:
        """The guest as the signature names them."""
        return f"{self.name}, {self.job}"


class TableSeat(Row):
    """Somebody showed who they are and may now sign once: this version, in this role, here."""

    round = ForeignKeyField(TableRound, backref="seats", on_delete="CASCADE")
    round_id: UUID
    role = EnumField(SignatureRole)
    user = ForeignKeyField(User, null=True, on_delete="CASCADE")
    user_id: UUID | None
    code = ForeignKeyField(GuestCode, null=True, on_delete="CASCADE")
    code_id: UUID | None
    name = TextField()
    method = TextField()
    opened_at = stamp()
    expires_at = MomentField()
    ended_at = MomentField(null=True)
    signed_at = MomentField(null=True)


class SignatureDrawing(Row):
    """The line that somebody drew beside a signature: points only, no speed and no pressure."""

    signature = ForeignKeyField(Signature, unique=True, on_delete="CASCADE")
    signature_id: UUID
    strokes = DataField()
