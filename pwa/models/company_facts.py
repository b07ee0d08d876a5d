"""Facts about a company that several layers ask: what it says, who knows it, how far it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa.domain.profiles import ProfileState
from pwa.domain.states import HandbookState
from pwa.models.employer import EmployerProfile, Handbook, Workplace
from pwa.models.profiles import CompanyVisit, ProfileReading


def published_profile(organisation_id: UUID) -> EmployerProfile | None:
    """The company's words as everybody reads them: the newest published version."""
    return _newest(organisation_id, ProfileState.PUBLISHED)


def draft_profile(organisation_id: UUID) -> EmployerProfile | None:
    """What the company is writing now; it has one draft at most."""
    return _newest(organisation_id, ProfileState.DRAFT)


def newest_profiles(organisation_id: UUID) -> tuple[EmployerProfile | None, EmployerProfile | None]:
    """What is published and what is being written, read at once: a draft has the highest number."""
    rows = list(
        EmployerProfile.select()
        .where(EmployerProfile.organisation == organisation_id)
        .order_by(EmployerProfile.version.desc())
        .limit(2)
    )
    by_state = {row.state: row for row in reversed(rows)}
    return by_state.get(ProfileState.PUBLISHED), by_state.get(ProfileState.DRAFT)


def _newest(organisation_id: UUID, state: ProfileState) -> EmployerProfile | None:
    found: EmployerProfile | None = (
        EmployerProfile.select()
        .where(EmployerProfile.organisation == organisation_id, EmployerProfile.state == state)
        .order_by(EmployerProfile.version.desc())
        .first()
    )
    return found


@dataclass(frozen=True)
class Acquaintance:
    """How well a coach knows a company before proposing anyone there."""

    published: bool
    read: bool
    """This coach has read the version that is published now."""

    last_visit: date | None
    """Of any coach: one visit to get to know each other is enough for the company."""


def acquaintance(organisation_id: UUID, coach_id: UUID) -> Acquaintance:
    """What to ask before somebody is proposed at this company."""
    profile = published_profile(organisation_id)
    return acquaintance_with(organisation_id, coach_id, profile.id if profile else None)


def acquaintance_with(
    organisation_id: UUID, coach_id: UUID, profile_id: UUID | None
) -> Acquaintance:
    """The same, for who has the published profile already."""
    visit = (
        CompanyVisit.select(CompanyVisit.day)
        .where(CompanyVisit.organisation == organisation_id)
        .order_by(CompanyVisit.day.desc())
        .first()
    )
    read = profile_id is not None and has_read(profile_id, coach_id)
    return Acquaintance(profile_id is not None, read, visit.day if visit else None)


def has_read(profile_id: UUID, user_id: UUID) -> bool:
    return (
        ProfileReading.select()
        .where(ProfileReading.profile == profile_id, ProfileReading.user == user_id)
        .exists()
    )


@dataclass(frozen=True)
class FirstSteps:
    """What a new company has done already."""

    words: bool
    writing: bool
    handbook: UUID | None
    """The version in use."""

    handbook_draft: UUID | None
    workplace: bool

    @property
    def taken(self) -> int:
        return bool(self.words) + bool(self.handbook) + bool(self.workplace)

    @property
    def done(self) -> bool:
        return self.taken == 3


def first_steps(organisation_id: UUID) -> FirstSteps:
    states = {
        row.state
        for row in EmployerProfile.select(EmployerProfile.state)
        .where(EmployerProfile.organisation == organisation_id)
        .distinct()
    }
    books = Handbook.select(Handbook.id, Handbook.state).where(
        Handbook.organisation == organisation_id, Handbook.state != HandbookState.RETIRED
    )
    by_state = {book.state: book.id for book in books}
    return FirstSteps(
        words=ProfileState.PUBLISHED in states,
        writing=ProfileState.DRAFT in states,
        handbook=by_state.get(HandbookState.ACTIVE),
        handbook_draft=by_state.get(HandbookState.DRAFT),
        workplace=Workplace.select().where(Workplace.organisation == organisation_id).exists(),
    )
