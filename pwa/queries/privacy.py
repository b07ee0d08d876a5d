"""Whom somebody asks about the own data: the municipality, its privacy officer and the coach."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pwa.domain.enums import Role
from pwa.models import Candidate, CoachCover, Membership, Organisation, Person, User
from pwa.models.privacy_terms import PrivacyTerms, privacy_terms


@dataclass(frozen=True)
class Known:
    """Names are empty where nobody has that role."""

    municipality: str
    officers: tuple[str, ...]
    phone: str
    coach: str
    coach_phone: str
    terms: PrivacyTerms


def known(person: Person) -> Known:
    """For a candidate the own municipality, for who works at one that one. Two queries."""
    place, coach, coach_phone = _place(person)
    if place is None:
        return Known("", (), "", "", "", privacy_terms())
    rows: Iterable[Any] = (
        Membership.select(User.name, User.phone)
        .join(User)
        .where(
            Membership.organisation == place.id,
            Membership.role == Role.PRIVACY_OFFICER,
            Membership.from_on <= person.today,
            Membership.to_on.is_null() | (Membership.to_on >= person.today),
        )
        .order_by(User.name)
        .namedtuples()
    )
    officers = list(rows)
    phone = next((one.phone for one in officers if one.phone), "")
    names = tuple(one.name for one in officers)
    return Known(place.name, names, phone, coach, coach_phone, privacy_terms(place.id))


def _place(person: Person) -> tuple[Organisation | None, str, str]:
    """The municipality, and of a candidate the coach of today, with the number."""
    if person.candidate_id:
        row: Any = (
            Candidate.select(Candidate, Organisation, User)
            .join(Organisation)
            .switch(Candidate)
            .join(User, on=(User.id == CoachCover.coach_on(person.today)), attr="coach_now")
            .where(Candidate.id == person.candidate_id)
            .get()
        )
        return row.municipality, row.coach_now.name, row.coach_now.phone
    roles = (Role.COACH, Role.PRIVACY_OFFICER, Role.MUNICIPALITY_ADMIN)
    ids = [one for role in roles for one in person.organisations(role)]
    return (Organisation.get_or_none(Organisation.id.in_(ids)) if ids else None), "", ""
