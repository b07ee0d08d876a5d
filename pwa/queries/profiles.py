"""A company's own words: as everybody reads them, as they are being written, and in versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from pwa.domain.profiles import PARTS, ProfileState
from pwa.models import EmployerProfile, ProfilePhoto, User
from pwa.models.company_facts import newest_profiles, published_profile


@dataclass(frozen=True)
class Photo:
    id: UUID
    width: int
    height: int
    words: str
    picture: UUID
    """The same in the copy that a draft holds."""


@dataclass(frozen=True)
class ProfileView:
    """One version, with everything that its page shows; version 0 says that there is none."""

    version: int = 0
    id: UUID | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()
    published_at: datetime | None = None

    @property
    def filled(self) -> bool:
        return any(self.words.values()) or bool(self.photos)


@dataclass(frozen=True)
class Writing:
    """What the company is writing now: the draft, or what a new draft would start from."""

    base_version: int
    edition: int
    view: ProfileView
    published: int
    saved_at: datetime | None

    def has(self, part: str) -> bool:
        return bool(self.view.words.get(part))


@dataclass(frozen=True)
class Version:
    version: int
    published_at: datetime
    by: str
    photos: int


def published(organisation_id: UUID) -> ProfileView:
    return view_of(published_profile(organisation_id))


def version(organisation_id: UUID, number: int) -> ProfileView | None:
    """One published version, also an old one."""
    row = EmployerProfile.get_or_none(
        (EmployerProfile.organisation == organisation_id)
        & (EmployerProfile.version == number)
        & (EmployerProfile.state == ProfileState.PUBLISHED)
    )
    return view_of(row) if row else None


def writing(organisation_id: UUID) -> Writing:
    shown, draft = newest_profiles(organisation_id)
    number = shown.version if shown else 0
    if draft:
        view = view_of(draft)
        return Writing(draft.version, draft.edition, view, number, draft.changed_at)
    return Writing(number + 1, 0, view_of(shown), number, None)


def view_of(row: EmployerProfile | None) -> ProfileView:
    if row is None:
        return ProfileView()
    words = {part: getattr(row, part) for part in PARTS}
    photos = ProfilePhoto.select().where(ProfilePhoto.profile == row)
    return ProfileView(
        row.version, row.id, words,
        tuple(
            Photo(one.id, one.width, one.height, one.words, one.large_id)
            for one in photos.order_by(ProfilePhoto.position)
        ),
        row.published_at,
    )  # fmt: skip


def versions(organisation_id: UUID) -> list[Version]:
    """Everything that was published, the newest first."""
    rows: Iterable[Any] = (
        EmployerProfile.select(
            EmployerProfile.version,
            EmployerProfile.published_at,
            User.name,
            fn.COUNT(ProfilePhoto.id),
        )
        .join(User, JOIN.LEFT_OUTER, on=(EmployerProfile.published_by == User.id))
        .switch(EmployerProfile)
        .join(ProfilePhoto, JOIN.LEFT_OUTER)
        .where(
            EmployerProfile.organisation == organisation_id,
            EmployerProfile.state == ProfileState.PUBLISHED,
        )
        .group_by(EmployerProfile.version, EmployerProfile.published_at, User.name)
        .order_by(EmployerProfile.version.desc())
        .tuples()
    )
    return [Version(number, at, by or "", photos) for number, at, by, photos in rows]
