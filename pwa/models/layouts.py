"""How a municipality lets its PDFs look, in versions, and with which one a PDF was made."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import ForeignKeyField, IntegerField, TextField

from pwa.domain.enums import Role
from pwa.domain.layouts import LayoutState
from pwa.models.agreement import AgreementVersion
from pwa.models.base import DataField, EnumField, MomentField, Row, stamp
from pwa.models.evaluation import Blob, EvaluationVersion
from pwa.models.people import Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class Layout(Row):
    """One version of the layout of a municipality. What was in use once never changes.

    `texts` are the words and choices by the names of `pdf.look.MOST`; `touched` says for each
    in which edition of the draft it was changed last, so that two people can work on two of them.
    """

    municipality = ForeignKeyField(Organisation, backref="layouts", on_delete="RESTRICT")
    municipality_id: UUID
    version = IntegerField()
    state = EnumField(LayoutState, default=LayoutState.DRAFT)
    edition = IntegerField(default=1)
    texts = DataField(default=dict)
    touched = DataField(default=dict)
    logo = ForeignKeyField(Blob, null=True, on_delete="RESTRICT")
    logo_id: UUID | None
    made_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    made_at = stamp()
    changed_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    changed_at = stamp()
    used_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    used_from = MomentField(null=True)
    retired_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    retired_at = MomentField(null=True)

    class Meta:
        indexes = ((("municipality", "version"), True),)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Layout]":
        """For who looks after the municipality, and for its coaches."""
        own = person.organisations(Role.MUNICIPALITY_ADMIN) + person.organisations(Role.COACH)
        return cls.select(cls, Organisation).join(Organisation).where(cls.municipality.in_(own))


class PrintedLook(Row):
    """With which layout the PDF of a frozen version was made: the next one of it uses it again.

    `problem` is the code of why the layout did not work; then the standard was printed. Neither an
    evaluation's version nor an agreement's: a document of itself, made once.
    """

    layout = ForeignKeyField(Layout, backref="prints", on_delete="RESTRICT")
    layout_id: UUID
    evaluation_version = ForeignKeyField(
        EvaluationVersion, null=True, unique=True, on_delete="RESTRICT"
    )
    evaluation_version_id: UUID | None
    agreement_version = ForeignKeyField(
        AgreementVersion, null=True, unique=True, on_delete="RESTRICT"
    )
    agreement_version_id: UUID | None
    problem = TextField(default="")
    made_at = stamp()
