"""Finished PDFs that people keep, and the certificates that they were sealed with."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from peewee import JOIN, BlobField, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from pwa.domain.documents import DocumentKind
from pwa.domain.states import EvaluationState
from pwa.models.agreement import Agreement
from pwa.models.base import EnumField, MomentField, Row, stamp
from pwa.models.evaluation import Blob, Evaluation
from pwa.models.lawclock import PremiumStatement

if TYPE_CHECKING:
    from peewee import ModelSelect

_ONE = " + ".join(
    f'(CASE WHEN "{name}_id" IS NULL THEN 0 ELSE 1 END)'
    for name in ("evaluation", "agreement", "premium")
)


class SealCertificate(Row):
    """A certificate that sealed something here; it stays known when another takes its place."""

    fingerprint = TextField(unique=True)
    """SHA-256 of `der`, in hexadecimal."""
    der = BlobField()
    subject = TextField()
    own = BooleanField()
    """Made by this installation itself."""
    ends_at = MomentField()
    first_used_at = stamp()


class Document(Row):
    """A finished PDF, sealed once and never made again; it is about exactly one thing."""

    evaluation = ForeignKeyField(Evaluation, null=True, backref="documents", on_delete="RESTRICT")
    evaluation_id: UUID | None
    agreement = ForeignKeyField(Agreement, null=True, unique=True, on_delete="RESTRICT")
    agreement_id: UUID | None
    premium = ForeignKeyField(PremiumStatement, null=True, unique=True, on_delete="RESTRICT")
    premium_id: UUID | None
    version = IntegerField()
    kind = EnumField(DocumentKind)
    blob = ForeignKeyField(Blob, on_delete="RESTRICT")
    blob_id: UUID
    pdf_hash = TextField()
    input_hash = TextField()
    code = TextField(unique=True)
    made_at = stamp()
    superseded_by = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    superseded_by_id: UUID | None
    certificate = ForeignKeyField(SealCertificate, null=True, on_delete="RESTRICT")
    """None: kept before documents were sealed."""
    certificate_id: UUID | None

    class Meta:
        indexes = ((("evaluation", "input_hash"), True),)
        constraints = [Check(f"{_ONE} = 1")]

    @classmethod
    def with_facts(cls) -> "ModelSelect[Document]":
        """With its file, certificate, and what it is about, in the same query."""
        return (
            cls.select(cls, SealCertificate, Evaluation, PremiumStatement)
            .join(Blob)
            .switch(cls)
            .join(SealCertificate, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Evaluation, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(PremiumStatement, JOIN.LEFT_OUTER)
        )

    @property
    def is_superseded(self) -> bool:
        """Also while the newer version is still being made: the old one no longer counts."""
        if self.evaluation:
            replaced = self.evaluation.state is EvaluationState.SUPERSEDED
            return bool(self.superseded_by_id) or replaced
        told = self.premium
        if told is None:
            return bool(self.superseded_by_id)
        p = PremiumStatement
        same = (p.placement == told.placement_id, p.month == told.month)
        return bool(p.select().where(*same, p.edition > told.edition).exists())

    @property
    def finished_at(self) -> datetime:
        """When what it is about was finished; a file that was made anew is younger."""
        final_at: datetime | None = self.evaluation.final_at if self.evaluation else None
        return final_at or self.made_at


def newest_of(evaluation: Evaluation) -> Document | None:
    """The PDF that people get of this evaluation, with its file. None before it is final."""
    rows = Document.select(Document, Blob).join(Blob).where(Document.evaluation == evaluation.id)
    found: Document | None = rows.order_by(Document.made_at.desc(), Document.id.desc()).first()
    return found
