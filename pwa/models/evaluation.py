"""Evaluations: levels with evidence, advice, signatures, documents."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from peewee import (
    SQL,
    BlobField,
    BooleanField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from pwa.domain.actions import printed
from pwa.domain.enums import Advice, EvaluationKind, Rater, Role, SignatureMeaning, SignatureRole
from pwa.domain.states import (
    CANDIDATE_WRITES_AGAIN_IN,
    CANDIDATE_WRITES_IN,
    EvaluationState,
)
from pwa.models.base import DataField, EnumField, MomentField, Row, filled, stamp
from pwa.models.daily import Note
from pwa.models.employer import Competence, Workplace
from pwa.models.people import Candidate, Organisation, User
from pwa.models.placement import Placement, with_placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


_SIGNED = (EvaluationState.FINAL, EvaluationState.SUPERSEDED)


class Blob(Row):
    """Bytes of a file, stored once by content."""

    sha256 = TextField(unique=True)
    media_type = TextField()
    data = BlobField()
    made_at = stamp()


class Evaluation(Row):
    placement = ForeignKeyField(Placement, backref="evaluations", on_delete="RESTRICT")
    placement_id: UUID
    kind = EnumField(EvaluationKind)
    state = EnumField(EvaluationState, default=EvaluationState.DRAFT)
    from_on = DateField()
    to_on = DateField()
    edition = IntegerField(default=1)
    version = IntegerField(default=0)
    started_by = ForeignKeyField(User, on_delete="RESTRICT")
    started_by_id: UUID
    started_at = stamp()
    saved_at = stamp()
    ready_at = MomentField(null=True)
    talk_on = DateField(null=True)
    talk_with = TextField(default="")
    short_reading_reason = TextField(default="")
    strengths = TextField(default="")
    points = TextField(default="")
    support = TextField(default="")
    company_statement = TextField(default="")
    advice = EnumField(Advice, null=True)
    advice_details = DataField(default=dict)
    candidate_words = TextField(default="")
    candidate_edition = IntegerField(default=1)
    coach_conclusion = TextField(default="")
    return_reason = TextField(default="")
    content_hash = TextField(default="")
    frozen_at = MomentField(null=True)
    final_at = MomentField(null=True)
    supersedes = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    supersedes_id: UUID | None
    correction_reason = TextField(default="")
    correction_role = EnumField(SignatureRole, null=True)
    """Who of supervisor and coach found an error in the final one; the other has to agree."""
    return_to_candidate = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    return_to_company = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    """Whom a return concerns beside the supervisor: who reads the reason."""

    class Meta:
        constraints = [Check("to_on >= from_on"), Check("version >= 0")]

    @property
    def own_view_is_open(self) -> bool:
        """Whether the candidate may write: until the talk, and again when a return asks for it."""
        again = self.return_to_candidate and self.state in CANDIDATE_WRITES_AGAIN_IN
        return again or self.state in CANDIDATE_WRITES_IN

    @property
    def is_sent_back(self) -> bool:
        """It was frozen, went back, and was not frozen again since."""
        return bool(self.return_reason) and self.state in CANDIDATE_WRITES_AGAIN_IN

    @classmethod
    def stands(cls) -> Any:
        """A WHERE: it was signed, and no correction of it was. What it says holds until then."""
        correction = cls.alias()
        signed = correction.select(SQL("1")).where(
            correction.supersedes == cls.id, correction.state.in_(_SIGNED)
        )
        return cls.state.in_(_SIGNED) & ~fn.EXISTS(signed)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Evaluation]":
        """Evaluations whose existence this person may know of; what they read, policies say."""
        s = EvaluationState
        readable = [s.READY, s.DISCUSSED, s.SIGNING, s.RETURNED, s.FINAL, s.SUPERSEDED]
        seen = Placement.candidate == person.candidate_id
        if person.has(Role.COACH):
            seen |= Candidate.coached_by(person) & cls.state.in_(readable)
        if person.has(Role.SUPERVISOR):
            seen |= cls.placement.in_(list(person.guides))
        if person.has(Role.EMPLOYER_ADMIN):
            company = Workplace.organisation.in_(person.organisations(Role.EMPLOYER_ADMIN))
            final = cls.state.in_(_SIGNED)
            asked = cls.state.in_([s.RETURNED, s.DISCUSSED]) & (cls.return_to_company == True)  # noqa: E712
            signs = (cls.state == s.SIGNING) | asked
            signs &= Organisation.company_signs == True  # noqa: E712
            seen |= company & (final | signs)
        if person.cases:
            seen |= Placement.candidate.in_(list(person.cases)) & cls.state.in_(readable)
        return with_placement(cls).where(seen)


class Rating(Row):
    evaluation = ForeignKeyField(Evaluation, backref="ratings", on_delete="CASCADE")
    evaluation_id: UUID
    competence = ForeignKeyField(Competence, on_delete="RESTRICT")
    competence_id: UUID
    rater = EnumField(Rater)
    level = IntegerField(null=True)
    """0-4; None while only an example or evidence was given."""
    example = TextField(default="")

    class Meta:
        indexes = ((("evaluation", "competence", "rater"), True),)
        constraints = [Check("level IS NULL OR level BETWEEN 0 AND 4")]


class RatingNote(Row):
    """A note that is evidence for a level."""

    rating = ForeignKeyField(Rating, backref="evidence", on_delete="CASCADE")
    rating_id: UUID
    note = ForeignKeyField(Note, on_delete="RESTRICT")
    note_id: UUID

    class Meta:
        indexes = ((("rating", "note"), True),)


class ActionItem(Row):
    evaluation = ForeignKeyField(Evaluation, backref="actions", on_delete="CASCADE")
    evaluation_id: UUID
    who = TextField(default="")
    what = TextField()
    by_on = DateField(null=True)
    done_on = DateField(null=True)
    position = IntegerField(default=0)
    whose = DataField(default=list, constraints=[SQL("DEFAULT '[]'")])
    """Whose it is, as `SignatureRole` values; nobody in it means everybody around the placement.
    No part of what is signed: `who` is the text that is printed."""

    class Meta:
        constraints = [filled("what")]

    @property
    def printed_who(self) -> str:
        return printed(self.who, self.whose)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[ActionItem]":
        """Agreements of evaluations that stand, and that this person may know of."""
        known = Evaluation.visible_to(person).where(Evaluation.stands()).select(Evaluation.id)
        return cls.select().where(cls.evaluation.in_(known))

    @classmethod
    def newest(cls) -> Any:
        """A WHERE beside `Evaluation.stands`, joined to it: these words were not agreed anew in a
        later one that was signed, whatever a correction of that made of them. Who agrees something
        again has it once, with the newest day."""
        twin, later = cls.alias(), Evaluation.alias()
        again = (
            twin.select(SQL("1"))
            .join(later, on=(twin.evaluation == later.id))
            .where(
                later.placement == Evaluation.placement,
                later.state.in_(_SIGNED),
                later.started_at > Evaluation.started_at,
                fn.TRIM(twin.what) == fn.TRIM(cls.what),
            )
        )
        return ~fn.EXISTS(again)


class EvaluationVersion(Row):
    """One frozen content: what is signed. Never changed, but for words that a privacy officer
    removed (decision 33): `content` and `pdf` are then clean, the hashes those of what was signed.
    """

    evaluation = ForeignKeyField(Evaluation, backref="versions", on_delete="RESTRICT")
    evaluation_id: UUID
    number = IntegerField()
    content = TextField()
    content_hash = TextField()
    pdf = ForeignKeyField(Blob, on_delete="RESTRICT")
    pdf_id: UUID
    pdf_hash = TextField()
    frozen_by = ForeignKeyField(User, on_delete="RESTRICT")
    frozen_at = stamp()

    class Meta:
        indexes = ((("evaluation", "number"), True),)


class Signature(Row):
    evaluation = ForeignKeyField(Evaluation, backref="signatures", on_delete="RESTRICT")
    evaluation_id: UUID
    version = IntegerField()
    role = EnumField(SignatureRole)
    meaning = EnumField(SignatureMeaning)
    user = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    user_id: UUID | None
    name = TextField()
    statement = TextField()
    reaction = TextField(default="")
    method = TextField(default="account")
    content_hash = TextField()
    pdf_hash = TextField()
    made_at = MomentField()
    received_at = stamp()
    void_at = MomentField(null=True)
    void_reason = TextField(default="")

    class Meta:
        indexes = ((("evaluation", "version", "role", "meaning"), True),)
