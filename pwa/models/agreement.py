"""The agreement of a placement: its terms, each frozen version, signatures, questions."""

from uuid import UUID

from peewee import DateField, Expression, ForeignKeyField, IntegerField, TextField

from pwa.domain.agreements import AgreementMeaning
from pwa.domain.enums import SignatureRole
from pwa.domain.placement_checks import CheckCode
from pwa.domain.states import Actor, PlacementState
from pwa.models.base import DataField, EnumField, MomentField, Row, filled, stamp
from pwa.models.evaluation import Blob
from pwa.models.people import User
from pwa.models.placement import Placement


class Agreement(Row):
    """What coach and company agreed on beside dates and goals. `version` 0 was never offered.

    Settled when three have signed, or when the coach wrote down that it was signed on paper.
    """

    placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
    placement_id: UUID
    edition = IntegerField(default=1)
    version = IntegerField(default=0)
    how_often = TextField(default="")
    who_does_what = TextField(default="")
    insurance = TextField(default="")
    safety = TextField(default="")
    offered_at = MomentField(null=True)
    settled_at = MomentField(null=True)
    paper_on = DateField(null=True)
    paper_reason = TextField(default="")


class AgreementVersion(Row):
    """One frozen content: what is signed. Never changed."""

    agreement = ForeignKeyField(Agreement, backref="versions", on_delete="RESTRICT")
    agreement_id: UUID
    number = IntegerField()
    content = TextField()
    content_hash = TextField()
    pdf = ForeignKeyField(Blob, on_delete="RESTRICT")
    pdf_id: UUID
    pdf_hash = TextField()
    offered_by = ForeignKeyField(User, on_delete="RESTRICT")
    offered_at = stamp()

    class Meta:
        indexes = ((("agreement", "number"), True),)


def told_of() -> Expression:
    """Of placements: those that their candidate was told of. A draft is the coach's own, also when
    it is called off: then nothing was offered or signed on paper."""
    state = Placement.state
    never = (Agreement.version == 0) & Agreement.paper_on.is_null()
    drafted = Placement.id.in_(Agreement.select(Agreement.placement).where(never))
    called_off = (state == PlacementState.CANCELLED) & drafted
    found: Expression = (state != PlacementState.DRAFT) & ~called_off
    return found


def is_told_of(placement: Placement) -> bool:
    """What `told_of` says, of one placement."""
    if placement.state is not PlacementState.CANCELLED:
        return placement.state is not PlacementState.DRAFT
    return Placement.select().where(Placement.id == placement.id, told_of()).exists()


class AgreementSignature(Row):
    """One of the three, under one version; void when a later version says something else."""

    agreement = ForeignKeyField(Agreement, backref="signatures", on_delete="RESTRICT")
    agreement_id: UUID
    version = IntegerField()
    role = EnumField(SignatureRole)
    meaning = EnumField(AgreementMeaning)
    user = ForeignKeyField(User, on_delete="RESTRICT")
    user_id: UUID
    name = TextField()
    statement = TextField()
    method = TextField(default="account")
    content_hash = TextField()
    pdf_hash = TextField()
    made_at = MomentField()
    received_at = stamp()
    void_at = MomentField(null=True)
    void_reason = TextField(default="")

    class Meta:
        indexes = ((("agreement", "version", "role"), True),)


class AgreementQuestion(Row):
    """Somebody wants to ask something before signing; the coach hears of it."""

    agreement = ForeignKeyField(Agreement, backref="questions", on_delete="CASCADE")
    agreement_id: UUID
    role = EnumField(SignatureRole)
    asked_by = ForeignKeyField(User, on_delete="RESTRICT")
    asked_by_id: UUID
    text = TextField(default="")
    asked_at = stamp()
    answered_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    answered_at = MomentField(null=True)


class PlacementCheck(Row):
    """A warning about a plan that the coach went on with, and why."""

    placement = ForeignKeyField(Placement, backref="checks", on_delete="CASCADE")
    placement_id: UUID
    code = EnumField(CheckCode)
    facts = DataField(default=dict)
    source = TextField(default="")
    reason = TextField()
    decided_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()

    class Meta:
        constraints = [filled("reason")]
        indexes = ((("placement", "code"), True),)


class ChecklistItem(Row):
    """Something that is arranged: who said so, in which hat, and when."""

    placement = ForeignKeyField(Placement, backref="arranged", on_delete="CASCADE")
    placement_id: UUID
    code = TextField()
    role = EnumField(Actor)
    ticked_by = ForeignKeyField(User, on_delete="RESTRICT")
    ticked_by_id: UUID
    ticked_at = stamp()

    class Meta:
        constraints = [filled("code")]
        indexes = ((("placement", "code"), True),)
