"""What people read about a company: its own words, its people, its handbook, its counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.profiles import ProfileState
from pwa.domain.states import HandbookState, PlacementState
from pwa.models import (
    Competence,
    EmployerProfile,
    Handbook,
    Membership,
    Organisation,
    Placement,
    ProfileReading,
    User,
    Workplace,
)
from pwa.models.company_facts import newest_profiles
from pwa.models.placement import STARTS_BY_ITSELF
from pwa.queries import workplaces
from pwa.queries.profiles import ProfileView, published, view_of
from pwa.queries.workplaces import PlaceLine


@dataclass(frozen=True)
class Colleague:
    user_id: UUID
    name: str
    role: Role
    job: str
    invited: bool


@dataclass(frozen=True)
class Counts:
    """How many, never who or what: what a company sees of its own placements."""

    running: int
    coming: int
    ended: int


@dataclass(frozen=True)
class LooksAt:
    """The handbook in use, as far as the page of the company shows it."""

    id: UUID
    version: int
    labels: tuple[str, ...]


@dataclass(frozen=True)
class CompanyView:
    id: UUID
    name: str
    company_signs: bool
    profile: ProfileView
    writing: bool
    """The company has a draft of its words that nobody else sees yet."""

    people: tuple[Colleague, ...]
    places: tuple[PlaceLine, ...]
    handbook: LooksAt | None
    draft_id: UUID | None


def profile_words(organisation_id: UUID) -> tuple[int, dict[str, str]]:
    """The published version and its parts, for pages that show some of them."""
    view = published(organisation_id)
    return view.version, dict(view.words)


def company_view(organisation: Organisation, today: date, language: str) -> CompanyView:
    """Everything on the page of a company."""
    shown, draft = newest_profiles(organisation.id)
    handbook, draft_id = _handbooks(organisation.id, language)
    return CompanyView(
        id=organisation.id,
        name=organisation.name,
        company_signs=organisation.company_signs,
        profile=view_of(shown),
        writing=draft is not None,
        people=_people(organisation.id, today),
        places=workplaces.lines(organisation.id, today),
        handbook=handbook,
        draft_id=draft_id,
    )


def _handbooks(organisation_id: UUID, language: str) -> tuple[LooksAt | None, UUID | None]:
    """What the version in use looks at, and the id of a draft; both in one query."""
    rows = (
        Handbook.select(Handbook, Competence)
        .join(
            Competence, JOIN.LEFT_OUTER,
            on=(Competence.handbook == Handbook.id) & ~Competence.hidden, attr="one",
        )
        .where(
            Handbook.organisation == organisation_id, Handbook.state != HandbookState.RETIRED
        )
        .order_by(Competence.position)
    )  # fmt: skip
    active = [row for row in rows if row.state is HandbookState.ACTIVE]
    draft = next((row.id for row in rows if row.state is HandbookState.DRAFT), None)
    if not active:
        return None, draft
    shown: list[Competence] = [row.one for row in active if getattr(row, "one", None)]  # type: ignore[attr-defined]
    labels = tuple(one.label_in(language) for one in shown)
    return LooksAt(active[0].id, active[0].version, labels), draft


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
    to_read: bool
    """It published something that this coach has not read yet."""


def companies(coach_id: UUID) -> list[CompanyLine]:
    """All companies of the region, with what they make, by name."""
    newest = EmployerProfile.alias()
    latest = newest.select(fn.MAX(newest.version)).where(
        newest.organisation == EmployerProfile.organisation,
        newest.state == ProfileState.PUBLISHED,
    )
    profiles = EmployerProfile.select().where(
        EmployerProfile.version == latest, EmployerProfile.state == ProfileState.PUBLISHED
    )
    published = {row.organisation_id: row for row in profiles}
    readings = ProfileReading.select(ProfileReading.profile).where(ProfileReading.user == coach_id)
    read = {row.profile_id for row in readings}
    rows = (
        Organisation.select()
        .where(Organisation.kind == OrganisationKind.EMPLOYER)
        .order_by(Organisation.name)
    )
    return [_line(row, published.get(row.id), read) for row in rows]


def _line(row: Organisation, profile: EmployerProfile | None, read: set[UUID]) -> CompanyLine:
    to_read = profile is not None and profile.id not in read
    return CompanyLine(row.id, row.name, profile.makes if profile else "", to_read)
