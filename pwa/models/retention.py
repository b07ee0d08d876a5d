"""What is forgotten: terms of municipalities, offers, runs with their proof, and what stays."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import (
    BooleanField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
    UUIDField,
)

from pwa.domain.documents import DocumentKind
from pwa.domain.enums import Role
from pwa.domain.retention import Kind
from pwa.models.base import DataField, EnumField, MomentField, Row, stamp
from pwa.models.people import Organisation, User
from pwa.models.placement import Placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class RetentionTerms(Row):
    """How long a municipality keeps what: each save is a version, the newest counts.

    `numbers` is kind -> number, in the unit that the defaults have.
    """

    municipality = ForeignKeyField(Organisation, on_delete="RESTRICT")
    municipality_id: UUID
    version = IntegerField()
    numbers = DataField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID
    made_at = stamp()

    class Meta:
        indexes = ((("municipality", "version"), True),)


class RetentionOffer(Row):
    """From `offered_on` the candidate and the coach can read that this goes on `goes_on`.

    It counts also when nobody signed in to read it; when they did, that is kept.
    """

    placement = ForeignKeyField(Placement, on_delete="CASCADE")
    placement_id: UUID
    kind = EnumField(Kind)
    offered_on = DateField()
    goes_on = DateField()
    candidate_saw_at = MomentField(null=True)
    coach_saw_at = MomentField(null=True)

    class Meta:
        indexes = ((("placement", "kind"), True),)
        constraints = [Check("goes_on >= offered_on")]


class RetentionRun(Row):
    """One run of forgetting. Unfinished: it was broken off, and the next one goes on with it."""

    started_at = stamp()
    finished_at = MomentField(null=True)
    started_by = TextField()
    """`timer`, `command` or `restore`."""
    terms = DataField()
    """Municipality -> kind -> number, as they were in force; "" is what all share."""
    head_before = TextField()
    head_after = TextField(default="")

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[RetentionRun]":
        officer = person.has(Role.PRIVACY_OFFICER)
        return cls.select().where(True if officer else cls.id.is_null())


class RetentionStep(Row):
    """Proof of one thing that was forgotten: how many rows of which table, and a hash of their ids.

    Written in the transaction that removed them. `subject` is the placement or account that it was
    about; both ids are plain, since what they name is gone.
    """

    run = ForeignKeyField(RetentionRun, backref="steps", on_delete="CASCADE")
    run_id: UUID
    kind = EnumField(Kind)
    municipality_id = UUIDField(null=True)
    subject_id = UUIDField(null=True)
    counts = DataField()
    """Table -> rows."""
    ids_hash = TextField()
    at = stamp()


class ForgottenDocument(Row):
    """What stays of a document that is gone: that it was real, and no word of what it said."""

    code = TextField(unique=True)
    pdf_hash = TextField(index=True)
    kind = EnumField(DocumentKind)
    version = IntegerField()
    made_at = MomentField()
    current = BooleanField()
    """Nothing had taken its place then: no newer version, no copy without removed words."""
    sealed = BooleanField()
    seal = TextField(default="")
    forgotten_at = stamp()


class AuditCheckpoint(Row):
    """The audit chain begins after `upto`: what was before is gone, and `last_hash` was its end.

    `signature` is by the key `key_id` over all of this and the signature of the checkpoint before.
    Triggers let a row in only where the chain has that hash there, never change or remove one, and
    let events go only up to it.
    """

    upto = IntegerField(unique=True)
    last_hash = TextField()
    last_at = MomentField()
    events = IntegerField()
    """How many events this one took away."""
    made_at = MomentField()
    key_id = TextField()
    signature = TextField()
