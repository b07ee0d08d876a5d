"""The employer first: its own words, its handbook, its workplaces."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import (
    SQL,
    BooleanField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from pwa.domain.enums import Role, Tone, WorkplaceNeed
from pwa.domain.profiles import ProfileState
from pwa.domain.states import HandbookState
from pwa.models.base import DataField, EnumField, MomentField, Row, filled, stamp
from pwa.models.people import Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


class EmployerProfile(Row):
    """One version of the company in its own words. A published version never changes.

    The newest published one is what everybody reads. `touched` says for each part in which edition
    of the draft it was changed last, so that two people can write on different parts at once.
    """

    organisation = ForeignKeyField(Organisation, backref="profiles", on_delete="RESTRICT")
    organisation_id: UUID
    version = IntegerField()
    makes = TextField(default="")
    proud_of = TextField(default="")
    how_we_work = TextField(default="")
    good_colleague = TextField(default="")
    hard_here = TextField(default="")
    developments = TextField(default="")
    house_rules = TextField(default="")
    safety = TextField(default="")
    languages = TextField(default="")
    state = EnumField(ProfileState, default=ProfileState.DRAFT)
    edition = IntegerField(default=1)
    touched = DataField(default=dict)
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_at = stamp()
    changed_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    changed_at = stamp()
    published_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    published_at = MomentField(null=True)

    class Meta:
        indexes = ((("organisation", "version"), True),)


class Handbook(Row):
    """One version of an employer's handbook. Active and retired versions never change."""

    organisation = ForeignKeyField(Organisation, backref="handbooks", on_delete="RESTRICT")
    organisation_id: UUID
    version = IntegerField()
    state = EnumField(HandbookState, default=HandbookState.DRAFT)
    edition = IntegerField(default=1)
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_at = stamp()
    activated_at = MomentField(null=True)
    second_language = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """What the company calls its second language; empty where it writes in Dutch only."""

    class Meta:
        indexes = ((("organisation", "version"), True),)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Handbook]":
        """Handbooks of every organisation that this person may see; drafts only for its people."""
        from pwa.models.placement import Placement

        placed = Placement.with_people().where(Placement.around(person)).select(Placement.handbook)
        own = [seat.organisation_id for seat in person.seats]
        mine = cls.organisation.in_(own) | cls.id.in_(placed)
        if person.has(Role.COACH):
            mine |= cls.state != HandbookState.DRAFT
        return cls.select(cls, Organisation).join(Organisation).where(mine)


class Competence(Row):
    handbook = ForeignKeyField(Handbook, backref="competences", on_delete="CASCADE")
    handbook_id: UUID
    code = TextField()
    group_code = TextField(default="")
    group_label = TextField(default="")
    group_second = TextField(default="")
    label = TextField()
    label_second = TextField(default="")
    sentence_1 = TextField(default="")
    sentence_2 = TextField(default="")
    sentence_3 = TextField(default="")
    sentence_4 = TextField(default="")
    second_1 = TextField(default="")
    second_2 = TextField(default="")
    second_3 = TextField(default="")
    second_4 = TextField(default="")
    look_at = TextField(default="")
    avoid = TextField(default="")
    position = IntegerField()
    hidden = BooleanField(default=False)
    edition = IntegerField(default=1, constraints=[SQL("DEFAULT 1")])
    """Counts the saves of its own words, so that two people can write on two of them at once."""

    class Meta:
        indexes = ((("handbook", "code"), True),)
        constraints = [filled("label"), filled("code")]

    def sentence(self, level: int, language: str = "nl") -> str:
        """The handbook's own sentence of a level; Dutch where the second language is absent."""
        if level not in (1, 2, 3, 4):
            return ""
        second = getattr(self, f"second_{level}") if language != "nl" else ""
        return second or getattr(self, f"sentence_{level}")

    def label_in(self, language: str) -> str:
        return (self.label_second if language != "nl" else "") or self.label


class Tile(Row):
    """A ready sentence of the handbook: one touch in a note."""

    competence = ForeignKeyField(Competence, backref="tiles", on_delete="CASCADE")
    competence_id: UUID
    handbook = ForeignKeyField(Handbook, backref="tiles", on_delete="CASCADE")
    handbook_id: UUID
    sentence = TextField()
    sentence_second = TextField(default="")
    tone = EnumField(Tone, default=Tone.NEUTRAL)
    level_hint = IntegerField(null=True)
    icon = TextField(default="check")
    position = IntegerField()
    hidden = BooleanField(default=False)

    class Meta:
        constraints = [
            filled("sentence"),
            Check("level_hint IS NULL OR level_hint BETWEEN 1 AND 4"),
        ]

    def sentence_in(self, language: str) -> str:
        return (self.sentence_second if language != "nl" else "") or self.sentence


class Workplace(Row):
    organisation = ForeignKeyField(Organisation, backref="workplaces", on_delete="RESTRICT")
    organisation_id: UUID
    title = TextField()
    department = TextField(default="")
    tasks = TextField(default="")
    physical = TextField(default="")
    hours = TextField(default="")
    places = IntegerField(default=1)
    made_at = stamp()
    facts = DataField(default=list, constraints=[SQL("DEFAULT '[]'")])
    lifting_kg = IntegerField(null=True)
    edition = IntegerField(default=1, constraints=[SQL("DEFAULT 1")])
    retired_at = MomentField(null=True)
    """Since when it is not offered any more; whoever is on it stays."""

    class Meta:
        constraints = [filled("title")]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Workplace]":
        """The places of every company that this person may know of."""
        known = Organisation.visible_to(person).select(Organisation.id)
        return cls.select(cls, Organisation).join(Organisation).where(cls.organisation.in_(known))


class WorkplaceCompetence(Row):
    """What the place asks: must, learnable or not needed."""

    workplace = ForeignKeyField(Workplace, backref="asks", on_delete="CASCADE")
    workplace_id: UUID
    competence_code = TextField()
    need = EnumField(WorkplaceNeed)

    class Meta:
        indexes = ((("workplace", "competence_code"), True),)


class ClosedDay(Row):
    """A day on which the company is closed; not a working day for anyone there."""

    organisation = ForeignKeyField(Organisation, on_delete="CASCADE")
    organisation_id: UUID
    day = DateField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_at = stamp()

    class Meta:
        indexes = ((("organisation", "day"), True),)
