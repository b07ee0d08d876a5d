"""Second steps and passkeys, the steps that somebody began, and who was told of a new link."""

from uuid import UUID

from peewee import BigIntegerField, ForeignKeyField, TextField

from pwa.domain.ways import StepKind
from pwa.models.base import EnumField, MomentField, Row, at_most, filled, stamp
from pwa.models.people import User


class Passkey(Row):
    """A key that a person's device keeps (WebAuthn); we have its public half."""

    user = ForeignKeyField(User, backref="passkeys", on_delete="CASCADE")
    user_id: UUID
    credential_id = TextField(unique=True)
    public_key = TextField()
    sign_count = BigIntegerField(default=0)
    name = TextField()
    made_at = stamp()
    used_at = MomentField(null=True)

    class Meta:
        constraints = [filled("name"), at_most("name", 60)]


class CodeApp(Row):
    """An app that shows a code every thirty seconds (RFC 6238). Its secret is kept closed."""

    user = ForeignKeyField(User, unique=True, on_delete="CASCADE")
    user_id: UUID
    secret = TextField()
    last_step = BigIntegerField(default=0)
    """The step of the newest code that was used: no code counts twice."""

    made_at = stamp()
    confirmed_at = MomentField(null=True)


class RecoveryCode(Row):
    """One of eight codes on paper that each replace the second step once. Only hashes are kept."""

    user = ForeignKeyField(User, on_delete="CASCADE")
    user_id: UUID
    code_hash = TextField()
    made_at = stamp()
    used_at = MomentField(null=True)


class WayStep(Row):
    """Something begun that its own browser has to finish soon, once: a question to a passkey, or a
    sign-in that still waits for its code."""

    kind = EnumField(StepKind)
    user = ForeignKeyField(User, null=True, on_delete="CASCADE")
    user_id: UUID | None
    challenge = TextField(default="")
    expires_at = MomentField()
    used_at = MomentField(null=True)


class LinkNotice(Row):
    """Somebody made a new link for a person who was in already, and that person has to hear it."""

    user = ForeignKeyField(User, backref="link_notices", on_delete="CASCADE")
    user_id: UUID
    made_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    made_at = stamp()
    seen_at = MomentField(null=True)
