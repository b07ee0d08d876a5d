"""Cases of a privacy officer, and what was done in them.

An open case is a relation between one officer and one candidate: `Person.cases` reads it once a
request, and `visible_to` and the policies ask only there.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from peewee import BooleanField, DateField, Expression, ForeignKeyField, IntegerField, TextField
from peewee import UUIDField as PlainId

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.privacy_cases import MOST_REASON, MOST_TOLD, CaseKind, RemovalReason
from pwa.models.base import EnumField, MomentField, Row, at_most, filled, stamp
from pwa.models.people import Candidate, Organisation, User
from pwa.models.placement import Placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class PrivacyCase(Row):
    """One officer looks into the record of one candidate, for a reason, until a day (included)."""

    municipality = ForeignKeyField(Organisation, on_delete="RESTRICT")
    municipality_id: UUID
    candidate = ForeignKeyField(Candidate, backref="privacy_cases", on_delete="CASCADE")
    candidate_id: UUID
    officer = ForeignKeyField(User, on_delete="RESTRICT")
    officer_id: UUID
    kind = EnumField(CaseKind)
    reason = TextField()
    """For the officers alone."""
    told = TextField()
    """Why, in the words that the candidate reads."""
    opened_at = stamp()
    until_on = DateField()
    closed_at = MomentField(null=True)
    result = TextField(default="")

    class Meta:
        constraints = [
            filled("reason"), at_most("reason", MOST_REASON),
            filled("told"), at_most("told", MOST_TOLD), at_most("result", MOST_REASON),
        ]  # fmt: skip
        indexes = ((("officer", "until_on"), False),)

    def is_open_on(self, day: date) -> bool:
        return self.closed_at is None and day <= self.until_on

    def over_by(self, day: date) -> date | None:
        """The last day on which it was open; None while it still is on this day."""
        if self.closed_at:
            return clock.local(self.closed_at).date()
        return None if self.is_open_on(day) else self.until_on

    @classmethod
    def open_on(cls, day: date) -> Expression:
        """`is_open_on`, as a condition of a query."""
        return cls.closed_at.is_null() & (cls.until_on >= day)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[PrivacyCase]":
        """Those of the own municipality. Reading the candidate's record takes an own open one."""
        return (
            cls.select(cls, Candidate, User, Organisation)
            .join(Candidate)
            .join(User, on=(Candidate.user == User.id))
            .switch(cls)
            .join(Organisation, on=(cls.municipality == Organisation.id))
            .where(cls.municipality.in_(person.organisations(Role.PRIVACY_OFFICER)))
        )

    @classmethod
    def open_of(cls, person: "Person") -> "ModelSelect[PrivacyCase]":
        """Those that this officer has open now; a candidate who moved to another municipality is
        not among them."""
        return (
            cls.select(cls.id, cls.candidate)
            .join(Candidate)
            .where(
                cls.officer == person.id,
                cls.open_on(person.today),
                cls.municipality.in_(person.organisations(Role.PRIVACY_OFFICER)),
                Candidate.municipality == cls.municipality,
            )
        )


class CaseExtension(Row):
    """A case goes on until a later day, and why."""

    case = ForeignKeyField(PrivacyCase, backref="extensions", on_delete="CASCADE")
    case_id: UUID
    before_on = DateField()
    until_on = DateField()
    reason = TextField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()

    class Meta:
        constraints = [filled("reason"), at_most("reason", MOST_REASON)]


class Redaction(Row):
    """Words that were removed from one text: never the words, nor anything to guess them by."""

    case = ForeignKeyField(PrivacyCase, backref="redactions", on_delete="CASCADE")
    case_id: UUID
    placement = ForeignKeyField(Placement, null=True, on_delete="CASCADE")
    placement_id: UUID | None
    object_type = TextField()
    """The table, and the column in it."""
    object_id = PlainId(index=True)
    code = EnumField(RemovalReason)
    characters = IntegerField()
    times = IntegerField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID
    made_at = stamp()

    @classmethod
    def newest_at(cls, row_id: UUID) -> datetime | None:
        """When words were last removed from this row, None when never."""
        newest = cls.select().where(cls.object_id == row_id).order_by(cls.made_at.desc()).first()
        return newest.made_at if newest else None


class HoldMove(Row):
    """Somebody said that a placement must be kept, or that it no longer has to be.

    `Placement.legal_hold` is how it is now; this says since when, by whom and why.
    """

    placement = ForeignKeyField(Placement, backref="hold_moves", on_delete="CASCADE")
    placement_id: UUID
    case = ForeignKeyField(PrivacyCase, on_delete="CASCADE")
    case_id: UUID
    held = BooleanField()
    reason = TextField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()

    class Meta:
        constraints = [filled("reason"), at_most("reason", MOST_REASON)]


class WithdrawnPdf(Row):
    """A PDF that people may hold on paper and that was replaced here by a cleaned copy."""

    redaction = ForeignKeyField(Redaction, on_delete="CASCADE")
    pdf_hash = TextField(unique=True)
    made_at = stamp()
