"""A candidate on a workplace, who guides them, and what was agreed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from peewee import (
    SQL,
    BooleanField,
    Check,
    DateField,
    Expression,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from pwa.database import read_once
from pwa.domain.enums import Advice, PlacementKind, Role
from pwa.domain.states import CLOSING_DAYS, PlacementState, UserState
from pwa.models.base import DataField, EnumField, MomentField, Row, filled, stamp
from pwa.models.employer import Handbook, Workplace
from pwa.models.people import Candidate, Membership, Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person

R = TypeVar("R", bound=Row)

EVALUATE_AFTER_END = timedelta(days=42)
"""Who must write the evaluation after the end keeps access this long, unless agreed otherwise."""


STARTS_BY_ITSELF = frozenset({PlacementState.PLANNED, PlacementState.TO_SIGN})
"""States in which the calendar decides whether it runs."""

OVER_AHEAD = frozenset({PlacementState.COMPLETED, PlacementState.ENDED_EARLY})
"""States that somebody may give it before its last day is over."""


class Placement(Row):
    candidate = ForeignKeyField(Candidate, backref="placements", on_delete="RESTRICT")
    candidate_id: UUID
    workplace = ForeignKeyField(Workplace, backref="placements", on_delete="RESTRICT")
    workplace_id: UUID
    handbook = ForeignKeyField(Handbook, backref="placements", on_delete="RESTRICT")
    handbook_id: UUID
    kind = EnumField(PlacementKind)
    state = EnumField(PlacementState, default=PlacementState.DRAFT)
    start_on = DateField()
    planned_end_on = DateField()
    ended_on = DateField(null=True)
    end_reason = TextField(default="")
    schedule = DataField()
    made_by_id: UUID | None
    prior_months = IntegerField(default=0)
    legal_hold = BooleanField(default=False)
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_at = stamp()
    paused_from = DateField(null=True)
    paused_to = DateField(null=True)
    """The newest pause, where there was one; `Pause` holds all of them with who and why."""
    first_end_on = DateField(null=True)
    """The end as first agreed, once an extension made it later."""

    class Meta:
        constraints = [
            Check("planned_end_on >= start_on"),
            Check("prior_months BETWEEN 0 AND 120"),
        ]

    @property
    def last_day(self) -> date:
        """The real end when there is one, else the planned one."""
        return self.ended_on or self.planned_end_on

    @classmethod
    def lasts_on(cls, day: date) -> Expression:
        """What does not end before this day. One that was ended ahead keeps its place until then:
        its state says already that it is over."""
        last: Any = fn.COALESCE(cls.ended_on, cls.planned_end_on)
        found: Expression = last >= day
        return found

    def state_on(self, day: date) -> PlacementState:
        """The state that this day makes of a placement that waits for its first day.

        One that still waits for signatures starts on its day as well (decision 18); people decide
        all other states.
        """
        if self.state in OVER_AHEAD and self.ended_on and day <= self.ended_on:
            return PlacementState.CLOSING
        if self.state not in STARTS_BY_ITSELF or day < self.start_on:
            return self.state
        if self.is_paused_on(day) and day <= self.planned_end_on:
            return PlacementState.PAUSED
        near_end = self.planned_end_on - timedelta(days=CLOSING_DAYS)
        return PlacementState.CLOSING if day >= near_end else PlacementState.ACTIVE

    def is_paused_on(self, day: date) -> bool:
        """Whether this day falls in the newest pause, which may have no end yet."""
        begun = self.paused_from is not None and self.paused_from <= day
        return begun and (self.paused_to is None or day <= self.paused_to)

    @property
    def is_pause_open(self) -> bool:
        """A pause that has begun or is coming, of which nobody said yet when it ends."""
        return self.paused_from is not None and self.paused_to is None

    @property
    def mark(self) -> str:
        """What a form was made from: another mark means that somebody changed it since."""
        days = (self.planned_end_on, self.ended_on, self.paused_from, self.paused_to)
        return "/".join([self.state.value, *(str(day or "") for day in days)])

    @classmethod
    def with_people(cls) -> "ModelSelect[Placement]":
        """Placements with candidate, workplace and company loaded in the same query."""
        return (
            cls.select(cls, Candidate, User, Workplace, Organisation)
            .join(Candidate)
            .join(User, on=(Candidate.user == User.id))
            .switch(cls)
            .join(Workplace)
            .join(Organisation)
        )

    @classmethod
    def known(cls, ids: Iterable[UUID]) -> dict[UUID, "Placement"]:
        """Those with one of these ids, with their people; read once in a batch."""
        wanted = frozenset(ids)

        def read() -> dict[UUID, Placement]:
            return {row.id: row for row in cls.with_people().where(cls.id.in_(list(wanted)))}

        return read_once(("placements", wanted), read)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[Placement]":
        """Those that one has to do with (`around`), and those of who one has a case about."""
        on_case = cls.candidate.in_(list(person.cases)) if person.cases else None
        seen = cls.around(person)
        return cls.with_people().where(seen if on_case is None else seen | on_case)

    @classmethod
    def around(cls, person: "Person") -> Expression:
        """Own, guided, coached, or on the place of a company that one administers: from these
        follows of which companies one knows more."""
        guided = Supervision.in_force(person.id, person.today).select(Supervision.placement)
        seen = (cls.candidate == person.candidate_id) | Candidate.coached_by(person)
        if person.has(Role.SUPERVISOR):
            seen |= cls.id.in_(guided) & Workplace.organisation.in_(
                person.organisations(Role.SUPERVISOR)
            )
        if person.has(Role.EMPLOYER_ADMIN):
            seen |= Workplace.organisation.in_(person.organisations(Role.EMPLOYER_ADMIN))
        return seen


def with_placement(table: "type[R]") -> "ModelSelect[R]":
    """Rows about placements, each with its placement, the people and the company around it."""
    rows: Any = (
        table.select(table, Placement, Candidate, User, Workplace, Organisation)
        .join(Placement)
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .switch(Placement)
        .join(Workplace)
        .join(Organisation)
        .switch(table)
    )
    found: ModelSelect[R] = rows
    return found


class Supervision(Row):
    """Who guides a placement, in which period, as main or as substitute."""

    placement = ForeignKeyField(Placement, backref="supervisions", on_delete="RESTRICT")
    placement_id: UUID
    user = ForeignKeyField(User, backref="supervisions", on_delete="RESTRICT")
    user_id: UUID
    main = BooleanField(default=True)
    from_on = DateField()
    to_on = DateField()
    evaluate_until = DateField()

    class Meta:
        constraints = [Check("to_on >= from_on"), Check("evaluate_until >= to_on")]

    @classmethod
    def at(cls, organisations: Iterable[UUID]) -> Expression:
        """Periods at places of these companies."""
        places = Workplace.select(Workplace.id).where(
            Workplace.organisation.in_(list(organisations))
        )
        there = Placement.select(Placement.id).where(Placement.workplace.in_(places))
        return cls.placement.in_(there)

    @classmethod
    def in_force(cls, user_id: UUID, today: date) -> "ModelSelect[Supervision]":
        """Everything that this user guides or may still evaluate.

        Who guides the whole of it may look before it starts; who stands in for a period (and so has
        no weeks to evaluate after it) only from its first day.
        """
        return cls.select().where(cls.user == user_id, cls._gives_access(today))

    @classmethod
    def _gives_access(cls, today: date) -> Expression:
        begun = (cls.from_on <= today) | (cls.evaluate_until > cls.to_on)
        return begun & (cls.evaluate_until >= today)

    @classmethod
    def by_anybody(cls, today: date) -> Any:
        """Of joined placements and workplaces: whether somebody who can still come in guides it, or
        may still evaluate it."""
        seat, guide = Membership.alias(), User.alias()
        seated = (seat.user == cls.user) & (seat.organisation == Workplace.organisation)
        rows = (
            cls.select(cls.id)
            .join(guide, on=(cls.user == guide.id))
            .join(seat, on=seated)
            .where(
                cls.placement == Placement.id,
                cls._gives_access(today),
                guide.state != UserState.BLOCKED,
                seat.role == Role.SUPERVISOR,
                seat.from_on <= today,
                seat.to_on.is_null() | (seat.to_on >= today),
            )
        )
        return fn.EXISTS(rows)


class Goal(Row):
    placement = ForeignKeyField(Placement, backref="goals", on_delete="CASCADE")
    placement_id: UUID
    text = TextField()
    position = IntegerField(default=0)
    reached_on = DateField(null=True)

    class Meta:
        constraints = [filled("text")]


class Extension(Row):
    placement = ForeignKeyField(Placement, backref="extensions", on_delete="CASCADE")
    placement_id: UUID
    from_on = DateField()
    to_on = DateField()
    reason = TextField()
    decided_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()
    despite = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """Why it goes on although the rule profile warned."""


class RuleProfileRow(Row):
    """Durations and checks of one kind of placement, as data; null municipality = default."""

    municipality = ForeignKeyField(Organisation, null=True, on_delete="CASCADE")
    municipality_id: UUID | None
    kind = EnumField(PlacementKind)
    version = IntegerField(default=1)
    rules = DataField()
    made_at = stamp()

    class Meta:
        table_name = "rule_profile"
        indexes = ((("municipality", "kind", "version"), True),)


class MilestoneDone(Row):
    """A milestone that somebody ticked off; the due dates themselves are computed."""

    placement = ForeignKeyField(Placement, backref="milestones_done", on_delete="CASCADE")
    placement_id: UUID
    code = TextField()
    done_at = MomentField()
    done_by = ForeignKeyField(User, on_delete="RESTRICT")

    class Meta:
        indexes = ((("placement", "code"), True),)


class Outcome(Row):
    """What came after: proposed by the company, decided by the coach."""

    placement = ForeignKeyField(Placement, backref="outcomes", on_delete="CASCADE")
    placement_id: UUID
    advice = EnumField(Advice)
    text = TextField(default="")
    decided_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()
