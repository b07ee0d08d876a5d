"""What the law asks a coach to decide, which rules a placement keeps, and the own calendar."""

from uuid import UUID

from peewee import BooleanField, Check, DateField, ForeignKeyField, IntegerField, TextField

from pwa.domain.enums import PlacementKind
from pwa.models.base import DataField, EnumField, MomentField, Row, at_most, filled, stamp
from pwa.models.evaluation import Blob
from pwa.models.people import Organisation, User
from pwa.models.placement import Placement, RuleProfileRow


class PlacementRules(Row):
    """That somebody moved a placement to other rules than those it started with; newest counts."""

    placement = ForeignKeyField(Placement, on_delete="CASCADE")
    placement_id: UUID
    rule_profile = ForeignKeyField(RuleProfileRow, on_delete="RESTRICT")
    rule_profile_id: UUID
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()


class RuleProfileAuthor(Row):
    """Who made a version of the rules."""

    rule_profile = ForeignKeyField(RuleProfileRow, unique=True, on_delete="CASCADE")
    rule_profile_id: UUID
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_by_id: UUID


class RuleSuggestion(Row):
    """What a coach proposes to change in the rules; who looks after them says that it is done."""

    municipality = ForeignKeyField(Organisation, on_delete="CASCADE")
    municipality_id: UUID
    kind = EnumField(PlacementKind)
    text = TextField()
    author = ForeignKeyField(User, on_delete="RESTRICT")
    author_id: UUID
    made_at = stamp()
    closed_at = MomentField(null=True)

    class Meta:
        constraints = [filled("text"), at_most("text", 600)]


class PremiumStatement(Row):
    """What a coach decided about the premium of one half year; each change is a new edition.

    `month` counts months worked before too. `facts` are what the coach saw at that moment, in
    words that do not change any more: the PDF is printed from them.
    """

    placement = ForeignKeyField(Placement, backref="premiums", on_delete="CASCADE")
    placement_id: UUID
    month = IntegerField()
    edition = IntegerField()
    from_on = DateField()
    to_on = DateField()
    facts = DataField()
    granted = BooleanField()
    text = TextField()
    decided_by = ForeignKeyField(User, on_delete="RESTRICT")
    decided_by_id: UUID
    decided_at = stamp()
    pdf = ForeignKeyField(Blob, null=True, on_delete="RESTRICT")
    pdf_id: UUID | None

    class Meta:
        indexes = ((("placement", "month", "edition"), True),)
        constraints = [filled("text"), Check("to_on >= from_on"), Check("month > 0")]


class ChanceAnswer(Row):
    """Whether the place raised the chance of work, as the coach sees it; a change is an edition."""

    placement = ForeignKeyField(Placement, backref="chance_answers", on_delete="CASCADE")
    placement_id: UUID
    edition = IntegerField()
    raised = BooleanField()
    text = TextField()
    decided_by = ForeignKeyField(User, on_delete="RESTRICT")
    decided_by_id: UUID
    decided_at = stamp()

    class Meta:
        indexes = ((("placement", "edition"), True),)
        constraints = [filled("text")]


class CalendarFeed(Row):
    """The secret address of somebody's own calendar: one a person, and only its hash is kept."""

    user = ForeignKeyField(User, unique=True, on_delete="CASCADE")
    user_id: UUID
    token_hash = TextField(unique=True)
    made_at = stamp()
    read_at = MomentField(null=True)
