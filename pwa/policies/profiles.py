"""Who writes and reads a company's own words, its photos and its older versions."""

from pwa.domain.enums import OrganisationKind
from pwa.domain.profiles import ProfileState
from pwa.models import Organisation, Person, ProfilePhoto
from pwa.policies import companies

write = companies.edit
"""The employer owns the words: its administrators write and publish them."""


def read_versions(person: Person, organisation: Organisation) -> bool:
    """Everybody who works at the company may read what it said before."""
    return organisation.kind is OrganisationKind.EMPLOYER and any(
        seat.organisation_id == organisation.id for seat in person.seats
    )


def read_photo(person: Person, photo: ProfilePhoto) -> bool:
    """What is published whoever sees it; a draft only who writes it."""
    profile = photo.profile
    return profile.state is ProfileState.PUBLISHED or write(person, profile.organisation)


def change_photo(person: Person, organisation: Organisation, photo: ProfilePhoto) -> bool:
    return write(person, organisation) and photo.profile.organisation_id == organisation.id
