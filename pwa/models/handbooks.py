"""Around a handbook: tiles that stand first in a department, placements that change version."""

from typing import Any
from uuid import UUID

from peewee import ForeignKeyField, TextField, fn

from pwa.domain.handbook_moves import MoveState
from pwa.domain.states import HandbookState
from pwa.models.base import EnumField, MomentField, Row, at_most, filled, stamp
from pwa.models.employer import Handbook, Tile
from pwa.models.people import User
from pwa.models.placement import Placement

MOST_DEPARTMENT = 80


class TilePin(Row):
    """This tile stands first in this department's notes."""

    tile = ForeignKeyField(Tile, backref="pins", on_delete="CASCADE")
    tile_id: UUID
    department = TextField()

    class Meta:
        indexes = ((("tile", "department"), True),)
        constraints = [filled("department"), at_most("department", MOST_DEPARTMENT)]

    @classmethod
    def of_books(cls, books: list[UUID]) -> dict[UUID, tuple[str, ...]]:
        """Tile -> the departments in which it stands first, by name. One query."""
        rows = cls.select(cls.tile, cls.department).join(Tile).where(Tile.handbook.in_(books))
        found: dict[UUID, tuple[str, ...]] = {}
        for row in rows.order_by(cls.department):
            found[row.tile_id] = (*found.get(row.tile_id, ()), row.department)
        return found

    @classmethod
    def of_book(cls, book: UUID) -> dict[UUID, tuple[str, ...]]:
        return cls.of_books([book])


class HandbookMove(Row):
    """A running placement that is to use a newer version: proposed, and answered by the coach.

    One row per placement and version; who asks again after a no, asks in the same row.
    """

    placement = ForeignKeyField(Placement, backref="handbook_moves", on_delete="CASCADE")
    placement_id: UUID
    from_book = ForeignKeyField(Handbook, backref="moves_from", on_delete="RESTRICT")
    from_book_id: UUID
    to_book = ForeignKeyField(Handbook, backref="moves_to", on_delete="RESTRICT")
    to_book_id: UUID
    state = EnumField(MoveState, default=MoveState.PROPOSED)
    reason = TextField(default="")
    proposed_by = ForeignKeyField(User, on_delete="RESTRICT")
    proposed_by_id: UUID
    proposed_at = stamp()
    answered_by = ForeignKeyField(User, null=True, on_delete="RESTRICT")
    answered_at = MomentField(null=True)
    answer = TextField(default="")

    class Meta:
        indexes = ((("placement", "to_book"), True),)

    @classmethod
    def waits(cls) -> Any:
        """Of a query on placements: one for which the coach was asked and did not answer yet."""
        in_use = cls.select(cls.id).join(Handbook, on=(cls.to_book == Handbook.id))
        return fn.EXISTS(
            in_use.where(
                cls.placement == Placement.id,
                cls.state == MoveState.PROPOSED,
                Handbook.state == HandbookState.ACTIVE,
            )
        )

    @classmethod
    def left_behind(cls, placements: list[UUID]) -> dict[UUID, set[UUID]]:
        """Placement -> the versions that it used before: notes of then keep their tiles."""
        query: Any = cls.select(cls.placement, cls.from_book).where(
            cls.placement.in_(placements), cls.state == MoveState.ACCEPTED
        )
        found: dict[UUID, set[UUID]] = {}
        for placement, book in query.tuples():
            found.setdefault(placement, set()).add(book)
        return found
