"""What a coach can choose from while planning a placement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from peewee import fn

from pwa import clock
from pwa.domain.enums import Role, WorkplaceNeed
from pwa.domain.states import HandbookState, PlacementState, UserState
from pwa.models import (
    Candidate,
    Competence,
    Handbook,
    Membership,
    Organisation,
    Person,
    Placement,
    User,
    Workplace,
    WorkplaceCompetence,
)
from pwa.models.company_facts import Acquaintance, acquaintance
from pwa.queries.companies import profile_words


@dataclass(frozen=True)
class Known:
    """Somebody or something that can be chosen."""

    id: UUID
    name: str
    text: str = ""


@dataclass(frozen=True)
class Place:
    """A workplace: what it is, what it asks, and how many places are free today."""

    id: UUID
    title: str
    department: str
    tasks: str
    physical: str
    hours: str
    places: int
    taken: int
    asks: Mapping[WorkplaceNeed, tuple[str, ...]]

    @property
    def free(self) -> int:
        return max(0, self.places - self.taken)


@dataclass(frozen=True)
class CompanyToRead:
    """A company in its own published words, which a coach reads before choosing work there."""

    id: UUID
    name: str
    words: Mapping[str, str]
    known: Acquaintance


def company_to_read(organisation_id: UUID, coach_id: UUID) -> CompanyToRead | None:
    row = Organisation.get_or_none(Organisation.id == organisation_id)
    if row is None:
        return None
    known = acquaintance(organisation_id, coach_id)
    return CompanyToRead(row.id, row.name, profile_words(organisation_id)[1], known)


def places_of(organisation_id: UUID, language: str) -> tuple[Place, ...]:
    """The workplaces of a company, in three queries."""
    asks = _asks(organisation_id, language)
    counts: Iterable[Any] = (
        Placement.select(Placement.workplace, fn.COUNT(Placement.id))
        .join(Workplace)
        .where(Workplace.organisation == organisation_id, *_now())
        .group_by(Placement.workplace)
        .tuples()
    )
    taken: dict[UUID, int] = dict(counts)
    offered = (Workplace.organisation == organisation_id) & Workplace.retired_at.is_null()
    rows = Workplace.select().where(offered)
    return tuple(
        Place(
            row.id, row.title, row.department, row.tasks, row.physical, row.hours, row.places,
            taken.get(row.id, 0), asks.get(row.id, {}),
        )
        for row in rows.order_by(Workplace.title)
    )  # fmt: skip


def _now() -> tuple[object, ...]:
    """Placements that take up a place today, or will."""
    return Placement.state != PlacementState.CANCELLED, Placement.lasts_on(clock.today())


def _asks(organisation_id: UUID, language: str) -> dict[UUID, dict[WorkplaceNeed, tuple[str, ...]]]:
    """Workplace -> need -> labels of the handbook that is in use."""
    rows: Iterable[Any] = (
        WorkplaceCompetence.select(
            WorkplaceCompetence.workplace, WorkplaceCompetence.need, Competence.label,
            Competence.label_second,
        )
        .join(Workplace)
        .join(Handbook, on=(Handbook.organisation == Workplace.organisation))
        .join(Competence)
        .where(
            Workplace.organisation == organisation_id,
            Handbook.state == HandbookState.ACTIVE,
            Competence.code == WorkplaceCompetence.competence_code,
            WorkplaceCompetence.need != WorkplaceNeed.NOT_NEEDED,
        )
        .order_by(Competence.position)
        .tuples()
    )  # fmt: skip
    found: dict[UUID, dict[WorkplaceNeed, tuple[str, ...]]] = {}
    for workplace_id, need, label, second in rows:
        here = found.setdefault(workplace_id, {})
        said = (second if language != "nl" else "") or label
        here[need] = (*here.get(need, ()), said)
    return found


def candidates(coach: Person) -> tuple[Known, ...]:
    """The coach's own candidates, and those of a coach who is away."""
    rows = (
        Candidate.select(Candidate.id, User.name)
        .join(User, on=(Candidate.user == User.id))
        .where(Candidate.coached_by(coach), User.state != UserState.BLOCKED)
        .order_by(User.name)
        .tuples()
    )
    return tuple(Known(*row) for row in rows)  # type: ignore[misc]


def supervisors(organisation_id: UUID) -> tuple[Known, ...]:
    """Everybody who guides at this company today."""
    today = clock.today()
    rows = (
        Membership.select(User.id, User.name, Membership.job)
        .join(User)
        .where(
            Membership.organisation == organisation_id,
            Membership.role == Role.SUPERVISOR,
            Membership.to_on.is_null() | (Membership.to_on >= today),
            User.state != UserState.BLOCKED,
        )
        .order_by(User.name)
        .tuples()
    )
    return tuple(Known(*row) for row in rows)  # type: ignore[misc]


def names(coach: Person, ids: Mapping[str, UUID | None]) -> dict[str, str]:
    """The names behind the ids that a plan has chosen, in one query."""
    tables: dict[str, Any] = {
        "company": Organisation.select(Organisation.id, Organisation.name),
        "workplace": Workplace.select(Workplace.id, Workplace.title),
        "candidate": Candidate.select(Candidate.id, User.name).join(
            User, on=(Candidate.user == User.id) & Candidate.coached_by(coach)
        ),
        "supervisor": _guiding(),
        "substitute": _guiding(),
    }
    wanted = {name: id for name, id in ids.items() if id}
    if not wanted:
        return {}
    queries = [tables[name].where(_key(name) == id) for name, id in wanted.items()]
    together = queries[0]
    for one in queries[1:]:
        together = together.union_all(one)
    found = {str(id): name for id, name in together.tuples()}
    return {name: found.get(str(id), "") for name, id in wanted.items()}


def _guiding() -> Any:
    return (
        User.select(User.id, User.name).join(Membership).where(Membership.role == Role.SUPERVISOR)
    )


def _key(name: str) -> Any:
    keys = {"company": Organisation.id, "workplace": Workplace.id, "candidate": Candidate.id}
    return keys.get(name, User.id)
