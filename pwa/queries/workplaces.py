"""The places of a company: a line each, and one with all that it asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from pwa.domain.enums import WorkplaceNeed
from pwa.domain.states import HandbookState, PlacementState
from pwa.domain.workplaces import PlaceContent, free_places
from pwa.models import (
    Candidate,
    Competence,
    Handbook,
    Person,
    Placement,
    User,
    Workplace,
    WorkplaceRevision,
)
from pwa.models.placement import OVER_AHEAD
from pwa.models.workplaces import OFFERED, content_of

_TAKES_A_PLACE = (
    PlacementState.TO_SIGN, PlacementState.PLANNED, PlacementState.ACTIVE, PlacementState.PAUSED,
    PlacementState.CLOSING, *OVER_AHEAD,
)  # fmt: skip
_NORM = 3


@dataclass(frozen=True)
class PlaceLine:
    """One place in a list; `free` counts who is on it now and who comes."""

    id: UUID
    title: str
    department: str
    tasks: str
    places: int
    free: int
    offered: bool


@dataclass(frozen=True)
class Asked:
    """One thing that the handbook looks at: its sentence of the norm, and what the place asks."""

    code: str
    label: str
    sentence: str
    need: WorkplaceNeed | None


@dataclass(frozen=True)
class PlaceView:
    content: PlaceContent
    asks: tuple[Asked, ...]
    free: int

    @property
    def must(self) -> tuple[Asked, ...]:
        return self._of(WorkplaceNeed.MUST)

    @property
    def learnable(self) -> tuple[Asked, ...]:
        return self._of(WorkplaceNeed.LEARNABLE)

    @property
    def not_needed(self) -> tuple[Asked, ...]:
        return self._of(WorkplaceNeed.NOT_NEEDED)

    def _of(self, need: WorkplaceNeed) -> tuple[Asked, ...]:
        return tuple(one for one in self.asks if one.need is need)


@dataclass(frozen=True)
class Earlier:
    """What an earlier edition said, and who replaced it when; `offered` where only that changed,
    as it was before."""

    edition: int
    content: PlaceContent
    by: str
    at: datetime
    offered: bool | None = None


def lines(organisation_id: UUID, today: date) -> tuple[PlaceLine, ...]:
    """The places of a company: offered ones first, by title. One query."""
    here = Placement.select(fn.COUNT(Placement.id)).where(
        Placement.workplace == Workplace.id, *_takes_a_place(today)
    )
    query = Workplace.select(Workplace, here.alias("taken"))
    rows: list[Any] = list(query.where(Workplace.organisation == organisation_id))
    rows.sort(key=lambda row: (row.retired_at is not None, row.title.lower()))
    return tuple(
        PlaceLine(
            row.id, row.title, row.department, row.tasks, row.places,
            free_places(row.places, row.taken), row.retired_at is None,
        )
        for row in rows
    )  # fmt: skip


def view_of(
    workplace: Workplace, today: date, language: str, content: PlaceContent | None = None
) -> PlaceView:
    """The place as people read it, or as it would read with this content. Three queries."""
    said = content or content_of(workplace)
    taken = _taken([workplace.id], today).get(workplace.id, 0)
    asks = asked(workplace.organisation_id, language, said.asks)
    return PlaceView(said, asks, free_places(said.places, taken))


def new_view(organisation_id: UUID, language: str, content: PlaceContent) -> PlaceView:
    """A place that is not offered yet, as it would read."""
    asks = asked(organisation_id, language, content.asks)
    return PlaceView(content, asks, content.places)


def asked(
    organisation_id: UUID, language: str, needs: Mapping[str, WorkplaceNeed]
) -> tuple[Asked, ...]:
    """What the handbook in use looks at, in its order, with what this place needs of it."""
    return tuple(
        Asked(one.code, one.label_in(language), one.sentence(_NORM, language), needs.get(one.code))
        for one in looked_at(organisation_id)
    )


def looked_at(organisation_id: UUID) -> Sequence[Competence]:
    """The competences that the handbook in use shows, in its order."""
    return list(
        Competence.select()
        .join(Handbook)
        .where(
            Handbook.organisation == organisation_id,
            Handbook.state == HandbookState.ACTIVE,
            ~Competence.hidden,
        )
        .order_by(Competence.position, Competence.code)
    )


def earlier(workplace: Workplace) -> tuple[Earlier, ...]:
    """What stood here before, newest first."""
    rows = (
        WorkplaceRevision.select(WorkplaceRevision, User)
        .join(User, JOIN.LEFT_OUTER)
        .where(WorkplaceRevision.workplace == workplace.id)
        .order_by(WorkplaceRevision.edition.desc())
        .limit(20)
    )
    return tuple(
        Earlier(
            row.edition, PlaceContent.from_json(row.content),
            row.made_by.name if row.made_by else "", row.made_at, row.content.get(OFFERED),
        )
        for row in rows
    )  # fmt: skip


def own_candidates(coach: Person) -> tuple[tuple[UUID, str], ...]:
    """A coach's own candidates by name: that is no order of who fits."""
    rows: Iterable[Any] = (
        Candidate.visible_to(coach)
        .select(Candidate.id, User.name)
        .join(User, on=(Candidate.user == User.id))
        .where(Candidate.coached_by(coach))
        .order_by(User.name)
        .tuples()
    )
    return tuple((id, name) for id, name in rows)


def _takes_a_place(today: date) -> tuple[Any, ...]:
    """Runs or comes."""
    return Placement.state.in_(_TAKES_A_PLACE), Placement.lasts_on(today)


def _taken(workplaces: Iterable[UUID], today: date) -> dict[UUID, int]:
    """How many run or come on each of these places."""
    rows: Iterable[Any] = (
        Placement.select(Placement.workplace, fn.COUNT(Placement.id))
        .where(
            Placement.workplace.in_(list(workplaces)),
            *_takes_a_place(today),
        )
        .group_by(Placement.workplace)
        .tuples()
    )
    return dict(rows)
