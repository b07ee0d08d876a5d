"""What happened to a placement while it ran: pauses, and a stop before the planned end."""

from collections.abc import Iterable
from uuid import UUID

from peewee import BooleanField, Check, DateField, ForeignKeyField, IntegerField, TextField

from pwa.domain.running import PauseReason, Period, StopReason
from pwa.models.base import EnumField, MomentField, Row, at_most, stamp
from pwa.models.people import User
from pwa.models.placement import Placement

WORDS = 600


class Pause(Row):
    """A period in which nothing is expected. `Placement.paused_from` holds the newest one too."""

    placement = ForeignKeyField(Placement, backref="pauses", on_delete="CASCADE")
    placement_id: UUID
    from_on = DateField()
    to_on = DateField(null=True)
    reason = EnumField(PauseReason)
    text = TextField(default="")
    end_moved = IntegerField(default=0)
    """Days by which the coach moved the planned end when the work went on."""
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()
    resumed_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    resumed_at = MomentField(null=True)

    class Meta:
        constraints = [
            Check("to_on IS NULL OR to_on >= from_on"),
            Check("end_moved >= 0"),
            at_most("text", WORDS),
        ]

    @classmethod
    def newest(cls, placement_id: UUID) -> "Pause":
        mine = cls.select().where(cls.placement == placement_id)
        row: Pause = mine.order_by(cls.from_on.desc(), cls.id.desc()).get()
        return row

    @classmethod
    def of(cls, placements: Iterable[UUID]) -> dict[UUID, tuple[Period, ...]]:
        """All pauses of these placements, those of before too. One query."""
        found: dict[UUID, tuple[Period, ...]] = {}
        for row in cls.select().where(cls.placement.in_(list(placements))):
            mine = found.get(row.placement_id, ())
            found[row.placement_id] = (*mine, Period(row.from_on, row.to_on))
        return found


class EarlyStop(Row):
    """Why a placement stopped before its end, what the candidate said, and who told it when."""

    placement = ForeignKeyField(Placement, unique=True, backref="early_stops", on_delete="CASCADE")
    placement_id: UUID
    last_on = DateField()
    reason = EnumField(StopReason)
    text = TextField(default="")
    candidate_words = TextField(default="")
    evaluation = BooleanField(default=True)
    told_by = ForeignKeyField(User, on_delete="RESTRICT")
    told_by_id: UUID
    told_on = DateField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT")
    made_at = stamp()

    class Meta:
        constraints = [at_most("text", WORDS), at_most("candidate_words", WORDS)]
