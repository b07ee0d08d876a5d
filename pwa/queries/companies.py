"""What people read about a company: its own words, its people, its handbook, its counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.states import HandbookState, PlacementState
from pwa.models import (
    EmployerProfile,
    Handbook,
    Membership,
    Organisation,
    Placement,
    User,
    Workplace,
)
from pwa.models.placement import STARTS_BY_ITSELF
from pwa.queries.handbooks import HandbookView, handbook_view


@dataclass(frozen=True)
class Colleague:
    user_id: UUID
    name: str
    role: Role
    job: str
    invited: bool


@dataclass(frozen=True)
class Place:
    title: str
    department: str
    tasks: str
    hours: str
    physical: str


@dataclass(frozen=True)
class Counts:
    """How many, never who or what: what a company sees of its own placements."""

    running: int
    coming: int
    ended: int


@dataclass(frozen=True)
class CompanyView:
    id: UUID
    name: str
    company_signs: bool
    version: int
    words: Mapping[str, str]
    people: tuple[Colleague, ...]
    places: tuple[Place, ...]
    handbook: HandbookView | None
    draft_id: UUID | None


def profile_words(organisation_id: UUID) -> tuple[int, dict[str, str]]:
    """The newest version and its filled parts."""
    row = (
        EmployerProfile.select()
        .where(EmployerProfile.organisation == organisation_id)
        .order_by(EmployerProfile.version.desc())
        .first()
    )
    if row is None:
        return 0, {}
    facts = {"id", "organisation", "version", "made_by", "made_at"}
    return row.version, {name: text for name, text in row.__data__.items() if name not in facts}


def company_view(organisation: Organisation, today: date, language: str) -> CompanyView:
    """Everything on the page of a company."""
    version, words = profile_words(organisation.id)
    books = list(
        Handbook.select().where(
            Handbook.organisation == organisation, Handbook.state != HandbookState.RETIRED
        )
    )
    active = next((book for book in books if book.state is HandbookState.ACTIVE), None)
    draft = next((book for book in books if book.state is HandbookState.DRAFT), None)
    places = Workplace.select().where(Workplace.organisation == organisation)
    return CompanyView(
        id=organisation.id,
        name=organisation.name,
        company_signs=organisation.company_signs,
        version=version,
        words=words,
        people=_people(organisation.id, today),
        places=tuple(
            Place(row.title, row.department, row.tasks, row.hours, row.physical) for row in places
        ),
        handbook=handbook_view(active, language) if active else None,
        draft_id=draft.id if draft else None,
    )


def _people(organisation_id: UUID, today: date) -> tuple[Colleague, ...]:
    rows = (
        Membership.select(Membership, User)
        .join(User)
        .where(
            Membership.organisation == organisation_id,
            Membership.to_on.is_null() | (Membership.to_on >= today),
        )
        .order_by(User.name)
    )
    return tuple(
        Colleague(row.user_id, row.user.name, row.role, row.job, row.user.state == "invited")
        for row in rows
    )


def placement_counts(organisation_id: UUID, today: date) -> Counts:
    """How many placements run, come and ended here."""
    rows: Iterable[Any] = (
        Placement.select(Placement.state, Placement.start_on, fn.COUNT(Placement.id))
        .join(Workplace)
        .where(Workplace.organisation == organisation_id)
        .group_by(Placement.state, Placement.start_on)
        .tuples()
    )
    running = coming = ended = 0
    for state, start_on, n in rows:
        if state in (PlacementState.COMPLETED, PlacementState.ENDED_EARLY):
            ended += n
        elif state in {*STARTS_BY_ITSELF, PlacementState.PAUSED} and start_on <= today:
            running += n
        elif state is not PlacementState.CANCELLED:
            coming += n
    return Counts(running, coming, ended)


@dataclass(frozen=True)
class CompanyLine:
    id: UUID
    name: str
    makes: str


def companies() -> list[CompanyLine]:
    """All companies of the region, with what they make, by name."""
    newest = EmployerProfile.alias()
    latest = newest.select(fn.MAX(newest.version)).where(
        newest.organisation == EmployerProfile.organisation
    )
    profiles = EmployerProfile.select().where(EmployerProfile.version == latest)
    makes = {row.organisation_id: row.makes for row in profiles}
    rows = (
        Organisation.select()
        .where(Organisation.kind == OrganisationKind.EMPLOYER)
        .order_by(Organisation.name)
    )
    return [CompanyLine(row.id, row.name, makes.get(row.id, "")) for row in rows]
