"""All versions of a company, two of them side by side, and what taking one into use would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain.handbook import HandbookData
from pwa.domain.handbook_changes import Comparison, compare
from pwa.domain.states import HandbookState, PlacementState
from pwa.models import Handbook, Organisation, Person, Placement
from pwa.policies import handbooks as policies
from pwa.queries.handbook_data import data_of_all

_OVER = (PlacementState.COMPLETED, PlacementState.ENDED_EARLY, PlacementState.CANCELLED)


@dataclass(frozen=True)
class Version:
    """`running` placements use it; what they use stays as it is."""

    id: UUID
    number: int
    state: HandbookState
    made_at: datetime
    used_from: datetime | None
    running: int


@dataclass(frozen=True)
class Versions:
    every: tuple[Version, ...]
    old: Version | None = None
    new: Version | None = None
    found: Comparison | None = None


@dataclass(frozen=True)
class BeforeUse:
    """`keep`: (number of the version, placements that keep it). `bare`: what has no own sentence
    at the level that is the norm, and `silent`: what has no tile, so no note is ever about it."""

    old: int | None
    found: Comparison | None
    shown: tuple[str, ...]
    keep: tuple[tuple[int, int], ...]
    bare: tuple[str, ...]
    silent: tuple[str, ...]


def versions(person: Person, organisation: Organisation, old: str = "", new: str = "") -> Versions:
    """The versions that this person may read, newest first, and two of them compared.

    Without a choice: the newest beside the one before it.
    """
    rows = Handbook.visible_to(person).where(Handbook.organisation == organisation)
    books = [row for row in rows.order_by(Handbook.version.desc()) if policies.read(person, row)]
    running = _running((row.id for row in books), person.today)
    every = tuple(_version(row, running) for row in books)
    by_id = {str(row.id): row for row in books}
    after = by_id.get(new) or next(iter(books), None)
    earlier = [row for row in books if after and row.version < after.version]
    before = by_id.get(old) or next(iter(earlier), None)
    if before is None or after is None or before.id == after.id:
        return Versions(every)
    seen = {one.id: one for one in every}
    first, second = data_of_all([before, after])
    return Versions(every, seen[before.id], seen[after.id], compare(first, second))


def _version(row: Handbook, running: Mapping[UUID, int]) -> Version:
    return Version(
        row.id, row.version, row.state, row.made_at, row.activated_at, running.get(row.id, 0)
    )


def before_use(book: Handbook, today: date) -> BeforeUse:
    """What changes when this draft is taken into use."""
    others = list(
        Handbook.select().where(
            Handbook.organisation == book.organisation_id, Handbook.state != HandbookState.DRAFT
        )
    )
    active = next((row for row in others if row.state is HandbookState.ACTIVE), None)
    running = _running((row.id for row in others), today)
    data = data_of_all([active, book] if active else [book])
    return BeforeUse(
        old=active.version if active else None,
        found=compare(data[0], data[1]) if active else None,
        shown=tuple(one.label.nl for one in _shown(data[-1])),
        keep=tuple(
            (row.version, running[row.id])
            for row in sorted(others, key=lambda row: row.version)
            if running.get(row.id)
        ),
        bare=tuple(one.label.nl for one in _shown(data[-1]) if not one.anchor(3)),
        silent=tuple(
            one.label.nl
            for one in _shown(data[-1])
            if not any(not tile.hidden for tile in one.tiles)
        ),
    )


def _shown(data: HandbookData) -> list[Any]:
    return [one for one in data.competences if one.code in data.default_active]


def _running(books: Iterable[UUID], today: date) -> dict[UUID, int]:
    """Version -> how many placements that are not over use it. One query."""
    rows: Any = (
        Placement.select(Placement.handbook, fn.COUNT(Placement.id))
        .where(
            Placement.handbook.in_(list(books)),
            Placement.state.not_in(_OVER),
            fn.COALESCE(Placement.ended_on, Placement.planned_end_on) >= today,
        )
        .group_by(Placement.handbook)
        .tuples()
    )
    return dict(rows)
